/// Steps whose size depends on the signs of successive gradients alone.
#include <cstring>

#include "base/lanes.h"
#include "train/rules/rules.h"

namespace gp {
namespace {

/// One 128-bit register: four floats or two doubles. Here everything is choices, and compilers without AVX
/// take a choice between wider vectors apart into branches.
template <class T>
struct Register {
  typedef T Type __attribute__((vector_size(16)));
};

/// 1, 0 or −1; NaN where it is NaN, so that a broken gradient shows.
template <class V>
GP_INLINE V signOf(V number, V zero, V one) {
  return number > zero ? one : (number < zero ? -one : number);
}

/// values: etaMinus, etaPlus, stepMin, stepMax; state: prev, step_size (the learning rate at the first
/// update). Same sign as the gradient before: Δ ← min(Δ·η⁺, Δmax); opposite: Δ ← max(Δ·η⁻, Δmin) and this
/// gradient counts as 0; then θ ← θ − Δ·sign(g). The signs are multiplied, where PyTorch takes the sign of
/// the product: the same unless the product of two tiny gradients vanishes.
template <class T>
void rprop(const UpdateArguments<T>& u) {
  using V = typename Register<T>::Type;
  const auto read = [](const T* from) {
    V numbers;
    std::memcpy(&numbers, from, sizeof numbers);
    return numbers;
  };
  T* const previous = u.state[0];
  T* const sizes = u.state[1];
  if (u.step == 1) {
    for (std::ptrdiff_t i = 0; i < u.count; ++i) sizes[i] = static_cast<T>(u.learningRate);
  }
  const V zero = {};
  const V one = zero + T{1};
  const V less = zero + static_cast<T>(u.values[0]);
  const V more = zero + static_cast<T>(u.values[1]);
  const V smallest = zero + static_cast<T>(u.values[2]);
  const V largest = zero + static_cast<T>(u.values[3]);
  constexpr auto width = static_cast<std::ptrdiff_t>(sizeof(V) / sizeof(T));
  for (std::ptrdiff_t i = 0; i < u.count; i += width) {
    const V gradient = read(u.gradient + i);
    const V product = signOf(gradient, zero, one) * signOf(read(previous + i), zero, one);
    const V grown = read(sizes + i) * (product > zero ? more : (product < zero ? less : one));
    const V raised = grown > smallest ? grown : smallest;
    const V size = raised < largest ? raised : largest;
    const V used = product < zero ? zero : gradient;
    const V parameter = read(u.parameters + i) - signOf(used, zero, one) * size;
    std::memcpy(sizes + i, &size, sizeof size);
    std::memcpy(previous + i, &used, sizeof used);
    std::memcpy(u.parameters + i, &parameter, sizeof parameter);
  }
}

Optimizer rpropRow() {
  return optimizerRow(
      {.id = "rprop",
       .label = {"Rprop", "Rprop（弹性反向传播）"},
       .summary = {"Looks only at the gradient's sign: each parameter's step grows while the sign stays and shrinks "
                   "when it turns. Meant for full batches; the learning rate is only the first step's size.",
                   "只看梯度的符号：符号不变则该参数的步长增大，符号翻转则减小。适用于全批量；学习率仅为初始步长。"},
       .formula = R"(\Delta_t = \begin{cases} \min(\eta^{+}\Delta_{t-1}, \Delta_{\max}) & g_t\, g_{t-1} > 0 \\ )"
                  R"(\max(\eta^{-}\Delta_{t-1}, \Delta_{\min}),\; g_t \leftarrow 0 & g_t\, g_{t-1} < 0 \\ )"
                  R"(\Delta_{t-1} & \text{otherwise} \end{cases},\quad )"
                  R"(\theta_t = \theta_{t-1} - \Delta_t\,\operatorname{sign}(g_t))",
       .source = "M. Riedmiller, H. Braun, A Direct Adaptive Method for Faster Backpropagation Learning, 1993; "
                 "torch.optim.Rprop",
       .parameters = {{"etaMinus",
                       {"shrink η⁻", "缩小因子 η⁻"},
                       {"The step is multiplied by it when the gradient's sign turns.", "梯度符号翻转时步长乘以它。"},
                       0.5,
                       0.01,
                       0.99,
                       Scale::linear},
                      {"etaPlus",
                       {"growth η⁺", "增大因子 η⁺"},
                       {"The step is multiplied by it while the gradient's sign stays.", "梯度符号不变时步长乘以它。"},
                       1.2,
                       1.01,
                       10,
                       Scale::linear},
                      {"stepMin",
                       {"smallest step", "最小步长"},
                       {"No step size falls below it.", "步长不低于此值。"},
                       1e-6,
                       1e-12,
                       0.01,
                       Scale::log},
                      {"stepMax",
                       {"largest step", "最大步长"},
                       {"No step size rises above it.", "步长不高于此值。"},
                       50,
                       0.01,
                       1000,
                       Scale::log}}},
      0.01, {"prev", "step_size"}, 0, rprop<float>, rprop<double>);
}

}  // namespace

std::vector<Optimizer> resilientOptimizers() { return {rpropRow()}; }

}  // namespace gp
