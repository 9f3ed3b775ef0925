/// A dense network as plain double loops, and the cases of tests/reference/dense-networks.json that it can
/// compute: tanh layers under softmax with cross-entropy, or under tanh with half squared error.
#pragma once

#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace gp {

using Matrix = std::vector<std::vector<double>>;

inline const nlohmann::json& referenceCase(const std::string& name) {
  static const nlohmann::json file = [] {
    std::ifstream stream(GP_SOURCE_DIR "/tests/reference/dense-networks.json");
    return nlohmann::json::parse(stream);
  }();
  for (const nlohmann::json& one : file.at("cases"))
    if (one.at("name") == name) return one;
  throw std::runtime_error("no reference case " + name);
}

class ReferenceNetwork {
 public:
  explicit ReferenceNetwork(const nlohmann::json& given)
      : sizes_(given.at("layerSizes")),
        softmax_(given.at("outputActivation") == "softmax"),
        inputs_(given.at("inputs")) {
    if (given.at("hiddenActivation") != "tanh") throw std::runtime_error("only tanh is computed here");
    for (const nlohmann::json& target : given.at("targets")) {
      std::vector<double> row(sizes_.back(), 0.0);
      if (softmax_) {
        row[target.get<std::size_t>()] = 1;
      } else {
        row = target.get<std::vector<double>>();
      }
      targets_.push_back(row);
    }
  }

  /// Layer by layer, weights row by row, then biases.
  static std::vector<double> flatten(const nlohmann::json& weights, const nlohmann::json& biases) {
    std::vector<double> flat;
    for (std::size_t layer = 0; layer < weights.size(); ++layer) {
      for (const nlohmann::json& row : weights[layer])
        for (const double weight : row) flat.push_back(weight);
      for (const double bias : biases[layer]) flat.push_back(bias);
    }
    return flat;
  }

  std::size_t layers() const { return sizes_.size() - 1; }
  std::size_t inputsOf(std::size_t layer) const { return sizes_[layer]; }
  std::size_t unitsOf(std::size_t layer) const { return sizes_[layer + 1]; }

  /// The gradient of the mean loss over all rows, in the flat order; `loss` receives that mean.
  std::vector<double> gradient(const std::vector<double>& flat, double& loss) const {
    std::vector<double> gradient(flat.size(), 0.0);
    loss = 0;
    for (std::size_t sample = 0; sample < inputs_.size(); ++sample) {
      Matrix a = {inputs_[sample]};
      std::size_t at = 0;
      for (std::size_t layer = 0; layer < layers(); ++layer) {
        a.push_back(forward(flat, at, layer, a.back()));
        at += unitsOf(layer) * (inputsOf(layer) + 1);
      }
      std::vector<double> delta = outputDelta(a.back(), targets_[sample], loss);
      for (std::size_t layer = layers(); layer-- > 0;) {
        at -= unitsOf(layer) * (inputsOf(layer) + 1);
        delta = backward(flat, at, layer, a[layer], delta, gradient);
      }
    }
    loss /= static_cast<double>(inputs_.size());
    return gradient;
  }

 private:
  std::vector<double> forward(const std::vector<double>& flat, std::size_t at, std::size_t layer,
                              const std::vector<double>& x) const {
    const std::size_t inputs = inputsOf(layer);
    const std::size_t units = unitsOf(layer);
    std::vector<double> z(units);
    for (std::size_t o = 0; o < units; ++o) {
      z[o] = flat[at + units * inputs + o];
      for (std::size_t k = 0; k < inputs; ++k) z[o] += flat[at + o * inputs + k] * x[k];
    }
    if (!softmax_ || layer + 1 < layers()) {
      for (double& value : z) value = std::tanh(value);
      return z;
    }
    double sum = 0;
    for (double& value : z) sum += value = std::exp(value);
    for (double& value : z) value /= sum;
    return z;
  }

  std::vector<double> outputDelta(const std::vector<double>& a, const std::vector<double>& target, double& loss) const {
    std::vector<double> delta(a.size());
    for (std::size_t o = 0; o < a.size(); ++o) {
      const double difference = a[o] - target[o];
      loss += softmax_ ? (target[o] == 1 ? -std::log(a[o]) : 0) : difference * difference / 2;
      delta[o] = difference * (softmax_ ? 1 : 1 - a[o] * a[o]) / static_cast<double>(inputs_.size());
    }
    return delta;
  }

  /// Adds to the gradient of one layer. @return δ of the layer before
  std::vector<double> backward(const std::vector<double>& flat, std::size_t at, std::size_t layer,
                               const std::vector<double>& x, const std::vector<double>& delta,
                               std::vector<double>& gradient) const {
    const std::size_t inputs = inputsOf(layer);
    std::vector<double> before(inputs, 0.0);
    for (std::size_t o = 0; o < delta.size(); ++o) {
      for (std::size_t k = 0; k < inputs; ++k) {
        gradient[at + o * inputs + k] += delta[o] * x[k];
        before[k] += delta[o] * flat[at + o * inputs + k] * (1 - x[k] * x[k]);
      }
      gradient[at + delta.size() * inputs + o] += delta[o];
    }
    return before;
  }

  std::vector<std::size_t> sizes_;
  bool softmax_;
  Matrix inputs_;
  Matrix targets_;
};

/// |got − expected| over |expected|, or the plain difference where |expected| is below 1e-3.
inline double referenceError(double got, double expected) {
  const double size = std::fabs(expected);
  return std::fabs(got - expected) / (size < 1e-3 ? 1 : size);
}

}  // namespace gp
