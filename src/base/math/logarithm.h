/// log, log1p and softplus. Errors: base/math.h.
#pragma once

#include "base/math/exponential.h"

namespace gp::math {

/// `tail` is (log((1 + s)/(1 − s)) − 2s)/s in z = s² for |s| ≤ (√2 − 1)/(√2 + 1): minimax.
/// `curve` is (u − log(1 + u))/u² for 0 ≤ u ≤ 1: a rational minimax fit with positive coefficients.
template <class T>
struct LogConstants;
template <>
struct LogConstants<float> {
  static constexpr Word<float> rootHalf = 0x3f3504f3U;  ///< the bits of √½
  static constexpr float smallestNormal = 0x1p-126F, lift = 0x1p25F, lifted = 25;
  GP_INLINE static Lanes<float> tail(Lanes<float> z) {
    return z * polynomial<float>(z, 0x1.555554p-1F, 0x1.999bd2p-2F, 0x1.23f25p-2F, 0x1.ec01p-3F);
  }
  GP_INLINE static Lanes<float> curve(Lanes<float> u) {
    return polynomial<float>(u, 0x1p-1F, 0x1.d822bcp-2F, 0x1.399f44p-4F) /
           polynomial<float>(u, 1.0F, 0x1.96bbf8p0F, 0x1.6cba1p-1F, 0x1.494364p-4F);
  }
};
template <>
struct LogConstants<double> {
  static constexpr Word<double> rootHalf = 0x3fe6a09e667f3bcdU;
  static constexpr double smallestNormal = 0x1p-1022, lift = 0x1p54, lifted = 54;
  GP_INLINE static Lanes<double> tail(Lanes<double> z) {
    return z * polynomial<double>(z, 0x1.5555555555593p-1, 0x1.999999997fa39p-2, 0x1.2492494224e8ap-2,
                                  0x1.c71c51dcf77adp-3, 0x1.74664887e82d2p-3, 0x1.39a0b4d915e9dp-3,
                                  0x1.2f103aea2cf88p-3);
  }
  GP_INLINE static Lanes<double> curve(Lanes<double> u) {
    return polynomial<double>(u, 0x1p-1, 0x1.3f0bd669cfaa1p0, 0x1.20ae016480ffep0, 0x1.cc594a1071659p-2,
                              0x1.35692420d3529p-4, 0x1.0563f87315ca1p-8, 0x1.755276ca36307p-20) /
           polynomial<double>(u, 1.0, 0x1.94612bbf24ff3p1, 0x1.ee441e8e99bbbp1, 0x1.259baee176b6fp1,
                              0x1.5c1dbddd068cep-1, 0x1.7712a2bbfde39p-4, 0x1.0cadbeb1b924dp-8);
  }
};

/// f − log(1 + f) for √½ − 1 ≤ f ≤ √2 − 1. With s = f/(2 + f), log(1 + f) = f − s·(f − tail(s²)).
template <class T>
GP_INLINE Lanes<T> logDeficit(Lanes<T> f) {
  const Lanes<T> s = f / (2 + f);
  return s * (f - LogConstants<T>::tail(s * s));
}

/// log(x) + correction for finite normal x > 0; `exponent` is added to x's own.
template <class T>
GP_INLINE Lanes<T> logOfNormal(Lanes<T> x, Lanes<T> exponent, Lanes<T> correction) {
  using F = Format<T>;
  constexpr Word<T> rootHalf = LogConstants<T>::rootHalf;
  constexpr T shift = T(Word<T>{1} << F::mantissaBits);
  const Words<T> words = wordsOf<T>(x) - rootHalf;
  // The exponent, counted from √½, as a number: its bits below those of 2^(mantissa bits).
  const Words<T> biased = (words + (F::bias << F::mantissaBits)) >> F::mantissaBits;
  const Lanes<T> k = (lanesOf<T>(biased | wordsOf<T>(spread<T>(shift))) - (shift + T(F::bias))) + exponent;
  const Lanes<T> f = lanesOf<T>((words & ((Word<T>{1} << F::mantissaBits) - 1)) + rootHalf) - 1;
  return k * ExpConstants<T>::ln2High - ((logDeficit<T>(f) - (k * ExpConstants<T>::ln2Low + correction)) - f);
}

/// `result` where 0 < x < ∞, and −∞ at 0, ∞ at ∞, NaN elsewhere.
template <class T>
GP_INLINE Lanes<T> withLogEdges(Lanes<T> x, Lanes<T> result) {
  using Limits = std::numeric_limits<T>;
  const Lanes<T> infinity = spread<T>(Limits::infinity());
  const Lanes<T> outside = select<T>((LaneBits<T>)(x == 0), -infinity,
                                     select<T>((LaneBits<T>)(x == infinity), x, spread<T>(Limits::quiet_NaN())));
  return select<T>((LaneBits<T>)(x > 0) & (LaneBits<T>)(x < infinity), result, outside);
}

/// Natural logarithm. −∞ at 0, NaN below.
template <class T>
GP_INLINE Lanes<T> log(Lanes<T> x) {
  using C = LogConstants<T>;
  const LaneBits<T> subnormal = (LaneBits<T>)(x < C::smallestNormal);
  const Lanes<T> result = logOfNormal<T>(select<T>(subnormal, x * C::lift, x),
                                         select<T>(subnormal, spread<T>(-C::lifted), spread<T>(0)), spread<T>(0));
  return withLogEdges<T>(x, result);
}

/// log(1 + x) without cancellation at small x. −∞ at −1, NaN below.
template <class T>
GP_INLINE Lanes<T> log1p(Lanes<T> x) {
  const Lanes<T> u = 1 + x;
  const Lanes<T> v = u - 1;
  const Lanes<T> lost = (1 - (u - v)) + (x - v);  // u + lost = 1 + x exactly (Knuth's two-sum)
  return withLogEdges<T>(u, logOfNormal<T>(u, spread<T>(0), lost / u));
}

/// log(1 + e^−|x|): softplus without its max(0, x).
template <class T>
GP_INLINE Lanes<T> softplusTail(Lanes<T> x) {
  const Lanes<T> minus = lanesOf<T>(wordsOf<T>(x) | signBits<T>());  // −|x|
  const Lanes<T> u = expWithin<T>(maximum<T>(spread<T>(ExpConstants<T>::lowest), minus));
  return u - (u * u) * LogConstants<T>::curve(u);
}

/// log(1 + e^x).
template <class T>
GP_INLINE Lanes<T> softplus(Lanes<T> x) {
  return maximum<T>(spread<T>(0), x) + softplusTail<T>(x);
}

}  // namespace gp::math
