/// Adam and its two closest variants: a running average of gradients over the root of one of squared
/// gradients.
#include <cmath>

#include "base/lanes.h"
#include "base/math.h"
#include "train/rules/rules.h"

namespace gp {
namespace {

enum class Variant { adam, amsgrad, adamw };

/// values: beta1, beta2, epsilon, weightDecay; scalars: β₁ᵗ, β₂ᵗ; state: exp_avg, exp_avg_sq (,
/// max_exp_avg_sq). m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²; θ ← θ − η/(1 − β₁ᵗ) · m/(√v/√(1 − β₂ᵗ) +
/// ε); amsgrad: the largest v so far stands for v; adamw: θ ← θ·(1 − η·λ) before, instead of g + λ·θ
template <class T, Variant variant>
void adam(const UpdateArguments<T>& u) {
  const double beta1 = u.values[0];
  const double beta2 = u.values[1];
  u.scalars[0] *= beta1;
  u.scalars[1] *= beta2;
  const Lanes<T> stepSize = spread(static_cast<T>(u.learningRate / (1 - u.scalars[0])));
  const Lanes<T> correction = spread(static_cast<T>(1 / std::sqrt(1 - u.scalars[1])));
  const Lanes<T> kept1 = spread(static_cast<T>(beta1));
  const Lanes<T> taken1 = spread(static_cast<T>(1 - beta1));
  const Lanes<T> kept2 = spread(static_cast<T>(beta2));
  const Lanes<T> taken2 = spread(static_cast<T>(1 - beta2));
  const Lanes<T> epsilon = spread(static_cast<T>(u.values[2]));
  const Lanes<T> decay = spread(static_cast<T>(u.values[3]));
  const Lanes<T> shrink = spread(static_cast<T>(1 - u.learningRate * u.values[3]));
  T* const averages = u.state[0];
  T* const squares = u.state[1];
  for (std::ptrdiff_t i = 0; i < u.count; i += laneCount) {
    Lanes<T> parameter = load(u.parameters + i);
    Lanes<T> gradient = load(u.gradient + i);
    if constexpr (variant == Variant::adamw) {
      parameter = parameter * shrink;
    } else {
      gradient = gradient + decay * parameter;
    }
    const Lanes<T> average = kept1 * load(averages + i) + taken1 * gradient;
    const Lanes<T> square = kept2 * load(squares + i) + taken2 * gradient * gradient;
    store(averages + i, average);
    store(squares + i, square);
    Lanes<T> scale = square;
    if constexpr (variant == Variant::amsgrad) {
      T* const largest = u.state[2];
      scale = maximum<T>(load(largest + i), square);  // a NaN in `square` stays
      store(largest + i, scale);
    }
    store(u.parameters + i, parameter - stepSize * average / (math::sqrt<T>(scale) * correction + epsilon));
  }
}

Optimizer adamRow() {
  return optimizerRow(
      {.id = "adam",
       .label = {"Adam", "Adam"},
       .summary = {"Averages of gradients and of their squares, both corrected for starting at zero, give steps of "
                   "about the learning rate whatever the gradient's size.",
                   "用经偏差修正的梯度均值与梯度平方均值，使步长约等于学习率，而与梯度大小无关。"},
       .formula = R"(m_t = \beta_1 m_{t-1} + (1-\beta_1)\, g_t,\quad v_t = \beta_2 v_{t-1} + (1-\beta_2)\, g_t^2,)"
                  R"(\quad \theta_t = \theta_{t-1} - \frac{\eta}{1-\beta_1^t}\,)"
                  R"(\frac{m_t}{\sqrt{v_t/(1-\beta_2^t)} + \epsilon})",
       .source = "D. P. Kingma, J. Ba, Adam: A Method for Stochastic Optimization, ICLR 2015, algorithm 1; "
                 "torch.optim.Adam",
       .parameters = {beta1Parameter(), beta2Parameter(), epsilonParameter(1e-8), weightDecayParameter()}},
      0.001, {"exp_avg", "exp_avg_sq"}, 2, adam<float, Variant::adam>, adam<double, Variant::adam>);
}

Optimizer amsgradRow() {
  return optimizerRow(
      {.id = "amsgrad",
       .label = {"AMSGrad", "AMSGrad"},
       .summary = {"Adam that divides by the largest average of squared gradients so far, so that steps cannot grow "
                   "again.",
                   "Adam 的变体：除以迄今最大的梯度平方均值，使步长不会重新变大。"},
       .formula = R"(m_t, v_t \text{ as in Adam},\quad \bar v_t = \max(\bar v_{t-1}, v_t),\quad )"
                  R"(\theta_t = \theta_{t-1} - \frac{\eta}{1-\beta_1^t}\,)"
                  R"(\frac{m_t}{\sqrt{\bar v_t/(1-\beta_2^t)} + \epsilon})",
       .source = "S. J. Reddi, S. Kale, S. Kumar, On the Convergence of Adam and Beyond, ICLR 2018, algorithm 2; "
                 "torch.optim.Adam(amsgrad=True)",
       .parameters = {beta1Parameter(), beta2Parameter(), epsilonParameter(1e-8), weightDecayParameter()}},
      0.001, {"exp_avg", "exp_avg_sq", "max_exp_avg_sq"}, 2, adam<float, Variant::amsgrad>,
      adam<double, Variant::amsgrad>);
}

Optimizer adamwRow() {
  return optimizerRow(
      {.id = "adamw",
       .label = {"AdamW", "AdamW"},
       .summary = {"Adam with weight decay applied to the parameters themselves instead of to the gradient.",
                   "Adam 的变体：权重衰减直接作用于参数，而不是加到梯度上。"},
       .formula = R"(m_t, v_t \text{ as in Adam},\quad \theta_t = (1 - \eta\lambda)\,\theta_{t-1} - )"
                  R"(\frac{\eta}{1-\beta_1^t}\,\frac{m_t}{\sqrt{v_t/(1-\beta_2^t)} + \epsilon})",
       .source = "I. Loshchilov, F. Hutter, Decoupled Weight Decay Regularization, ICLR 2019, algorithm 2; "
                 "torch.optim.AdamW",
       .parameters = {beta1Parameter(),
                      beta2Parameter(),
                      epsilonParameter(1e-8),
                      {"weightDecay",
                       {"weight decay λ", "权重衰减 λ"},
                       {"Every step shrinks the parameter by η·λ of itself.", "每一步将参数缩小其自身的 η·λ 倍。"},
                       0.01,
                       0,
                       1,
                       Scale::linear}}},
      0.001, {"exp_avg", "exp_avg_sq"}, 2, adam<float, Variant::adamw>, adam<double, Variant::adamw>);
}

}  // namespace

std::vector<Optimizer> adamOptimizers() { return {adamRow(), amsgradRow(), adamwRow()}; }

}  // namespace gp
