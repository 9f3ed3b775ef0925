/// The optimizers once more, for one number at a time: written from the papers' formulas with powers taken
/// anew at every step. What the product's vector loops are compared with.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <string>

namespace gp::naive {

using Values = std::map<std::string, double>;

/// What is remembered of one parameter; every quantity starts at zero.
struct Memory {
  std::map<std::string, double> of;
  double& operator[](const std::string& name) { return of[name]; }
};

struct Step {
  double parameter;
  double gradient;
  double rate;
  int t;  ///< 1 for the first step
  const Values& values;
  Memory& memory;
  double value(const char* name) const { return values.at(name); }
  double decayed() const { return gradient + value("weightDecay") * parameter; }
};

/// Bias-corrected averages of the gradient and of its square.
struct Moments {
  double m, v, mHat, vHat;
};

inline Moments moments(const Step& s, double gradient) {
  const double beta1 = s.value("beta1");
  const double beta2 = s.value("beta2");
  double& m = s.memory["m"];
  double& v = s.memory["v"];
  m = beta1 * m + (1 - beta1) * gradient;
  v = beta2 * v + (1 - beta2) * std::pow(gradient, 2);
  return {m, v, m / (1 - std::pow(beta1, s.t)), v / (1 - std::pow(beta2, s.t))};
}

inline double radam(const Step& s) {
  const Moments a = moments(s, s.decayed());
  const double beta2t = std::pow(s.value("beta2"), s.t);
  const double longest = 2 / (1 - s.value("beta2")) - 1;
  const double rho = longest - 2 * s.t * beta2t / (1 - beta2t);
  if (rho <= 5) return s.parameter - s.rate * a.mHat;
  const double r = std::sqrt((rho - 4) * (rho - 2) * longest / ((longest - 4) * (longest - 2) * rho));
  return s.parameter - s.rate * a.mHat * r * std::sqrt(1 - beta2t) / (std::sqrt(a.v) + s.value("epsilon"));
}

/// With the μₜ that PyTorch 1.13 has before the product up to t + 1.
inline double nadam(const Step& s) {
  const double g = s.decayed();
  const Moments a = moments(s, g);
  const auto mu = [&](int t) { return s.value("beta1") * (1 - 0.5 * std::pow(0.96, t * s.value("momentumDecay"))); };
  double product = 1;
  for (int i = 1; i <= s.t; ++i) product *= mu(i);
  const double ahead = mu(s.t + 1) * a.m / (1 - mu(s.t) * product * mu(s.t + 1)) + (1 - mu(s.t)) * g / (1 - product);
  return s.parameter - s.rate * ahead / (std::sqrt(a.vHat) + s.value("epsilon"));
}

inline double rprop(const Step& s) {
  double& size = s.memory["size"];
  double& before = s.memory["before"];
  if (s.t == 1) size = s.rate;
  const double product = s.gradient * before;
  double g = s.gradient;
  if (product > 0) size *= s.value("etaPlus");
  if (product < 0) {
    size *= s.value("etaMinus");
    g = 0;
  }
  size = std::clamp(size, s.value("stepMin"), s.value("stepMax"));
  before = g;
  return s.parameter - (g > 0 ? size : g < 0 ? -size : 0);
}

inline double rmsprop(const Step& s) {
  double& v = s.memory["v"];
  double& b = s.memory["b"];
  v = s.value("alpha") * v + (1 - s.value("alpha")) * std::pow(s.decayed(), 2);
  b = s.value("momentum") * b + s.decayed() / (std::sqrt(v) + s.value("epsilon"));
  return s.parameter - s.rate * b;
}

inline double adadelta(const Step& s) {
  double& v = s.memory["v"];
  double& u = s.memory["u"];
  const double rho = s.value("rho");
  v = rho * v + (1 - rho) * std::pow(s.decayed(), 2);
  const double delta = std::sqrt((u + s.value("epsilon")) / (v + s.value("epsilon"))) * s.decayed();
  u = rho * u + (1 - rho) * std::pow(delta, 2);
  return s.parameter - s.rate * delta;
}

inline double adagrad(const Step& s) {
  double& sum = s.memory["sum"];
  sum += std::pow(s.decayed(), 2);
  const double rate = s.rate / (1 + (s.t - 1) * s.value("learningRateDecay"));
  return s.parameter - rate * s.decayed() / (std::sqrt(sum) + s.value("epsilon"));
}

/// The parameter after a step, by the optimizer's id.
inline const std::map<std::string, std::function<double(const Step&)>>& rules() {
  static const std::map<std::string, std::function<double(const Step&)>> table = {
      {"sgd", [](const Step& s) { return s.parameter - s.rate * s.decayed(); }},
      {"momentum",
       [](const Step& s) {
         double& b = s.memory["b"];
         b = s.value("momentum") * b + s.decayed();
         return s.parameter - s.rate * b;
       }},
      {"nesterov",
       [](const Step& s) {
         double& b = s.memory["b"];
         b = s.value("momentum") * b + s.decayed();
         return s.parameter - s.rate * (s.decayed() + s.value("momentum") * b);
       }},
      {"adagrad", adagrad},
      {"rmsprop", rmsprop},
      {"adadelta", adadelta},
      {"adam",
       [](const Step& s) {
         const Moments a = moments(s, s.decayed());
         return s.parameter - s.rate * a.mHat / (std::sqrt(a.vHat) + s.value("epsilon"));
       }},
      {"amsgrad",
       [](const Step& s) {
         const Moments a = moments(s, s.decayed());
         double& most = s.memory["most"];
         most = std::max(most, a.v);
         const double vHat = most / (1 - std::pow(s.value("beta2"), s.t));
         return s.parameter - s.rate * a.mHat / (std::sqrt(vHat) + s.value("epsilon"));
       }},
      {"adamw",
       [](const Step& s) {
         const Moments a = moments(s, s.gradient);
         return s.parameter - s.rate * s.value("weightDecay") * s.parameter -
                s.rate * a.mHat / (std::sqrt(a.vHat) + s.value("epsilon"));
       }},
      {"nadam", nadam},
      {"radam", radam},
      {"adamax",
       [](const Step& s) {
         const double mHat = moments(s, s.decayed()).mHat;
         double& most = s.memory["most"];
         most = std::max(s.value("beta2") * most, std::fabs(s.decayed()) + s.value("epsilon"));
         return s.parameter - s.rate * mHat / most;
       }},
      {"rprop", rprop},
  };
  return table;
}

}  // namespace gp::naive
