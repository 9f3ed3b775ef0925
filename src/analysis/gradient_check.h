/// Every gradient against central differences, in float64.
#pragma once

#include "experiment/experiment.h"
#include "nn/plan.h"
#include "nn/rows.h"

namespace gp {

struct GradientCheck {
  double worstRelativeError = 0;  ///< |numeric − analytic| / max(|numeric|, |analytic|, 0.001)
  std::ptrdiff_t parameter = -1;  ///< where it was worst, in the flat order; −1 when none was checked
  std::ptrdiff_t checked = 0;
  std::ptrdiff_t kinks = 0;  ///< left out: a kink lay inside the difference
};

/// Compares ∂(objective)/∂(parameter) by backpropagation with the five-point central difference
/// (f(−2h) − 8f(−h) + 8f(h) − f(2h)) / 12h over the whole part (Abramowitz & Stegun 25.3.6), for every parameter.
///
/// h is 10⁻⁴. A pre-activation (or, under Huber's loss, an error; under L1 the weight itself) that passes a place where
/// a first or second derivative jumps makes a difference quotient wrong without the gradient being wrong. That is told
/// from an error by looking: if any such quantity lies on different sides of such a place at −2h and 2h, h becomes
/// 10⁻⁵ and then 10⁻⁶, where a jump of the second derivative no longer matters; if a jump of the first still lies
/// inside, the parameter is counted in `kinks` and left out.
/// @param parameters  flat, with slack
GradientCheck checkGradients(const Experiment& experiment, const NetworkPlan& plan, const Rows<double>& rows,
                             const std::vector<double>& parameters);

}  // namespace gp
