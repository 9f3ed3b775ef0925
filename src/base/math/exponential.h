/// exp, expm1 and what is made of them. Errors: base/math.h.
#pragma once

#include "base/math/parts.h"

namespace gp::math {

/// x = n·ln 2 + r with whole n and |r| ≤ ln 2 / 2 (Cody and Waite: ln 2 in two parts, n times the first is
/// exact). `tail` is (e^r − 1 − r) / r², a minimax polynomial.
template <class T>
struct ExpConstants;
template <>
struct ExpConstants<float> {
  static constexpr float log2e = 0x1.715476p0F;
  static constexpr float ln2High = 0x1.62e4p-1F, ln2Low = 0x1.7f7d1cp-20F;
  static constexpr float lowest = -87.5F;  ///< n = −126: the scale is 0
  static constexpr float highest = 89.0F;  ///< n = 128: the product overflows
  GP_INLINE static Lanes<float> tail(Lanes<float> r) {
    return polynomial<float>(r, 0x1.fffffep-2F, 0x1.5554bp-3F, 0x1.555716p-5F, 0x1.1227aap-7F, 0x1.6b73ap-10F);
  }
};
template <>
struct ExpConstants<double> {
  static constexpr double log2e = 0x1.71547652b82fep0;
  static constexpr double ln2High = 0x1.62e42fefa4p-1, ln2Low = -0x1.8432a1b0e2634p-43;
  static constexpr double lowest = -708.5;  ///< n = −1022: the scale is 0
  static constexpr double highest = 710.0;  ///< n = 1024: the product overflows
  GP_INLINE static Lanes<double> tail(Lanes<double> r) {
    return polynomial<double>(r, 0x1p-1, 0x1.555555555555cp-3, 0x1.5555555555543p-5, 0x1.111111110e9fdp-7,
                              0x1.6c16c16c1ec8ep-10, 0x1.a01a01b443e7dp-13, 0x1.a01a017b4163fp-16,
                              0x1.71ddee738b914p-19, 0x1.27e537ae7145bp-22, 0x1.af6e81fd91be3p-26,
                              0x1.1ee737ab02be3p-29);
  }
};

/// e^x = 2·halfScale·(1 + r + r²·tail(r)).
template <class T>
struct ReducedExp {
  Lanes<T> halfScale, r;
};

/// @param x     within [ExpConstants::lowest, highest], or NaN
template <class T>
GP_INLINE ReducedExp<T> reduceExp(Lanes<T> x) {
  using C = ExpConstants<T>;
  const Lanes<T> shifted = x * C::log2e + roundingShift<T>;
  const Lanes<T> n = shifted - roundingShift<T>;
  return {halfPowerOfTwo<T>(shifted), (x - n * C::ln2High) - n * C::ln2Low};
}

template <class T>
GP_INLINE Lanes<T> expOfReduced(ReducedExp<T> e) {
  return e.halfScale * (2 + e.r * (2 + (e.r + e.r) * ExpConstants<T>::tail(e.r)));
}

/// e^x for x within [ExpConstants::lowest, highest], or NaN.
template <class T>
GP_INLINE Lanes<T> expWithin(Lanes<T> x) {
  return expOfReduced<T>(reduceExp<T>(x));
}

/// e^(x + rest) for x within [ExpConstants::lowest, highest] and |rest| below 2^-10.
template <class T>
GP_INLINE Lanes<T> expOfSum(Lanes<T> x, Lanes<T> rest) {
  ReducedExp<T> e = reduceExp<T>(x);
  e.r += rest;
  return expOfReduced<T>(e);
}

/// x within the range of `expWithin`; NaN stays NaN.
template <class T>
GP_INLINE Lanes<T> clampForExp(Lanes<T> x) {
  return clamp<T>(ExpConstants<T>::lowest, ExpConstants<T>::highest, x);
}

/// e^x. 0 where the result would be below 2^-125 (float) or 2^-1021 (double), ∞ where it would overflow.
template <class T>
GP_INLINE Lanes<T> exp(Lanes<T> x) {
  return expWithin<T>(clampForExp<T>(x));
}

/// e^x − 1 for x within [ExpConstants::lowest, highest], or NaN.
template <class T>
GP_INLINE Lanes<T> expm1Within(Lanes<T> x) {
  const ReducedExp<T> e = reduceExp<T>(x);
  const Lanes<T> m = e.r + (e.r * e.r) * ExpConstants<T>::tail(e.r);
  const Lanes<T> half = e.halfScale * m + (e.halfScale - T(0.5));
  return half + half;
}

/// e^x − 1 without cancellation at small x.
template <class T>
GP_INLINE Lanes<T> expm1(Lanes<T> x) {
  return expm1Within<T>(clampForExp<T>(x));
}

/// 1 / (1 + e^-x).
template <class T>
GP_INLINE Lanes<T> sigmoid(Lanes<T> x) {
  return 1 / (1 + exp<T>(-x));
}

}  // namespace gp::math
