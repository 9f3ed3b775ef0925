/// Every gradient against central differences, in float64.
#pragma once

#include <memory>
#include <vector>

#include "experiment/experiment.h"
#include "nn/rows.h"
#include "nn/shape.h"

namespace gp {

class MovedLoss;

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
/// Parameter by parameter: `step()` checks the next one.
class GradientChecking {
 public:
  /// @param parameters  flat, with slack
  GradientChecking(const Experiment& experiment, const Shape& shape, Rows<double> rows, std::vector<double> parameters);
  ~GradientChecking();

  bool done() const { return next_ == shape_.parameterCount; }
  void step();
  double progress() const { return static_cast<double>(next_) / static_cast<double>(shape_.parameterCount); }
  const GradientCheck& result() const { return result_; }

 private:
  const Experiment experiment_;
  const Shape shape_;
  const Rows<double> rows_;
  const std::vector<double> parameters_;
  std::vector<double> analytic_;
  std::unique_ptr<MovedLoss> moved_;
  std::vector<bool> low_, high_;  ///< on which sides of the kinks a difference's ends lie
  std::ptrdiff_t next_ = 0;
  GradientCheck result_;
};

/// All of them. @param parameters  flat, with slack
GradientCheck checkGradients(const Experiment& experiment, const Shape& shape, const Rows<double>& rows,
                             const std::vector<double>& parameters);

}  // namespace gp
