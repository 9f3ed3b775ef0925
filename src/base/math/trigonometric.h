/// sin and cos. Errors and range: base/math.h.
#pragma once

#include "base/math/parts.h"

namespace gp::math {

/// x = m·π + r with whole m (sin) or m a half more than whole (cos) and |r| ≤ π/2 but for rounding: Cody and
/// Waite with π in three parts, m times each of the first two exact. Then ±sin r, an odd minimax polynomial.
template <class T>
struct SineConstants;
template <>
struct SineConstants<float> {
  static constexpr float inversePi = 0x1.45f306p-2F;
  static constexpr float piHigh = 0x1.92p1F, piMiddle = 0x1.fcp-11F, piLow = -0x1.5777a6p-20F;
  GP_INLINE static Lanes<float> tail(Lanes<float> y) {
    return polynomial<float>(y, -0x1.55554cp-3F, 0x1.110edp-7F, -0x1.9f6df4p-13F, 0x1.5d9318p-19F);
  }
};
template <>
struct SineConstants<double> {
  static constexpr double inversePi = 0x1.45f306dc9c883p-2;
  static constexpr double piHigh = 0x1.921fb544p1, piMiddle = 0x1.0b4611a6p-33, piLow = 0x1.3198a2e037073p-68;
  GP_INLINE static Lanes<double> tail(Lanes<double> y) {
    return polynomial<double>(y, -0x1.5555555555555p-3, 0x1.11111111110c8p-7, -0x1.a01a01a014d7ap-13,
                              0x1.71de3a52a150ap-19, -0x1.ae6454d4e0d0ep-26, 0x1.6123cd2a63ef7p-33,
                              -0x1.ae438f5dc350ap-41, 0x1.8833f814da45bp-49);
  }
};

/// (−1)^n·sin(x − m·π), where n is the whole number in `shifted` (n + roundingShift).
template <class T>
GP_INLINE Lanes<T> sineOfReduced(Lanes<T> x, Lanes<T> m, Lanes<T> shifted) {
  using C = SineConstants<T>;
  constexpr T bound = T(1.585);  // only exceeded where x is too large to be reduced: the result stays in [−1, 1]
  const Lanes<T> r = clamp<T>(-bound, bound, ((x - m * C::piHigh) - m * C::piMiddle) - m * C::piLow);
  const Lanes<T> y = r * r;
  const Lanes<T> sine = r + (r * y) * C::tail(y);
  return lanesOf<T>(wordsOf<T>(sine) ^ (wordsOf<T>(shifted) << (sizeof(T) * 8 - 1)));
}

template <class T>
GP_INLINE Lanes<T> sin(Lanes<T> x) {
  const Lanes<T> shifted = x * SineConstants<T>::inversePi + roundingShift<T>;
  return sineOfReduced<T>(x, shifted - roundingShift<T>, shifted);
}

template <class T>
GP_INLINE Lanes<T> cos(Lanes<T> x) {
  const Lanes<T> shifted = (x * SineConstants<T>::inversePi + T(0.5)) + roundingShift<T>;
  return sineOfReduced<T>(x, (shifted - roundingShift<T>)-T(0.5), shifted);
}

}  // namespace gp::math
