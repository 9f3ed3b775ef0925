#include "analysis/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "nn/layers/dense.h"
#include "nn/measure.h"
#include "nn/textbook.h"
#include "train/descent.h"

namespace gp {

using textbook::Matrix;

/// The objective with one parameter moved. What lies before the parameter's layer is computed once.
class GradientChecker::Difference {
 public:
  Difference(const Experiment& experiment, const NetworkPlan& plan, const Rows<double>& rows,
             const std::vector<double>& parameters)
      : l1_(experiment.l1),
        l2_(experiment.l2),
        layers_(denseLayers(plan)),
        trainable_(plan.trainable),
        bends_(find(losses(), experiment.loss, "loss").bends),
        parameters_(parameters),
        network_(plan, find(losses(), experiment.loss, "loss"), parameters.data()),
        X_(textbook::inputsOf(rows)),
        T_(textbook::targetsOf(rows)),
        here_(network_.forward(X_)) {}

  std::ptrdiff_t next() const { return next_; }
  std::ptrdiff_t count() const { return trainable_; }

  /// The derivative by the next parameter, or nothing where a kink lies in the way.
  std::optional<double> take() {
    while (next_ >= layers_[layer_].biases + layers_[layer_].units) ++layer_;
    const Dense& layer = layers_[layer_];
    const std::ptrdiff_t i = next_++;
    bias_ = i >= layer.biases;
    unit_ = bias_ ? i - layer.biases : (i - layer.weights) / layer.inputs;
    input_ = bias_ ? 0 : (i - layer.weights) % layer.inputs;
    w_ = parameters_[static_cast<std::size_t>(i)];
    for (const double h : {1e-4, 1e-5, 1e-6}) {
      const bool bends = h > 5e-6;
      low_.clear();
      high_.clear();
      const double below = objective(-2 * h, bends, &low_);
      const double above = objective(2 * h, bends, &high_);
      if (low_ != high_ || (!bias_ && l1_ > 0 && std::fabs(w_) <= 2 * h)) continue;
      return (below - 8 * objective(-h, bends, nullptr) + 8 * objective(h, bends, nullptr) - above) / (12 * h);
    }
    return std::nullopt;
  }

 private:
  /// Loss and penalty with `step` added to the parameter.
  /// @param sides  null, or receives on which side of every kink (with `bends`, also of every bend) each quantity lies
  double objective(double step, bool bends, std::vector<bool>* sides) {
    const double w = w_ + step;
    const double penalty = bias_ ? 0 : l1_ * std::fabs(w) + l2_ / 2 * w * w;
    return loss(step, bends, sides) + penalty;
  }

  double loss(double step, bool bends, std::vector<bool>* sides) {
    Matrix Z = here_.Z[layer_];
    if (bias_) {
      Z.row(unit_).array() += step;
    } else {
      Z.row(unit_) += step * (layer_ == 0 ? X_ : here_.A[layer_ - 1]).row(input_);
    }
    note(layer_, Z.row(unit_), bends, sides);
    Matrix A = textbook::activate(network_.layers()[layer_].g, Z);
    for (std::size_t l = layer_ + 1; l < network_.layers().size(); ++l) {
      const auto& [W, b, g] = network_.layers()[l];
      Z = (W * A).colwise() + b;
      note(l, Z, bends, sides);
      A = textbook::activate(g, Z);
    }
    if (bends) noteSides(bends_, A - T_, sides);
    return textbook::losses(network_.loss(), Z, A, T_).mean();
  }

  void note(std::size_t l, const Matrix& Z, bool bends, std::vector<bool>* sides) const {
    noteSides(layers_[l].activation->kinks, Z, sides);
    if (bends) noteSides(layers_[l].activation->bends, Z, sides);
  }
  static void noteSides(const std::vector<double>& places, const Matrix& quantities, std::vector<bool>* sides) {
    if (!sides) return;
    for (const double place : places)
      for (const double quantity : quantities.reshaped()) sides->push_back(quantity < place);
  }

  double l1_, l2_;
  std::vector<Dense> layers_;
  std::ptrdiff_t trainable_;
  std::vector<double> bends_;
  std::vector<double> parameters_;
  textbook::Network network_;
  Matrix X_, T_;
  textbook::Forward here_;
  // The parameter at hand.
  std::ptrdiff_t next_ = 0;
  std::size_t layer_ = 0;
  std::ptrdiff_t unit_ = 0, input_ = 0;
  bool bias_ = false;
  double w_ = 0;
  std::vector<bool> low_, high_;
};

GradientChecker::GradientChecker(const Experiment& experiment, const NetworkPlan& plan, const Rows<double>& rows,
                                 const std::vector<double>& parameters)
    : difference_(std::make_unique<Difference>(experiment, plan, rows, parameters)), analytic_(parameters.size()) {
  Pass<double> pass(plan, find(losses(), experiment.loss, "loss"));
  walk(pass, parameters.data(), rows, analytic_.data(), [](std::ptrdiff_t, const Pass<double>&, const double*) {});
  addPenalties(plan, parameters.data(), analytic_.data(), experiment.l1, experiment.l2);
}

GradientChecker::~GradientChecker() = default;
GradientChecker::GradientChecker(GradientChecker&&) noexcept = default;
GradientChecker& GradientChecker::operator=(GradientChecker&&) noexcept = default;

bool GradientChecker::done() const { return difference_->next() >= difference_->count(); }
std::ptrdiff_t GradientChecker::count() const { return difference_->count(); }

void GradientChecker::advance() {
  const std::ptrdiff_t i = difference_->next();
  const std::optional<double> numeric = difference_->take();
  if (!numeric) {
    ++result_.kinks;
    return;
  }
  ++result_.checked;
  const double wanted = analytic_[static_cast<std::size_t>(i)];
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
