#include <algorithm>
#include <cmath>

#include "analysis/difference.h"
#include "nn/layers/dense.h"
#include "nn/losses.h"
#include "nn/textbook.h"

namespace gp {
namespace {

using textbook::Matrix;
using textbook::Vector;

/// The objective with one parameter moved down and up by the same step, side by side: of a matrix [… × 2·samples] the
/// left half is what the network does with the parameter moved down. What lies before the parameter's layer is computed
/// once, in its layer one unit moves, and the layer above follows by the product of that unit's column alone.
class TextbookDifference final : public Difference {
 public:
  TextbookDifference(const Experiment& experiment, const NetworkPlan& plan, const Rows<double>& rows,
                     const std::vector<double>& parameters)
      : l1_(experiment.l1),
        l2_(experiment.l2),
        layers_(denseLayers(plan)),
        trainable_(plan.trainable),
        bends_(find(losses(), experiment.loss, "loss").bends),
        parameters_(parameters),
        network_(plan, find(losses(), experiment.loss, "loss"), parameters.data()),
        X_(textbook::inputsOf(rows)),
        T_(twice(textbook::targetsOf(rows))),
        here_(network_.forward(X_)) {}

  std::ptrdiff_t next() const override { return next_; }
  std::ptrdiff_t count() const override { return trainable_; }
  std::uint32_t kinkLayer() const override { return kinkLayer_; }

  std::optional<double> take() override {
    while (next_ >= layers_[layer_].biases + layers_[layer_].units) ++layer_;
    const Dense& layer = layers_[layer_];
    const std::ptrdiff_t i = next_++;
    bias_ = i >= layer.biases;
    unit_ = bias_ ? i - layer.biases : (i - layer.weights) / layer.inputs;
    input_ = bias_ ? 0 : (i - layer.weights) % layer.inputs;
    w_ = parameters_[static_cast<std::size_t>(i)];
    for (const double h : {1e-4, 1e-5, 1e-6}) {
      if (!bias_ && l1_ > 0 && std::fabs(w_) <= 2 * h) {
        kinkLayer_ = 0;
        continue;
      }
      if (!move(2 * h, h > 5e-6 ? Watch::kinksAndBends : Watch::kinks)) continue;
      const double far = rise(2 * h);
      move(h, Watch::nothing);
      return (8 * rise(h) - far) / (12 * h);
    }
    return std::nullopt;
  }

 private:
  /// Places that nothing may pass between the two ends: of a jump of the first derivative, and of the second.
  enum class Watch { nothing, kinks, kinksAndBends };

  static Matrix twice(const Matrix& one) { return one.replicate(1, 2); }

  /// Computes both ends of the step. @return false as soon as something passes a watched place
  bool move(double step, Watch watch) {
    const std::ptrdiff_t m = X_.cols();
    const auto& layers = network_.layers();
    const std::string& own = layers[layer_].g;
    const auto here = here_.Z[layer_].row(unit_);
    z_.resize(1, 2 * m);
    if (bias_) {
      z_.leftCols(m) = here.array() - step;
      z_.rightCols(m) = here.array() + step;
    } else {
      const auto x = (layer_ == 0 ? X_ : here_.A[layer_ - 1]).row(input_);
      z_.leftCols(m) = here - step * x;
      z_.rightCols(m) = here + step * x;
    }
    if (passes(layer_, z_, watch)) return false;
    if (layer_ + 1 == layers.size()) {
      Z_ = twice(here_.Z[layer_]);
      Z_.row(unit_) = z_;
      if (own == "softmax") {
        A_ = textbook::activate(own, Z_);
      } else {
        A_ = twice(here_.A[layer_]);
        A_.row(unit_) = textbook::activate(own, z_);
      }
    } else {
      Matrix change = textbook::activate(own, z_);
      change.leftCols(m) -= here_.A[layer_].row(unit_);
      change.rightCols(m) -= here_.A[layer_].row(unit_);
      const Matrix& W = layers[layer_ + 1].W;
      Z_.resize(W.rows(), 2 * m);
      for (std::ptrdiff_t o = 0; o < W.rows(); ++o) {
        const auto before = here_.Z[layer_ + 1].row(o);
        Z_.row(o).leftCols(m) = before + W(o, unit_) * change.leftCols(m);
        Z_.row(o).rightCols(m) = before + W(o, unit_) * change.rightCols(m);
      }
      if (passes(layer_ + 1, Z_, watch)) return false;
      A_ = textbook::activate(layers[layer_ + 1].g, Z_);
      for (std::size_t l = layer_ + 2; l < layers.size(); ++l) {
        const auto& [W, b, g] = layers[l];
        textbook::weightedSums(W, A_, b, Z_);
        if (passes(l, Z_, watch)) return false;
        A_ = textbook::activate(g, Z_);
      }
    }
    return !(watch == Watch::kinksAndBends && pass(bends_, A_ - T_));
  }

  /// Objective at the upper end less the one at the lower end, after `move`.
  double rise(double step) const {
    const std::ptrdiff_t m = X_.cols();
    const Vector losses = textbook::losses(network_.loss(), Z_, A_, T_);
    const auto penalty = [this](double w) { return l1_ * std::fabs(w) + l2_ / 2 * w * w; };
    const double penalties = bias_ ? 0 : penalty(w_ + step) - penalty(w_ - step);
    return losses.tail(m).mean() - losses.head(m).mean() + penalties;
  }

  bool passes(std::size_t l, const Matrix& Z, Watch watch) {
    kinkLayer_ = static_cast<std::uint32_t>(l + 1);
    const Activation& activation = *layers_[l].activation;
    return (watch != Watch::nothing && pass(activation.kinks, Z)) ||
           (watch == Watch::kinksAndBends && pass(activation.bends, Z));
  }
  /// Whether a quantity of the left half lies on the other side of a place than its fellow of the right half.
  static bool pass(const std::vector<double>& places, const Matrix& both) {
    const std::ptrdiff_t m = both.cols() / 2;
    return std::any_of(places.begin(), places.end(), [&](double place) {
      return ((both.leftCols(m).array() < place) != (both.rightCols(m).array() < place)).any();
    });
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
  std::uint32_t kinkLayer_ = 0;
  Matrix z_;      ///< of the parameter's unit, moved
  Matrix Z_, A_;  ///< of the output layer, once moved
};

}  // namespace

std::unique_ptr<Difference> textbookDifference(const Experiment& experiment, const NetworkPlan& plan,
                                               const Rows<double>& rows, const std::vector<double>& parameters) {
  return std::make_unique<TextbookDifference>(experiment, plan, rows, parameters);
}

}  // namespace gp
