#include "analysis/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "analysis/difference.h"
#include "train/descent.h"
#include "train/measure.h"

namespace gp {

GradientChecker::GradientChecker(const Experiment& experiment, const NetworkPlan& plan, const Rows<double>& rows,
                                 const std::vector<double>& parameters)
    : difference_(plan.allDense() ? textbookDifference(experiment, plan, rows, parameters)
                                  : passDifference(experiment, plan, rows, parameters)) {
  std::vector<double>& analytical = result_.analytical;
  analytical.resize(parameters.size());
  Pass<double> pass(plan, find(losses(), experiment.loss, "loss"));
  walk(pass, parameters.data(), rows, analytical.data(), [](std::ptrdiff_t, const Pass<double>&, const double*) {});
  addPenalties(plan, parameters.data(), analytical.data(), experiment.l1, experiment.l2);
  analytical.resize(static_cast<std::size_t>(plan.trainable));
}

GradientChecker::~GradientChecker() = default;
GradientChecker::GradientChecker(GradientChecker&&) noexcept = default;
GradientChecker& GradientChecker::operator=(GradientChecker&&) noexcept = default;

bool GradientChecker::done() const { return difference_->next() >= difference_->count(); }
std::ptrdiff_t GradientChecker::count() const { return difference_->count(); }

void GradientChecker::advance() {
  const std::ptrdiff_t i = difference_->next();
  const std::optional<double> numeric = difference_->take();
  result_.numerical.push_back(numeric.value_or(std::numeric_limits<double>::quiet_NaN()));
  if (!numeric) {
    ++result_.kinks;
    result_.kinkLayers.push_back(difference_->kinkLayer());
    return;
  }
  ++result_.checked;
  const double wanted = result_.analytical[static_cast<std::size_t>(i)];
  const double error = std::fabs(*numeric - wanted) / std::max({std::fabs(*numeric), std::fabs(wanted), 1e-3});
  if (result_.parameter < 0 || !(error <= result_.worstRelativeError)) {
    result_.worstRelativeError = error;
    result_.parameter = i;
  }
}

GradientCheck checkGradients(const Experiment& experiment, const NetworkPlan& plan, const Rows<double>& rows,
                             const std::vector<double>& parameters) {
  GradientChecker checker(experiment, plan, rows, parameters);
  while (!checker.done()) checker.advance();
  return checker.result();
}

}  // namespace gp
