/// log, log1p and softplus. Errors: base/math.h.
#pragma once

#include "base/math/exponential.h"

namespace gp::math {

/// log((1 + s)/(1 − s)) = 2s + s·tail(s²) for 0 ≤ |s| ≤ 1/3: minimax.
template <class T>
struct LogConstants;
template <>
struct LogConstants<float> {
  static constexpr Word<float> rootHalf = 0x3f3504f3U;  ///< the bits of √½
  static constexpr float smallestNormal = 0x1p-126F, lift = 0x1p25F, lifted = 25;
  GP_INLINE static Lanes<float> tail(Lanes<float> z) {
    return z * polynomial<float>(z, 0x1.555558p-1F, 0x1.9996dap-2F, 0x1.2504bep-2F, 0x1.b733f4p-3F,
                                 0x1.f06944p-3F);
  }
};
template <>
struct LogConstants<double> {
  static constexpr Word<double> rootHalf = 0x3fe6a09e667f3bcdU;
  static constexpr double smallestNormal = 0x1p-1022, lift = 0x1p54, lifted = 54;
  GP_INLINE static Lanes<double> tail(Lanes<double> z) {
    return z * polynomial<double>(z, 0x1.5555555555535p-1, 0x1.99999999a0728p-2, 0x1.249249208e61cp-2,
                                  0x1.c71c741b2e756p-3, 0x1.745cb434a9114p-3, 0x1.3b1dd687991bcp-3,
                                  0x1.10680ba8db397p-3, 0x1.efd39d2d031bp-4, 0x1.55c6bb77128edp-4,
                                  0x1.5c63d0a535742p-3);
  }
};

/// f − log(1 + f) for √½ − 1 ≤ f ≤ 1. With s = f/(2 + f), log(1 + f) = f − s·(f − tail(s²)).
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
  const Lanes<T> outside =
      select<T>((LaneBits<T>)(x == 0), -infinity,
                select<T>((LaneBits<T>)(x == infinity), x, spread<T>(Limits::quiet_NaN())));
  return select<T>((LaneBits<T>)(x > 0) & (LaneBits<T>)(x < infinity), result, outside);
}

/// Natural logarithm. −∞ at 0, NaN below.
template <class T>
GP_INLINE Lanes<T> log(Lanes<T> x) {
  using C = LogConstants<T>;
  const LaneBits<T> subnormal = (LaneBits<T>)(x < C::smallestNormal);
  const Lanes<T> result =
      logOfNormal<T>(select<T>(subnormal, x * C::lift, x),
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

/// log(1 + e^x).
template <class T>
GP_INLINE Lanes<T> softplus(Lanes<T> x) {
  const Lanes<T> u = exp<T>(lanesOf<T>(wordsOf<T>(x) | signBits<T>()));
  return maximum<T>(spread<T>(0), x) + (u - logDeficit<T>(u));
}

}  // namespace gp::math
