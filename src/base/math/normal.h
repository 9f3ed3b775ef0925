/// The normal distribution, from which gelu and erf are made. Errors: base/math.h.
#pragma once

#include <type_traits>

#include "base/math/exponential.h"

namespace gp::math {

/// `ratio` is e^(t²/2)·Q(t), where Q(t) is the probability that a standard normal number exceeds t: a
/// rational minimax fit on [0, bound] whose coefficients are all positive, so that nothing cancels. `core` is
/// (erf(x) − x)/x in y = x² for |x| ≤ 1, a minimax polynomial.
template <class T>
struct NormalConstants;
template <>
struct NormalConstants<float> {
  static constexpr float bound = 13.2F;  ///< from here on `exp` gives 0 for e^(−t²/2)
  GP_INLINE static Lanes<float> ratio(Lanes<float> t) {
    return polynomial<float>(t, 0.500000002525F, 0.435917349604F, 0.181477042368F, 0.0400413576396F,
                             0.00402862774516F) /
           polynomial<float>(t, 1.0F, 1.66971962347F, 1.19519340193F, 0.464829746459F, 0.100376093966F,
                             0.0100981312083F);
  }
  GP_INLINE static Lanes<float> core(Lanes<float> y) {
    return polynomial<float>(y, 0.128379167F, -0x1.8126d2p-2F, 0x1.ce1fcep-4F, -0x1.b7480ep-6F, 0x1.4f7c3cp-8F,
                             -0x1.874dbp-11F, 0x1.03a052p-14F);
  }
};
template <>
struct NormalConstants<double> {
  static constexpr double bound = 37.64;
  static constexpr Word<double> upperHalf = ~Word<double>{0x7ffffff};
  GP_INLINE static Lanes<double> ratio(Lanes<double> t) {
    return polynomial<double>(t, 0x1.0000000000000p-1, 0x1.a7cb279303d36p-1, 0x1.5bcc54cf031cdp-1, 0x1.6dac22e1db92fp-2,
                              0x1.0e2ff36e5489cp-3, 0x1.23dc48ff69158p-5, 0x1.d229842b0b3f2p-8, 0x1.101b4279db6fcp-10,
                              0x1.be20cbb798f6fp-14, 0x1.d313c4af6cf71p-18, 0x1.e02176b834793p-23) /
           polynomial<double>(t, 0x1.0000000000000p+0, 0x1.3a06a898d2c30p+1, 0x1.6874a186685ccp+1, 0x1.000cd4be9c889p+1,
                              0x1.f5739a06b720ep-1, 0x1.6458d59a9725cp-2, 0x1.784eab38d155ap-4, 0x1.287946332ca40p-6,
                              0x1.57525455a242cp-9, 0x1.18283015553bcp-12, 0x1.24b27e6ae122dp-16,
                              0x1.2ce09744a266cp-21);
  }
  GP_INLINE static Lanes<double> core(Lanes<double> y) {
    return polynomial<double>(y, 0.12837916709551257, -0x1.812746b0379b2p-2, 0x1.ce2f21a0408d1p-4,
                              -0x1.b82ce311ee09bp-6, 0x1.565bccf7e2856p-8, -0x1.c02db0149d904p-11,
                              0x1.f9a2b75531772p-14, -0x1.f4ca204c771c5p-17, 0x1.b97e44280cfb9p-20,
                              -0x1.5bfe76384472p-23, 0x1.d6e3ddfeb1f49p-27, -0x1.ab15c51d2ebebp-31);
  }
};

/// What lies beyond t ≥ 0 under the standard normal curve.
template <class T>
struct NormalTail {
  Lanes<T> bell;         ///< e^(−t²/2); the density is this divided by √(2π)
  Lanes<T> probability;  ///< Q(t) = 1 − Φ(t)
};

/// @param t  within [0, NormalConstants::bound], or NaN
template <class T>
GP_INLINE NormalTail<T> normalTail(Lanes<T> t) {
  using C = NormalConstants<T>;
  Lanes<T> bell;
  if constexpr (std::is_same_v<T, float>) {
    bell = expWithin<T>(t * t * T(-0.5));
  } else {
    // t² in two parts: the upper half of t has an exact square, the rest joins the remainder of the
    // exponential.
    const Lanes<T> upper = lanesOf<T>(wordsOf<T>(t) & C::upperHalf);
    bell = expOfSum<T>(upper * upper * T(-0.5), (t - upper) * (t + upper) * T(-0.5));
  }
  return {bell, bell * C::ratio(t)};
}

/// The error function 2/√π·∫₀ˣ e^(−s²) ds.
template <class T>
GP_INLINE Lanes<T> erf(Lanes<T> x) {
  using C = NormalConstants<T>;
  constexpr T rootTwo = T(0x1.6a09e667f3bcdp0);
  const Lanes<T> magnitude = abs<T>(x);
  const Lanes<T> near = magnitude + magnitude * C::core(x * x);
  const Lanes<T> far = 1 - 2 * normalTail<T>(minimum<T>(spread<T>(C::bound), rootTwo * magnitude)).probability;
  return withSignOf<T>(select<T>((LaneBits<T>)(magnitude < 1), near, far), x);
}

}  // namespace gp::math
