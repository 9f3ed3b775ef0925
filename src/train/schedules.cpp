#include "train/schedules.h"

#include <cmath>
#include <cstdint>

#include "base/math.h"

namespace gp {
namespace {

constexpr double pi = 3.14159265358979323846;

/// base to a whole power by repeated squaring: only products, so the same bits everywhere.
double power(double base, std::int64_t exponent) {
  double result = 1;
  for (; exponent > 0; exponent /= 2) {
    if (exponent % 2 == 1) result *= base;
    base *= base;
  }
  return result;
}

Parameter gammaParameter(Text summary, double fallback) {
  return {"gamma", {"gamma γ", "γ"}, summary, fallback, 0.0001, 1, Scale::linear};
}

Schedule constantRow() {
  return {{.id = "constant",
           .label = {"Constant", "恒定"},
           .summary = {"The learning rate stays as it is.", "学习率保持不变。"},
           .formula = R"(\eta_t = \eta)",
           .source = "torch.optim without a scheduler"},
          [](const std::vector<double>&, double) { return 1.0; }};
}

Schedule stepRow() {
  return {{.id = "step",
           .label = {"Steps", "阶梯衰减"},
           .summary = {"Every so many epochs the rate is multiplied by γ.", "每隔若干轮将学习率乘以 γ。"},
           .formula = R"(\eta_t = \eta\,\gamma^{\lfloor t/s \rfloor})",
           .source = "torch.optim.lr_scheduler.StepLR",
           .parameters = {{"stepSize",
                           {"epochs a step s", "每级轮数 s"},
                           {"Epochs from one drop to the next.", "相邻两次下降之间的轮数。"},
                           100,
                           1,
                           100000,
                           Scale::integer},
                          gammaParameter({"Factor of each drop.", "每次下降的倍数。"}, 0.5)}},
          [](const std::vector<double>& values, double epoch) {
            return power(values[1], static_cast<std::int64_t>(std::floor(epoch / values[0])));
          }};
}

Schedule exponentialRow() {
  return {{.id = "exponential",
           .label = {"Exponential", "指数衰减"},
           .summary = {"The rate is multiplied by γ over every epoch, smoothly.", "学习率每轮平滑地乘以 γ。"},
           .formula = R"(\eta_t = \eta\,\gamma^{t})",
           .source = "torch.optim.lr_scheduler.ExponentialLR, also between whole epochs",
           .parameters = {gammaParameter({"Factor of one epoch.", "每轮的倍数。"}, 0.99)}},
          [](const std::vector<double>& values, double epoch) { return math::exp(epoch * math::log(values[0])); }};
}

/// values: warmupEpochs w, totalEpochs T, minFactor m, startFactor a.
double cosineFactor(const std::vector<double>& values, double epoch) {
  const double warmup = values[0];
  const double total = values[1];
  const double least = values[2];
  const double start = values[3];
  if (epoch >= total) return least;
  if (epoch < warmup) return start + (1 - start) * (epoch / warmup);
  const double progress = (epoch - warmup) / (total - warmup);
  return least + (1 - least) * 0.5 * (1 + math::cos(pi * progress));
}

Schedule cosineRow() {
  return {{.id = "cosine",
           .label = {"Cosine with warm-up", "余弦退火（带预热）"},
           .summary = {"The rate rises in a line to its full value and then falls along half a cosine; from the "
                       "last epoch on it stays at its smallest.",
                       "学习率先线性升至最大值，再沿半个余弦下降；到最后一轮后保持最小值。"},
           .formula = R"(\eta_t = \eta \begin{cases} a + (1-a)\,\frac{t}{w} & t < w \\ )"
                      R"(m + \frac{1-m}{2}\Bigl(1+\cos\frac{\pi(t-w)}{T-w}\Bigr) & w \le t < T \\ )"
                      R"(m & t \ge T \end{cases})",
           .source = "I. Loshchilov, F. Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts, ICLR 2017, "
                     "equation 5, without restarts; torch.optim.lr_scheduler.LinearLR, then CosineAnnealingLR",
           .parameters = {{"warmupEpochs",
                           {"warm-up epochs w", "预热轮数 w"},
                           {"Epochs over which the rate rises; 0 for none.", "学习率上升所用的轮数；0 表示不预热。"},
                           0,
                           0,
                           100000,
                           Scale::integer},
                          {"totalEpochs",
                           {"total epochs T", "总轮数 T"},
                           {"Epochs until the smallest rate, the warm-up included.", "到达最小学习率的轮数，含预热。"},
                           500,
                           1,
                           1000000,
                           Scale::integer},
                          {"minFactor",
                           {"smallest factor m", "最小倍数 m"},
                           {"Share of the learning rate that is left at the end.", "结束时剩余的学习率比例。"},
                           0.01,
                           0,
                           1,
                           Scale::linear},
                          {"startFactor",
                           {"first factor a", "起始倍数 a"},
                           {"Share of the learning rate with which the warm-up begins.", "预热开始时的学习率比例。"},
                           0.1,
                           0,
                           1,
                           Scale::linear}}},
          cosineFactor};
}

Schedule inverseTimeRow() {
  return {{.id = "inverse-time",
           .label = {"Inverse time", "反比例衰减"},
           .summary = {"The rate is divided by 1 plus a multiple of the epochs done.",
                       "学习率除以 1 加上已完成轮数的倍数。"},
           .formula = R"(\eta_t = \frac{\eta}{1 + \kappa\, t})",
           .source = "H. Robbins, S. Monro, A Stochastic Approximation Method, 1951; Keras' InverseTimeDecay by epochs",
           .parameters = {{"decay",
                           {"decay κ", "衰减 κ"},
                           {"How much is added to the divisor in one epoch.", "每轮加到除数上的量。"},
                           0.01,
                           0,
                           10,
                           Scale::linear}}},
          [](const std::vector<double>& values, double epoch) { return 1 / (1 + values[0] * epoch); }};
}

}  // namespace

const std::vector<Schedule>& schedules() {
  static const std::vector<Schedule> table = {constantRow(), stepRow(), exponentialRow(), cosineRow(),
                                              inverseTimeRow()};
  return table;
}

}  // namespace gp
