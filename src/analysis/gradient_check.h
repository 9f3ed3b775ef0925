/// Are the gradients right? Backpropagation by the kernels against central differences on the textbook's network.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "experiment/experiment.h"
#include "nn/plan.h"
#include "nn/rows.h"

namespace gp {

class Difference;

struct GradientCheck {
  double worstRelativeError = 0;  ///< |numeric − analytic| / max(|numeric|, |analytic|, 0.001)
  std::ptrdiff_t parameter = -1;  ///< where it was worst, in the flat order; −1 when none was checked
  std::ptrdiff_t checked = 0;
  std::ptrdiff_t kinks = 0;        ///< left out: a kink lay inside the difference
  std::vector<double> analytical;  ///< by backpropagation, in the flat order
  std::vector<double> numerical;   ///< of the parameters so far, by differences; NaN where a kink lay inside
  /// Where the kinks are, one entry for each NaN of `numerical`: the layer whose activation has it, counted from 1;
  /// 0 for the L1 penalty of the weight itself.
  std::vector<std::uint32_t> kinkLayers;
};

/// Compares ∂(objective)/∂(parameter) by backpropagation with the five-point central difference
/// (f(−2h) − 8f(−h) + 8f(h) − f(2h)) / 12h over the whole part (Abramowitz & Stegun 25.3.6), a parameter at a time. f
/// is the network of nn/textbook.h: no kernel that is checked takes part in it. Where a layer is not dense, f is the
/// pass itself: the way back is checked against the way there, as every kind's forward pass is what says what it means.
///
/// h is 10⁻⁴. A pre-activation (or, under Huber's loss, an error; under L1 the weight itself) that passes a place where
/// a first or second derivative jumps makes a difference quotient wrong without the gradient being wrong. That is told
/// from an error by looking: if any such quantity lies on different sides of such a place at −2h and 2h, h becomes
/// 10⁻⁵ and then 10⁻⁶, where a jump of the second derivative no longer matters; if a jump of the first still lies
/// inside, the parameter is counted in `kinks` and left out.
class GradientChecker {
 public:
  /// @param parameters  flat, with slack. Rows and parameters are copied: the run may train on meanwhile.
  GradientChecker(const Experiment& experiment, const NetworkPlan& plan, const Rows<double>& rows,
                  const std::vector<double>& parameters);
  ~GradientChecker();
  GradientChecker(GradientChecker&&) noexcept;
  GradientChecker& operator=(GradientChecker&&) noexcept;

  /// Checks the next parameter. To be called while not `done()`.
  void advance();
  bool done() const;
  /// Parameters in all; `result()` counts those that are done.
  std::ptrdiff_t count() const;
  /// Of the parameters so far.
  const GradientCheck& result() const { return result_; }

 private:
  std::unique_ptr<Difference> difference_;
  GradientCheck result_;
};

/// All parameters in one go.
GradientCheck checkGradients(const Experiment& experiment, const NetworkPlan& plan, const Rows<double>& rows,
                             const std::vector<double>& parameters);

}  // namespace gp
