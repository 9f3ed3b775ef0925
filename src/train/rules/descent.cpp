/// Steps along the gradient, or along a velocity that gathers gradients.
#include "base/lanes.h"
#include "train/rules/rules.h"

namespace gp {
namespace {

/// values: weightDecay. θ ← θ − η·g
template <class T>
void sgd(const UpdateArguments<T>& u) {
  const Lanes<T> rate = spread(static_cast<T>(u.learningRate));
  const Lanes<T> decay = spread(static_cast<T>(u.values[0]));
  // Copies: a store might otherwise change what `u` holds, and it would be read again each time.
  T* const parameters = u.parameters;
  const T* const gradients = u.gradient;
  const std::ptrdiff_t count = u.count;
  for (std::ptrdiff_t i = 0; i < count; i += laneCount) {
    const Lanes<T> parameter = load(parameters + i);
    const Lanes<T> gradient = load(gradients + i) + decay * parameter;
    store(parameters + i, parameter - rate * gradient);
  }
}

/// values: momentum, weightDecay; state: momentum_buffer. b ← μ·b + g; θ ← θ − η·b, with Nesterov θ ← θ −
/// η·(g + μ·b)
template <class T, bool nesterov>
void momentum(const UpdateArguments<T>& u) {
  const Lanes<T> rate = spread(static_cast<T>(u.learningRate));
  const Lanes<T> kept = spread(static_cast<T>(u.values[0]));
  const Lanes<T> decay = spread(static_cast<T>(u.values[1]));
  T* const buffers = u.state[0];
  for (std::ptrdiff_t i = 0; i < u.count; i += laneCount) {
    const Lanes<T> parameter = load(u.parameters + i);
    const Lanes<T> gradient = load(u.gradient + i) + decay * parameter;
    const Lanes<T> buffer = kept * load(buffers + i) + gradient;
    store(buffers + i, buffer);
    if constexpr (nesterov) {
      store(u.parameters + i, parameter - rate * (gradient + kept * buffer));
    } else {
      store(u.parameters + i, parameter - rate * buffer);
    }
  }
}

Optimizer sgdRow() {
  return optimizerRow({.id = "sgd",
                       .label = {"Gradient descent", "梯度下降"},
                       .summary = {"Every parameter moves against its gradient, in proportion to it.",
                                   "每个参数沿其梯度的反方向移动，步长与梯度成正比。"},
                       .formula = R"(\theta_t = \theta_{t-1} - \eta\, g_t)",
                       .source = "H. Robbins, S. Monro, A Stochastic Approximation Method, 1951; torch.optim.SGD",
                       .parameters = {weightDecayParameter()}},
                      0.03, {}, 0, sgd<float>, sgd<double>);
}

Optimizer momentumRow() {
  return optimizerRow(
      {.id = "momentum",
       .label = {"Momentum", "动量法"},
       .summary = {"A velocity gathers past gradients, so that steady directions speed up and zigzags cancel.",
                   "速度累积过去的梯度：方向稳定则加速，来回摆动则相互抵消。"},
       .formula = R"(b_t = \mu\, b_{t-1} + g_t,\quad \theta_t = \theta_{t-1} - \eta\, b_t)",
       .source = "B. T. Polyak, Some Methods of Speeding up the Convergence of Iteration Methods, 1964; "
                 "torch.optim.SGD(momentum=0.9)",
       .parameters = {momentumParameter(0.9), weightDecayParameter()}},
      0.01, {"momentum_buffer"}, 0, momentum<float, false>, momentum<double, false>);
}

Optimizer nesterovRow() {
  return optimizerRow(
      {.id = "nesterov",
       .label = {"Nesterov momentum", "Nesterov 动量法"},
       .summary = {"Momentum that steps as if the velocity had already been applied once more.",
                   "动量法的变体：更新时如同速度已提前作用一次。"},
       .formula = R"(b_t = \mu\, b_{t-1} + g_t,\quad \theta_t = \theta_{t-1} - \eta\,(g_t + \mu\, b_t))",
       .source = "Y. Nesterov, A Method of Solving a Convex Programming Problem with Convergence Rate O(1/k²), "
                 "1983; "
                 "I. Sutskever et al., On the Importance of Initialization and Momentum in Deep Learning, 2013; "
                 "torch.optim.SGD(momentum=0.9, nesterov=True)",
       .parameters = {momentumParameter(0.9), weightDecayParameter()}},
      0.01, {"momentum_buffer"}, 0, momentum<float, true>, momentum<double, true>);
}

}  // namespace

std::vector<Optimizer> descentOptimizers() { return {sgdRow(), momentumRow(), nesterovRow()}; }

}  // namespace gp
