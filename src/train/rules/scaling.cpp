/// Each parameter's step is divided by the usual size of its own gradient.
#include "base/lanes.h"
#include "base/math.h"
#include "train/rules/rules.h"

namespace gp {
namespace {

/// values: epsilon, learningRateDecay, weightDecay; state: sum.
/// s ← s + g²; θ ← θ − η/(1 + (t − 1)·ζ) · g/(√s + ε)
template <class T>
void adagrad(const UpdateArguments<T>& u) {
  const double slowing = 1 + static_cast<double>(u.step - 1) * u.values[1];
  const Lanes<T> rate = spread(static_cast<T>(u.learningRate / slowing));
  const Lanes<T> epsilon = spread(static_cast<T>(u.values[0]));
  const Lanes<T> decay = spread(static_cast<T>(u.values[2]));
  T* const sums = u.state[0];
  for (std::ptrdiff_t i = 0; i < u.count; i += laneCount) {
    const Lanes<T> parameter = load(u.parameters + i);
    const Lanes<T> gradient = load(u.gradient + i) + decay * parameter;
    const Lanes<T> sum = load(sums + i) + gradient * gradient;
    store(sums + i, sum);
    store(u.parameters + i, parameter - rate * gradient / (math::sqrt<T>(sum) + epsilon));
  }
}

/// values: alpha, epsilon, momentum, weightDecay; state: square_avg, momentum_buffer.
/// v ← α·v + (1 − α)·g²; θ ← θ − η·g/(√v + ε); with momentum b ← μ·b + g/(√v + ε), θ ← θ − η·b
template <class T>
void rmsprop(const UpdateArguments<T>& u) {
  const Lanes<T> rate = spread(static_cast<T>(u.learningRate));
  const Lanes<T> kept = spread(static_cast<T>(u.values[0]));
  const Lanes<T> taken = spread(static_cast<T>(1 - u.values[0]));
  const Lanes<T> epsilon = spread(static_cast<T>(u.values[1]));
  const Lanes<T> momentum = spread(static_cast<T>(u.values[2]));
  const Lanes<T> decay = spread(static_cast<T>(u.values[3]));
  const bool hasMomentum = u.values[2] > 0;
  T* const squares = u.state[0];
  T* const buffers = u.state[1];
  for (std::ptrdiff_t i = 0; i < u.count; i += laneCount) {
    const Lanes<T> parameter = load(u.parameters + i);
    const Lanes<T> gradient = load(u.gradient + i) + decay * parameter;
    const Lanes<T> square = kept * load(squares + i) + taken * gradient * gradient;
    const Lanes<T> divisor = math::sqrt<T>(square) + epsilon;
    store(squares + i, square);
    if (hasMomentum) {
      const Lanes<T> buffer = momentum * load(buffers + i) + gradient / divisor;
      store(buffers + i, buffer);
      store(u.parameters + i, parameter - rate * buffer);
    } else {
      store(u.parameters + i, parameter - rate * gradient / divisor);
    }
  }
}

/// values: rho, epsilon, weightDecay; state: square_avg, acc_delta.
/// v ← ρ·v + (1 − ρ)·g²; Δ = √(u + ε)/√(v + ε)·g; u ← ρ·u + (1 − ρ)·Δ²; θ ← θ − η·Δ
template <class T>
void adadelta(const UpdateArguments<T>& u) {
  const Lanes<T> rate = spread(static_cast<T>(u.learningRate));
  const Lanes<T> kept = spread(static_cast<T>(u.values[0]));
  const Lanes<T> taken = spread(static_cast<T>(1 - u.values[0]));
  const Lanes<T> epsilon = spread(static_cast<T>(u.values[1]));
  const Lanes<T> decay = spread(static_cast<T>(u.values[2]));
  T* const squares = u.state[0];
  T* const deltas = u.state[1];
  for (std::ptrdiff_t i = 0; i < u.count; i += laneCount) {
    const Lanes<T> parameter = load(u.parameters + i);
    const Lanes<T> gradient = load(u.gradient + i) + decay * parameter;
    const Lanes<T> square = kept * load(squares + i) + taken * gradient * gradient;
    const Lanes<T> past = load(deltas + i);
    const Lanes<T> delta = math::sqrt<T>(past + epsilon) / math::sqrt<T>(square + epsilon) * gradient;
    store(squares + i, square);
    store(deltas + i, kept * past + taken * delta * delta);
    store(u.parameters + i, parameter - rate * delta);
  }
}

Optimizer adagradRow() {
  return optimizerRow(
      {.id = "adagrad",
       .label = {"Adagrad", "Adagrad"},
       .summary = {"Steps shrink with the sum of all squared gradients so far, for each parameter on its own.",
                   "每个参数的步长随其历史梯度平方和的增大而减小。"},
       .formula = R"(s_t = s_{t-1} + g_t^2,\quad \theta_t = \theta_{t-1} - )"
                  R"(\frac{\eta}{1 + (t-1)\,\zeta}\,\frac{g_t}{\sqrt{s_t} + \epsilon})",
       .source = "J. Duchi, E. Hazan, Y. Singer, Adaptive Subgradient Methods, JMLR 12, 2011; torch.optim.Adagrad",
       .parameters = {epsilonParameter(1e-10),
                      {"learningRateDecay",
                       {"rate decay ζ", "学习率衰减 ζ"},
                       {"The rate is divided by 1 + ζ times the steps done.", "学习率除以 1 + ζ × 已完成步数。"},
                       0,
                       0,
                       1,
                       Scale::linear},
                      weightDecayParameter()}},
      0.01, {"sum"}, 0, adagrad<float>, adagrad<double>);
}

Optimizer rmspropRow() {
  return optimizerRow(
      {.id = "rmsprop",
       .label = {"RMSprop", "RMSprop"},
       .summary = {"Divides each gradient by the running root mean square of that parameter's gradients.",
                   "将每个梯度除以该参数梯度的滑动均方根。"},
       .formula = R"(v_t = \alpha\, v_{t-1} + (1-\alpha)\, g_t^2,\quad b_t = \mu\, b_{t-1} + )"
                  R"(\frac{g_t}{\sqrt{v_t} + \epsilon},\quad \theta_t = \theta_{t-1} - \eta\, b_t)",
       .source = "T. Tieleman, G. Hinton, Neural Networks for Machine Learning, lecture 6.5, 2012; "
                 "torch.optim.RMSprop",
       .parameters = {decayFactor("alpha", {"alpha α", "α"},
                                  {"Share kept of the running average of squared gradients.",
                                   "梯度平方滑动平均中保留旧值的比例。"},
                                  0.99, 0.99999),
                      epsilonParameter(1e-8), momentumParameter(0), weightDecayParameter()}},
      0.01, {"square_avg", "momentum_buffer"}, 0, rmsprop<float>, rmsprop<double>);
}

Optimizer adadeltaRow() {
  return optimizerRow(
      {.id = "adadelta",
       .label = {"Adadelta", "Adadelta"},
       .summary = {"Scales each gradient by how far that parameter usually moves over how large its gradient is.",
                   "按参数的常见移动幅度与其梯度幅度之比来缩放梯度。"},
       .formula = R"(v_t = \rho\, v_{t-1} + (1-\rho)\, g_t^2,\quad \Delta_t = )"
                  R"(\frac{\sqrt{u_{t-1} + \epsilon}}{\sqrt{v_t + \epsilon}}\, g_t,\quad )"
                  R"(u_t = \rho\, u_{t-1} + (1-\rho)\, \Delta_t^2,\quad \theta_t = \theta_{t-1} - \eta\, \Delta_t)",
       .source = "M. D. Zeiler, ADADELTA: An Adaptive Learning Rate Method, arXiv 1212.5701, algorithm 1; "
                 "torch.optim.Adadelta",
       .parameters = {decayFactor("rho", {"rho ρ", "ρ"},
                                  {"Share kept of the running averages of squared gradients and squared steps.",
                                   "梯度平方与步长平方的滑动平均中保留旧值的比例。"},
                                  0.9, 0.99999),
                      epsilonParameter(1e-6), weightDecayParameter()}},
      1, {"square_avg", "acc_delta"}, 0, adadelta<float>, adadelta<double>);
}

}  // namespace

std::vector<Optimizer> scalingOptimizers() { return {adagradRow(), rmspropRow(), adadeltaRow()}; }

}  // namespace gp
