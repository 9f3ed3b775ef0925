/// Steps whose size depends on the signs of successive gradients alone.
#include "base/lanes.h"
#include "train/optimizers/families.h"

namespace gp {
namespace {

/// values: etaMinus, etaPlus, stepMin, stepMax; state: prev, step_size (the learning rate at the first
/// update). Same sign as the gradient before: Δ ← min(Δ·η⁺, Δmax); opposite: Δ ← max(Δ·η⁻, Δmin) and this
/// gradient counts as 0; then θ ← θ − Δ·sign(g). Signs are compared one by one: PyTorch takes the sign of the
/// product, which is the same unless the product of two tiny gradients vanishes.
template <class T>
void rprop(const UpdateArguments<T>& u) {
  T* const previous = u.state[0];
  T* const sizes = u.state[1];
  if (u.step == 1) {
    for (std::ptrdiff_t i = 0; i < u.count; ++i) sizes[i] = static_cast<T>(u.learningRate);
  }
  const Lanes<T> zero = spread(T{0});
  const Lanes<T> one = spread(T{1});
  const Lanes<T> less = spread(static_cast<T>(u.values[0]));
  const Lanes<T> more = spread(static_cast<T>(u.values[1]));
  const Lanes<T> smallest = spread(static_cast<T>(u.values[2]));
  const Lanes<T> largest = spread(static_cast<T>(u.values[3]));
  for (std::ptrdiff_t i = 0; i < u.count; i += laneCount) {
    const Lanes<T> gradient = load(u.gradient + i);
    const Lanes<T> before = load(previous + i);
    const LaneBits<T> same = ((gradient > zero) & (before > zero)) | ((gradient < zero) & (before < zero));
    const LaneBits<T> turned = ((gradient > zero) & (before < zero)) | ((gradient < zero) & (before > zero));
    const Lanes<T> factor = select<T>(same, more, select<T>(turned, less, one));
    const Lanes<T> size = minimum<T>(largest, maximum<T>(smallest, load(sizes + i) * factor));
    const Lanes<T> used = select<T>(turned, zero, gradient);
    const Lanes<T> sign = select<T>(used > zero, one, select<T>(used < zero, -one, used));  // 0 and NaN stay
    store(sizes + i, size);
    store(previous + i, used);
    store(u.parameters + i, load(u.parameters + i) - sign * size);
  }
}

Optimizer rpropRow() {
  return optimizerRow(
      {.id = "rprop",
       .label = {"Rprop", "Rprop（弹性反向传播）"},
       .summary =
           {"Looks only at the gradient's sign: each parameter's step grows while the sign stays and shrinks "
            "when it turns. Meant for full batches; the learning rate is only the first step's size.",
            "只看梯度的符号：符号不变则该参数的步长增大，符号翻转则减小。适用于全批量；学习率仅为初始步长。"},
       .formula =
           R"(\Delta_t = \begin{cases} \min(\eta^{+}\Delta_{t-1}, \Delta_{\max}) & g_t\, g_{t-1} > 0 \\ )"
           R"(\max(\eta^{-}\Delta_{t-1}, \Delta_{\min}),\; g_t \leftarrow 0 & g_t\, g_{t-1} < 0 \\ )"
           R"(\Delta_{t-1} & \text{otherwise} \end{cases},\quad )"
           R"(\theta_t = \theta_{t-1} - \Delta_t\,\operatorname{sign}(g_t))",
       .source =
           "M. Riedmiller, H. Braun, A Direct Adaptive Method for Faster Backpropagation Learning, 1993; "
           "torch.optim.Rprop",
       .parameters =
           {{"etaMinus",
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
