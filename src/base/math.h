/// Elementary functions of the core: the same bits on every compiler, instruction set and in WebAssembly.
///
/// Each is a template over four lanes, `math::exp<T>(lanes)`, and a plain function of one float or double that
/// computes one lane of the same code. Made of + − × ÷ √, comparisons and integer shifts only; the source must be
/// compiled without contraction (-ffp-contract=off) and without -ffast-math.
///
/// Largest errors, in units in the last place of the result (tests/cpp/math_test.cpp measures them):
///
/// |            | float | double | notes                                                                           |
/// |------------|-------|--------|---------------------------------------------------------------------------------|
/// | `exp`      | 1.2   | 1.2    | 0 below −86.9 (float), −708 (double), where the result would leave normal range |
/// | `expm1`    | 1.7   | 2.0    |                                                                                 |
/// | `log`      | 1.0   | 1.0    | −∞ at 0, NaN below                                                              |
/// | `log1p`    | 1.0   | 1.0    | −∞ at −1, NaN below                                                             |
/// | `tanh`     | 5.5   | 2.5    | float: 3.3e-7 absolute, always within (−1, 1): ±0.9999999 from ±7.8 on          |
/// | `sigmoid`  | 2.5   | 2.5    | 0 below −88.7 (float), −709.7 (double)                                          |
/// | `softplus` | 2.5   | 2.5    | 0 below −86.9 (float), −708 (double)                                            |
/// | `erf`      | 2.3   | 2.0    |                                                                                 |
/// | `sin` `cos`| 3.0   | 2.5    | float: |x| ≤ 1e5, and 3e-9 absolute near a zero; double: |x| ≤ 3e6             |
/// | `sqrt`     | 0.5   | 0.5    |                                                                                 |
///
/// Beyond these |x| the argument of sin and cos is too coarse to be reduced: the result is some number in [−1, 1].
/// Infinities give the limit (NaN for sin and cos), NaN gives NaN; the sign of a zero is not kept.
///
/// The polynomials are minimax fits of the core's own, made with Sollya's fpminimax and a Remez exchange for quotients.
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
