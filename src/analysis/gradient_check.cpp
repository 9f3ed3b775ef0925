#include "analysis/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "analysis/question.h"
#include "nn/measure.h"
#include "train/descent.h"

namespace gp {

/// Evaluates the loss with one parameter moved, from that parameter's layer on; what lies before is computed once.
class MovedLoss {
 public:
  MovedLoss(const Experiment& experiment, const Shape& shape, const Rows<double>& rows,
            const std::vector<double>& parameters)
      : shape_(shape), rows_(&rows), loss_(&find(losses(), experiment.loss, "loss")), parameters_(&parameters) {
    Pass<double> pass(shape, *loss_, Pass<double>::Keep::everything);
    z_.resize(shape.layers.size());
    a_.resize(shape.layers.size());
    for (std::size_t l = 0; l < shape.layers.size(); ++l) {
      z_[l].assign(static_cast<std::size_t>(shape.layers[l].units * rows.stride + slack), 0);
      a_[l] = z_[l];
    }
    walk<double>(pass, parameters.data(), rows, nullptr,
                 [&](std::ptrdiff_t start, const Pass<double>& done, const double*) {
                   for (std::size_t l = 0; l < shape_.layers.size(); ++l)
                     for (std::ptrdiff_t u = 0; u < shape_.layers[l].units; ++u) {
                       copy(done.preActivations(l) + u * done.stride(), row(z_[l], u) + start, done.stride());
                       copy(done.activations(l) + u * done.stride(), row(a_[l], u) + start, done.stride());
                     }
                 });
    const auto most = static_cast<std::size_t>(shape.widest() * Tile<double>::most + slack);
    newZ_.assign(most, 0);
    newA_[0].assign(most, 0);
    newA_[1].assign(most, 0);
    tileLosses_.assign(static_cast<std::size_t>(Tile<double>::most + slack), 0);
  }

  /// Mean loss with `step` added to the weight or bias of unit `u`, layer `l`; `k` is the input, or −1 for the bias.
  /// @param sides  null, or receives on which side of every kink (with `bends`, also of every bend) each quantity lies
  double at(std::size_t l, std::ptrdiff_t u, std::ptrdiff_t k, double step, bool bends, std::vector<bool>* sides) {
    const Layer& layer = shape_.layers[l];
    double total = 0;
    for (std::ptrdiff_t start = 0; start < rows_->count; start += Tile<double>::most) {
      const std::ptrdiff_t count = std::min<std::ptrdiff_t>(Tile<double>::most, rows_->count - start);
      const std::ptrdiff_t stride = roundUpToLanes(count);
      double* z = newZ_.data();
      double* a = newA_[0].data();
      for (std::ptrdiff_t o = 0; o < layer.units; ++o) {
        copy(row(z_[l], o) + start, z + o * stride, stride);
        copy(row(a_[l], o) + start, a + o * stride, stride);
      }
      const double* input = k < 0    ? nullptr
                            : l == 0 ? rows_->byFeature.data() + k * rows_->stride + start
                                     : row(a_[l - 1], k) + start;
      for (std::ptrdiff_t s = 0; s < stride; ++s) z[u * stride + s] += input ? step * input[s] : step;
      activate(layer, z, a, stride, u);
      note(layer, z + u * stride, count, bends, sides);
      std::size_t now = 0;
      for (std::size_t next = l + 1; next < shape_.layers.size(); ++next, now = 1 - now) {
        const Layer& above = shape_.layers[next];
        kernels::multiply<double>(parameters_->data() + above.weights, above.inputs, 1,
                                  parameters_->data() + above.biases, above.units, above.inputs, newA_[now].data(),
                                  stride, z, stride, stride);
        activate(above, z, newA_[1 - now].data(), stride, -1);
        for (std::ptrdiff_t o = 0; o < above.units; ++o) note(above, z + o * stride, count, bends, sides);
      }
      const Layer& output = shape_.layers.back();
      loss_->kernels<double>().evaluate(z, newA_[now].data(), stride, rows_->targets.data() + start, rows_->stride,
                                        output.units, stride, 1, &output.activation->kernels<double>(),
                                        tileLosses_.data(), nullptr, stride);
      for (std::ptrdiff_t s = 0; s < count; ++s) total += tileLosses_[static_cast<std::size_t>(s)];
      if (bends && sides)
        for (std::ptrdiff_t o = 0; o < output.units; ++o)
          for (std::ptrdiff_t s = 0; s < count; ++s) {
            const double error = newA_[now][static_cast<std::size_t>(o * stride + s)] -
                                 rows_->targets[static_cast<std::size_t>(o * rows_->stride + start + s)];
            for (const double bend : loss_->bends) sides->push_back(error < bend);
          }
    }
    return total / static_cast<double>(rows_->count);
  }

 private:
  static void copy(const double* from, double* to, std::ptrdiff_t count) {
    std::memcpy(to, from, static_cast<std::size_t>(count) * sizeof(double));
  }
  double* row(std::vector<double>& rows, std::ptrdiff_t u) const { return rows.data() + u * rows_->stride; }

  /// Of all units, or of unit `only`; softmax always of all.
  static void activate(const Layer& layer, const double* z, double* a, std::ptrdiff_t stride, std::ptrdiff_t only) {
    const auto apply = layer.activation->kernels<double>().apply;
    if (!apply) {
      softmax<double>(z, a, stride, layer.units, stride);
    } else if (only >= 0) {
      apply(z + only * stride, a + only * stride, stride);
    } else {
      apply(z, a, layer.units * stride);
    }
  }
  static void note(const Layer& layer, const double* z, std::ptrdiff_t count, bool bends, std::vector<bool>* sides) {
    if (!sides) return;
    auto noteAll = [&](const std::vector<double>& places) {
      for (const double place : places)
        for (std::ptrdiff_t s = 0; s < count; ++s) sides->push_back(z[s] < place);
    };
    noteAll(layer.activation->kinks);
    if (bends) noteAll(layer.activation->bends);
  }

  Shape shape_;
  const Rows<double>* rows_;
  const Loss* loss_;
  const std::vector<double>* parameters_;
  std::vector<std::vector<double>> z_, a_;  ///< one a layer, [units × rows.stride]
  std::vector<double> newZ_, newA_[2], tileLosses_;
};

GradientChecking::GradientChecking(const Experiment& experiment, const Shape& shape, Rows<double> rows,
                                   std::vector<double> parameters)
    : experiment_(experiment),
      shape_(shape),
      rows_(std::move(rows)),
      parameters_(std::move(parameters)),
      analytic_(parameters_.size()),
      moved_(std::make_unique<MovedLoss>(experiment_, shape_, rows_, parameters_)) {
  Pass<double> pass(shape_, find(losses(), experiment_.loss, "loss"));
  walk(pass, parameters_.data(), rows_, analytic_.data(), [](std::ptrdiff_t, const Pass<double>&, const double*) {});
  addPenalties(shape_, parameters_.data(), analytic_.data(), experiment_.l1, experiment_.l2);
}

GradientChecking::~GradientChecking() = default;

void GradientChecking::step() {
  const std::ptrdiff_t i = next_++;
  std::size_t l = 0;
  while (i >= shape_.layers[l].biases + shape_.layers[l].units) ++l;
  const Layer& layer = shape_.layers[l];
  const bool bias = i >= layer.biases;
  const std::ptrdiff_t unit = bias ? i - layer.biases : (i - layer.weights) / layer.inputs;
  const std::ptrdiff_t input = bias ? -1 : (i - layer.weights) % layer.inputs;
  const double here = parameters_[static_cast<std::size_t>(i)];
  bool bends = true;
  auto objective = [&](double step, std::vector<bool>* sides) {
    const double w = here + step;
    const double penalty = bias ? 0 : experiment_.l1 * std::fabs(w) + experiment_.l2 / 2 * w * w;
    return moved_->at(l, unit, input, step, bends, sides) + penalty;
  };
  bool kink = true;
  double numeric = 0;
  for (const double h : {1e-4, 1e-5, 1e-6}) {
    bends = h > 5e-6;
    low_.clear();
    high_.clear();
    const double below = objective(-2 * h, &low_);
    const double above = objective(2 * h, &high_);
    kink = low_ != high_ || (!bias && experiment_.l1 > 0 && std::fabs(here) <= 2 * h);
    if (kink) continue;
    numeric = (below - 8 * objective(-h, nullptr) + 8 * objective(h, nullptr) - above) / (12 * h);
    break;
  }
  if (kink) {
    ++result_.kinks;
    return;
  }
  ++result_.checked;
  const double wanted = analytic_[static_cast<std::size_t>(i)];
  const double error = std::fabs(numeric - wanted) / std::max({std::fabs(numeric), std::fabs(wanted), 1e-3});
  if (result_.parameter < 0 || !(error <= result_.worstRelativeError)) {
    result_.worstRelativeError = error;
    result_.parameter = i;
  }
}

GradientCheck checkGradients(const Experiment& experiment, const Shape& shape, const Rows<double>& rows,
                             const std::vector<double>& parameters) {
  GradientChecking checking(experiment, shape, rows, parameters);
  while (!checking.done()) checking.step();
  return checking.result();
}

namespace {

class GradientCheckJob final : public Job {
 public:
  template <class T>
  explicit GradientCheckJob(const Run<T>& run)
      : checking_(run.experiment(), run.shape(),
                  Rows<double>(run.data().trainFeatures.values.data(), run.data().trainOutputs.values.data(),
                               run.data().trainFeatures.rows(), run.features().count(), run.data().outputs),
                  {run.descent().state().parameters.begin(), run.descent().state().parameters.end()}) {}

  bool done() const override { return checking_.done(); }
  void step() override { checking_.step(); }
  double progress() const override { return checking_.progress(); }
  Value answer() const override {
    const GradientCheck& check = checking_.result();
    return Value::object()
        .set("worstRelativeError", check.worstRelativeError)
        .set("parameter", static_cast<double>(check.parameter))
        .set("checked", static_cast<double>(check.checked))
        .set("kinks", static_cast<double>(check.kinks));
  }

 private:
  GradientChecking checking_;
};

}  // namespace

Question checkGradientsQuestion() {
  return jobQuestion("checkGradients", {}, [](auto asked, const Arguments&) -> std::unique_ptr<Job> {
    return std::make_unique<GradientCheckJob>(asked.run);
  });
}

}  // namespace gp
