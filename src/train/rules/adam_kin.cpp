/// Adam with Nesterov's look-ahead, with a rectified start, and with the largest gradient as its measure.
#include <cmath>

#include "base/lanes.h"
#include "base/math.h"
#include "train/rules/rules.h"

namespace gp {
namespace {

constexpr double logOf096 = -0.04082199452025516612;  // log 0.96

/// values: beta1, beta2, epsilon, momentumDecay, weightDecay; scalars: 0.96^(tψ), β₂ᵗ, Π μᵢ; state: exp_avg,
/// exp_avg_sq. μₜ = β₁·(1 − ½·0.96^(tψ)); Πₜ = μ₁·…·μₜ; m and v as in Adam; d = √(v/(1 − β₂ᵗ)) + ε;
/// θ ← θ − η·(1 − μₜ)/(1 − Πₜ) · g/d − η·μₜ₊₁/(1 − μₜ·Πₜ₊₁) · m/d.
/// The extra μₜ in the last divisor is PyTorch 1.13's, against which every number here is checked; the paper
/// and PyTorch 2 divide by 1 − Πₜ₊₁.
template <class T>
void nadam(const UpdateArguments<T>& u) {
  const double beta1 = u.values[0];
  const double beta2 = u.values[1];
  const double fade = math::exp(u.values[3] * logOf096);  // 0.96^ψ
  u.scalars[0] *= fade;
  u.scalars[1] *= beta2;
  const double mu = beta1 * (1 - 0.5 * u.scalars[0]);
  const double nextMu = beta1 * (1 - 0.5 * (u.scalars[0] * fade));
  u.scalars[2] *= mu;
  const Lanes<T> gradientStep = spread(static_cast<T>(u.learningRate * (1 - mu) / (1 - u.scalars[2])));
  const Lanes<T> averageStep = spread(static_cast<T>(u.learningRate * nextMu / (1 - u.scalars[2] * mu * nextMu)));
  const Lanes<T> correction = spread(static_cast<T>(1 / std::sqrt(1 - u.scalars[1])));
  const Lanes<T> kept1 = spread(static_cast<T>(beta1));
  const Lanes<T> taken1 = spread(static_cast<T>(1 - beta1));
  const Lanes<T> kept2 = spread(static_cast<T>(beta2));
  const Lanes<T> taken2 = spread(static_cast<T>(1 - beta2));
  const Lanes<T> epsilon = spread(static_cast<T>(u.values[2]));
  const Lanes<T> decay = spread(static_cast<T>(u.values[4]));
  T* const averages = u.state[0];
  T* const squares = u.state[1];
  for (std::ptrdiff_t i = 0; i < u.count; i += laneCount) {
    const Lanes<T> parameter = load(u.parameters + i);
    const Lanes<T> gradient = load(u.gradient + i) + decay * parameter;
    const Lanes<T> average = kept1 * load(averages + i) + taken1 * gradient;
    const Lanes<T> square = kept2 * load(squares + i) + taken2 * gradient * gradient;
    store(averages + i, average);
    store(squares + i, square);
    const Lanes<T> divisor = math::sqrt<T>(square) * correction + epsilon;
    store(u.parameters + i, parameter - (gradientStep * gradient + averageStep * average) / divisor);
  }
}

/// values: beta1, beta2, epsilon, weightDecay; scalars: β₁ᵗ, β₂ᵗ; state: exp_avg, exp_avg_sq.
/// ρ∞ = 2/(1 − β₂) − 1; ρ = ρ∞ − 2·t·β₂ᵗ/(1 − β₂ᵗ). ρ ≤ 5: θ ← θ − η·m/(1 − β₁ᵗ). ρ > 5: that times r·√(1 −
/// β₂ᵗ)/(√v + ε), r² = (ρ − 4)·(ρ − 2)·ρ∞ / ((ρ∞ − 4)·(ρ∞ − 2)·ρ)
template <class T>
void radam(const UpdateArguments<T>& u) {
  const double beta1 = u.values[0];
  const double beta2 = u.values[1];
  u.scalars[0] *= beta1;
  u.scalars[1] *= beta2;
  const double unseen2 = 1 - u.scalars[1];
  const double limit = 2 / (1 - beta2) - 1;
  const double length = limit - 2 * static_cast<double>(u.step) * u.scalars[1] / unseen2;
  const bool rectified = length > 5;
  double step = u.learningRate / (1 - u.scalars[0]);
  if (rectified) {
    step *= std::sqrt(unseen2) * std::sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length));
  }
  const Lanes<T> stepSize = spread(static_cast<T>(step));
  const Lanes<T> kept1 = spread(static_cast<T>(beta1));
  const Lanes<T> taken1 = spread(static_cast<T>(1 - beta1));
  const Lanes<T> kept2 = spread(static_cast<T>(beta2));
  const Lanes<T> taken2 = spread(static_cast<T>(1 - beta2));
  const Lanes<T> epsilon = spread(static_cast<T>(u.values[2]));
  const Lanes<T> decay = spread(static_cast<T>(u.values[3]));
  T* const averages = u.state[0];
  T* const squares = u.state[1];
  for (std::ptrdiff_t i = 0; i < u.count; i += laneCount) {
    const Lanes<T> parameter = load(u.parameters + i);
    const Lanes<T> gradient = load(u.gradient + i) + decay * parameter;
    const Lanes<T> average = kept1 * load(averages + i) + taken1 * gradient;
    const Lanes<T> square = kept2 * load(squares + i) + taken2 * gradient * gradient;
    store(averages + i, average);
    store(squares + i, square);
    if (rectified) {
      store(u.parameters + i, parameter - stepSize * average / (math::sqrt<T>(square) + epsilon));
    } else {
      store(u.parameters + i, parameter - stepSize * average);
    }
  }
}

/// values: beta1, beta2, epsilon, weightDecay; scalars: β₁ᵗ; state: exp_avg, exp_inf.
/// m as in Adam; w ← max(β₂·w, |g| + ε); θ ← θ − η/(1 − β₁ᵗ) · m/w
template <class T>
void adamax(const UpdateArguments<T>& u) {
  const double beta1 = u.values[0];
  u.scalars[0] *= beta1;
  const Lanes<T> stepSize = spread(static_cast<T>(u.learningRate / (1 - u.scalars[0])));
  const Lanes<T> kept1 = spread(static_cast<T>(beta1));
  const Lanes<T> taken1 = spread(static_cast<T>(1 - beta1));
  const Lanes<T> kept2 = spread(static_cast<T>(u.values[1]));
  const Lanes<T> epsilon = spread(static_cast<T>(u.values[2]));
  const Lanes<T> decay = spread(static_cast<T>(u.values[3]));
  T* const averages = u.state[0];
  T* const largests = u.state[1];
  for (std::ptrdiff_t i = 0; i < u.count; i += laneCount) {
    const Lanes<T> parameter = load(u.parameters + i);
    const Lanes<T> gradient = load(u.gradient + i) + decay * parameter;
    const Lanes<T> average = kept1 * load(averages + i) + taken1 * gradient;
    const Lanes<T> size = maximum<T>(gradient, -gradient);
    const Lanes<T> largest = maximum<T>(kept2 * load(largests + i), size + epsilon);  // a NaN in `size` stays
    store(averages + i, average);
    store(largests + i, largest);
    store(u.parameters + i, parameter - stepSize * average / largest);
  }
}

Optimizer nadamRow() {
  return optimizerRow(
      {.id = "nadam",
       .label = {"NAdam", "NAdam"},
       .summary = {"Adam with Nesterov's look-ahead and a momentum that warms up.",
                   "结合 Nesterov 前瞻的 Adam，其动量逐步升高。"},
       .formula =
           R"(\mu_t = \beta_1\bigl(1 - \tfrac12\, 0.96^{t\psi}\bigr),\quad \hat m_t = )"
           R"(\frac{\mu_{t+1}\, m_t}{1-\mu_t\prod_{i=1}^{t+1}\mu_i} + \frac{(1-\mu_t)\, g_t}{1-\prod_{i=1}^{t}\mu_i},)"
           R"(\quad \theta_t = \theta_{t-1} - \eta\,\frac{\hat m_t}{\sqrt{v_t/(1-\beta_2^t)} + \epsilon})",
       .source = "T. Dozat, Incorporating Nesterov Momentum into Adam, ICLR 2016 workshop; torch.optim.NAdam of "
                 "PyTorch 1.13 (the paper and PyTorch 2 have no μₜ before the product up to t + 1)",
       .parameters = {beta1Parameter(),
                      beta2Parameter(),
                      epsilonParameter(1e-8),
                      {"momentumDecay",
                       {"momentum decay ψ", "动量衰减 ψ"},
                       {"How fast the momentum rises from β₁/2 to β₁.", "动量从 β₁/2 升至 β₁ 的速度。"},
                       0.004,
                       0,
                       1,
                       Scale::linear},
                      weightDecayParameter()}},
      0.002, {"exp_avg", "exp_avg_sq"}, 3, nadam<float>, nadam<double>);
}

Optimizer radamRow() {
  return optimizerRow(
      {.id = "radam",
       .label = {"RAdam", "RAdam"},
       .summary = {"Adam that does not divide by its average of squared gradients until that rests on enough steps.",
                   "Adam 的变体：在梯度平方均值积累足够步数之前不使用它。"},
       .formula =
           R"(\rho_\infty = \tfrac{2}{1-\beta_2} - 1,\quad \rho_t = \rho_\infty - \frac{2t\beta_2^t}{1-\beta_2^t},)"
           R"(\quad r_t = \sqrt{\frac{(\rho_t-4)(\rho_t-2)\rho_\infty}{(\rho_\infty-4)(\rho_\infty-2)\rho_t}},)"
           R"(\quad \theta_t = \theta_{t-1} - \frac{\eta\, m_t}{1-\beta_1^t}\begin{cases})"
           R"(r_t\,\frac{\sqrt{1-\beta_2^t}}{\sqrt{v_t}+\epsilon} & \rho_t > 5 \\ 1 & \rho_t \le 5\end{cases})",
       .source = "L. Liu et al., On the Variance of the Adaptive Learning Rate and Beyond, ICLR 2020, algorithm 2; "
                 "torch.optim.RAdam (whose threshold is 5; the paper's is 4)",
       .parameters = {beta1Parameter(), beta2Parameter(), epsilonParameter(1e-8), weightDecayParameter()}},
      0.001, {"exp_avg", "exp_avg_sq"}, 2, radam<float>, radam<double>);
}

Optimizer adamaxRow() {
  return optimizerRow(
      {.id = "adamax",
       .label = {"Adamax", "Adamax"},
       .summary = {"Adam that divides by the largest gradient of the recent past instead of by a root mean square.",
                   "Adam 的变体：除以近期最大的梯度，而不是均方根。"},
       .formula = R"(m_t = \beta_1 m_{t-1} + (1-\beta_1)\, g_t,\quad u_t = \max(\beta_2 u_{t-1},\, )"
                  R"(\lvert g_t\rvert + \epsilon),\quad \theta_t = \theta_{t-1} - )"
                  R"(\frac{\eta}{1-\beta_1^t}\,\frac{m_t}{u_t})",
       .source = "D. P. Kingma, J. Ba, Adam: A Method for Stochastic Optimization, ICLR 2015, algorithm 2; "
                 "torch.optim.Adamax (which adds ε)",
       .parameters = {beta1Parameter(),
                      beta2Parameter({"Share kept of the largest gradient so far at every step.",
                                      "每一步保留此前最大梯度的比例。"}),
                      epsilonParameter(1e-8), weightDecayParameter()}},
      0.002, {"exp_avg", "exp_inf"}, 1, adamax<float>, adamax<double>);
}

}  // namespace

std::vector<Optimizer> adamKinOptimizers() { return {nadamRow(), radamRow(), adamaxRow()}; }

}  // namespace gp
