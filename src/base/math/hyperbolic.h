/// tanh. Errors: base/math.h.
#pragma once

#include <type_traits>

#include "base/math/exponential.h"

namespace gp::math {

/// Hyperbolic tangent. float: x·P(x²)/Q(x²), a fit of its own on [−9, 9]; double: t/(t + 2) with t = e^(2|x|)
/// − 1.
template <class T>
GP_INLINE Lanes<T> tanh(Lanes<T> x) {
  if constexpr (std::is_same_v<T, float>) {
    x = clamp<float>(-0x1.f51f04p2F, 0x1.f51f04p2F, x);
    const Lanes<float> y = x * x;
    const Lanes<float> p =
        polynomial<float>(y, 0x1.1bebc2p20F, 0x1.318362p17F, 0x1.0422b2p12F, 0x1.99ca8ep4F, 0x1.25f7c4p-6F);
    const Lanes<float> q = 0x1.1bebc2p20F + y * (0x1.09a8bp19F + y * (0x1.dbf032p14F + y * (0x1.8e2714p8F + y)));
    return x * p / q;
  } else {
    const Lanes<T> magnitude = abs<T>(x);
    const Lanes<T> t = expm1Within<T>(2 * minimum<T>(spread<T>(22), magnitude));
    return withSignOf<T>(t / (t + 2), x);
  }
}

}  // namespace gp::math
