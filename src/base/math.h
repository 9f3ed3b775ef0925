/// Elementary functions of the core: the same bits on every compiler, instruction set and in WebAssembly.
/// Each is a template over four lanes, `math::exp<T>(lanes)`, and a plain function of one float or double
/// that computes one lane of the same code. Infinities and NaN are taken; NaN gives NaN.
#pragma once

#include <cmath>

#include "base/math/exponential.h"
#include "base/math/hyperbolic.h"
#include "base/math/logarithm.h"
#include "base/math/normal.h"
#include "base/math/trigonometric.h"

namespace gp::math {

/// Square root: exactly rounded by every processor, as IEEE 754 asks.
template <class T>
GP_INLINE Lanes<T> sqrt(Lanes<T> x) {
  return Lanes<T>{std::sqrt(x[0]), std::sqrt(x[1]), std::sqrt(x[2]), std::sqrt(x[3])};
}

#define GP_SCALAR_FUNCTION(name)                                                \
  inline float name(float x) { return math::name<float>(spread<float>(x))[0]; } \
  inline double name(double x) { return math::name<double>(spread<double>(x))[0]; }
GP_SCALAR_FUNCTION(exp)
GP_SCALAR_FUNCTION(expm1)
GP_SCALAR_FUNCTION(log)
GP_SCALAR_FUNCTION(log1p)
GP_SCALAR_FUNCTION(tanh)
GP_SCALAR_FUNCTION(sigmoid)
GP_SCALAR_FUNCTION(softplus)
GP_SCALAR_FUNCTION(erf)
GP_SCALAR_FUNCTION(sin)
GP_SCALAR_FUNCTION(cos)
GP_SCALAR_FUNCTION(sqrt)
GP_SCALAR_FUNCTION(abs)
#undef GP_SCALAR_FUNCTION

}  // namespace gp::math
