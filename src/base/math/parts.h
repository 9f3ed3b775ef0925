/// Building blocks of the elementary functions: bit patterns of lanes, polynomials, rounding, powers of two.
/// Everything is + − × ÷, comparison and integer shift, so that every compiler and WebAssembly give the same
/// bits.
#pragma once

#include <limits>

#include "base/lanes.h"

namespace gp::math {

template <class T>
struct Format;
template <>
struct Format<float> {
  using Word = std::uint32_t;
  typedef Word Words __attribute__((vector_size(16)));
  static constexpr int mantissaBits = 23;
  static constexpr Word bias = 127;
};
template <>
struct Format<double> {
  using Word = std::uint64_t;
  typedef Word Words __attribute__((vector_size(32)));
  static constexpr int mantissaBits = 52;
  static constexpr Word bias = 1023;
};

/// An unsigned integer as wide as T, and four of them.
template <class T>
using Word = typename Format<T>::Word;
template <class T>
using Words = typename Format<T>::Words;

/// The bit pattern of four numbers, and back.
template <class T>
GP_INLINE Words<T> wordsOf(Lanes<T> x) {
  return (Words<T>)x;
}
template <class T>
GP_INLINE Lanes<T> lanesOf(Words<T> words) {
  return (Lanes<T>)words;
}

/// The same bit pattern in every lane.
template <class T>
GP_INLINE Words<T> spreadWord(Word<T> word) {
  return Words<T>{word, word, word, word};
}

/// Only the sign bit set.
template <class T>
GP_INLINE Words<T> signBits() {
  return spreadWord<T>(Word<T>{1} << (sizeof(T) * 8 - 1));
}

/// |x|.
template <class T>
GP_INLINE Lanes<T> abs(Lanes<T> x) {
  return lanesOf<T>(wordsOf<T>(x) & ~signBits<T>());
}

/// Lane by lane the sign of `sign` on the magnitude of `x`, which must not be negative.
template <class T>
GP_INLINE Lanes<T> withSignOf(Lanes<T> x, Lanes<T> sign) {
  return lanesOf<T>(wordsOf<T>(x) | (wordsOf<T>(sign) & signBits<T>()));
}

/// x within [low, high]; NaN stays NaN.
template <class T>
GP_INLINE Lanes<T> clamp(T low, T high, Lanes<T> x) {
  return maximum<T>(spread<T>(low), minimum<T>(spread<T>(high), x));
}

/// c0 + x·(c1 + x·(c2 + …)), by Horner's rule.
template <class T, class... Rest>
GP_INLINE Lanes<T> polynomial(Lanes<T> x, T c0, Rest... rest) {
  if constexpr (sizeof...(rest) == 0) {
    return spread<T>(c0);
  } else {
    return c0 + x * polynomial<T>(x, rest...);
  }
}

/// Added to a number of magnitude below 2^(mantissa bits − 1), this rounds it to the nearest whole number
/// (ties to even) and leaves that number in the lowest bits; subtracted again, it gives the whole number.
template <class T>
constexpr T roundingShift = T(1.5) * T(Word<T>{1} << Format<T>::mantissaBits);

/// 2^(n − 1) for −Format::bias + 1 ≤ n ≤ Format::bias + 1, where `shifted` is n + roundingShift; 0 for the
/// lowest n.
template <class T>
GP_INLINE Lanes<T> halfPowerOfTwo(Lanes<T> shifted) {
  using F = Format<T>;
  return lanesOf<T>((wordsOf<T>(shifted) << F::mantissaBits) + ((F::bias - 1) << F::mantissaBits));
}

}  // namespace gp::math
