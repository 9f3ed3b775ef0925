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
    x = clamp<float>(-9.0F, 9.0F, x);
    const Lanes<float> y = x * x;
    const Lanes<float> p = polynomial<float>(y, 9.999999796284e-01F, 1.338098111681e-01F, 3.495534494582e-03F,
                                             2.060818409131e-05F, 1.335341217397e-08F);
    const Lanes<float> q = polynomial<float>(y, 1.0F, 4.671429677518e-01F, 2.587677993024e-02F,
                                             3.285546254672e-04F, 7.776046771177e-07F);
    return x * p / q;
  } else {
    const Lanes<T> magnitude = abs<T>(x);
    const Lanes<T> t = expm1Within<T>(2 * minimum<T>(spread<T>(22), magnitude));
    return withSignOf<T>(t / (t + 2), x);
  }
}

}  // namespace gp::math
