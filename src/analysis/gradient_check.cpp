#include "analysis/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "nn/kernels/multiply.h"
#include "nn/layers/dense.h"
#include "nn/measure.h"
#include "train/descent.h"

namespace gp {

namespace {

/// Evaluates the loss with one parameter moved, from that parameter's layer on; what lies before is computed once.
class MovedLoss {
 public:
  MovedLoss(const Experiment& experiment, const NetworkPlan& plan, const Rows<double>& rows,
            const std::vector<double>& parameters)
      : layers_(denseLayers(plan)),
        rows_(&rows),
        loss_(&find(losses(), experiment.loss, "loss")),
        parameters_(&parameters) {
    Pass<double> pass(plan, *loss_, Pass<double>::Keep::everything);
    z_.resize(layers_.size());
    a_.resize(layers_.size());
    for (std::size_t l = 0; l < layers_.size(); ++l) {
      z_[l].assign(static_cast<std::size_t>(layers_[l].units * rows.stride + slack), 0);
      a_[l] = z_[l];
    }
    walk<double>(pass, parameters.data(), rows, nullptr,
                 [&](std::ptrdiff_t start, const Pass<double>& done, const double*) {
                   for (std::size_t l = 0; l < layers_.size(); ++l)
                     for (std::ptrdiff_t u = 0; u < layers_[l].units; ++u) {
                       copy(done.preActivations(l) + u * done.stride(), row(z_[l], u) + start, done.stride());
                       copy(done.activations(l) + u * done.stride(), row(a_[l], u) + start, done.stride());
                     }
                 });
    const auto most = static_cast<std::size_t>(plan.widest() * Tile<double>::most + slack);
    newZ_.assign(most, 0);
    newA_[0].assign(most, 0);
    newA_[1].assign(most, 0);
    tileLosses_.assign(static_cast<std::size_t>(Tile<double>::most + slack), 0);
  }

  /// Mean loss with `step` added to the weight or bias of unit `u`, layer `l`; `k` is the input, or −1 for the bias.
  /// @param sides  null, or receives on which side of every kink (with `bends`, also of every bend) each quantity lies
  double at(std::size_t l, std::ptrdiff_t u, std::ptrdiff_t k, double step, bool bends, std::vector<bool>* sides) {
    const Dense& layer = layers_[l];
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
      for (std::size_t next = l + 1; next < layers_.size(); ++next, now = 1 - now) {
        const Dense& above = layers_[next];
        kernels::multiply<double>(parameters_->data() + above.weights, above.inputs, 1,
                                  parameters_->data() + above.biases, above.units, above.inputs, newA_[now].data(),
                                  stride, z, stride, stride);
        activate(above, z, newA_[1 - now].data(), stride, -1);
        for (std::ptrdiff_t o = 0; o < above.units; ++o) note(above, z + o * stride, count, bends, sides);
      }
      const Dense& output = layers_.back();
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
  static void activate(const Dense& layer, const double* z, double* a, std::ptrdiff_t stride, std::ptrdiff_t only) {
    const auto apply = layer.activation->kernels<double>().apply;
    if (!apply) {
      softmax<double>(z, a, stride, layer.units, stride);
    } else if (only >= 0) {
      apply(z + only * stride, a + only * stride, stride);
    } else {
      apply(z, a, layer.units * stride);
    }
  }
  static void note(const Dense& layer, const double* z, std::ptrdiff_t count, bool bends, std::vector<bool>* sides) {
    if (!sides) return;
    auto noteAll = [&](const std::vector<double>& places) {
      for (const double place : places)
        for (std::ptrdiff_t s = 0; s < count; ++s) sides->push_back(z[s] < place);
    };
    noteAll(layer.activation->kinks);
    if (bends) noteAll(layer.activation->bends);
  }

  std::vector<Dense> layers_;
  const Rows<double>* rows_;
  const Loss* loss_;
  const std::vector<double>* parameters_;
  std::vector<std::vector<double>> z_, a_;  ///< one a layer, [units × rows.stride]
  std::vector<double> newZ_, newA_[2], tileLosses_;
};

}  // namespace

GradientCheck checkGradients(const Experiment& experiment, const NetworkPlan& plan, const Rows<double>& rows,
                             const std::vector<double>& parameters) {
  const Loss& loss = find(losses(), experiment.loss, "loss");
  Pass<double> pass(plan, loss);
  std::vector<double> analytic(parameters.size());
  walk(pass, parameters.data(), rows, analytic.data(), [](std::ptrdiff_t, const Pass<double>&, const double*) {});
  addPenalties(plan, parameters.data(), analytic.data(), experiment.l1, experiment.l2);

  MovedLoss moved(experiment, plan, rows, parameters);
  GradientCheck result;
  std::vector<bool> low;
  std::vector<bool> high;
  const std::vector<Dense> layers = denseLayers(plan);
  for (std::size_t l = 0; l < layers.size(); ++l) {
    const Dense& layer = layers[l];
    for (std::ptrdiff_t i = layer.weights; i < layer.biases + layer.units; ++i) {
      const bool bias = i >= layer.biases;
      const std::ptrdiff_t unit = bias ? i - layer.biases : (i - layer.weights) / layer.inputs;
      const std::ptrdiff_t input = bias ? -1 : (i - layer.weights) % layer.inputs;
      const double here = parameters[static_cast<std::size_t>(i)];
      bool bends = true;
      auto objective = [&](double step, std::vector<bool>* sides) {
        const double w = here + step;
        const double penalty = bias ? 0 : experiment.l1 * std::fabs(w) + experiment.l2 / 2 * w * w;
        return moved.at(l, unit, input, step, bends, sides) + penalty;
      };
      bool kink = true;
      double numeric = 0;
      for (const double h : {1e-4, 1e-5, 1e-6}) {
        bends = h > 5e-6;
        low.clear();
        high.clear();
        const double below = objective(-2 * h, &low);
        const double above = objective(2 * h, &high);
        kink = low != high || (!bias && experiment.l1 > 0 && std::fabs(here) <= 2 * h);
        if (kink) continue;
        numeric = (below - 8 * objective(-h, nullptr) + 8 * objective(h, nullptr) - above) / (12 * h);
        break;
      }
      if (kink) {
        ++result.kinks;
        continue;
      }
      ++result.checked;
      const double wanted = analytic[static_cast<std::size_t>(i)];
      const double error = std::fabs(numeric - wanted) / std::max({std::fabs(numeric), std::fabs(wanted), 1e-3});
      if (result.parameter < 0 || !(error <= result.worstRelativeError)) {
        result.worstRelativeError = error;
        result.parameter = i;
      }
    }
  }
  return result;
}

}  // namespace gp
