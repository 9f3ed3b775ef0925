/// The cases of tests/reference/dense-networks.json, and the textbook's network over them.
#pragma once

#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "dense_plan.h"
#include "nn/activations.h"
#include "nn/losses.h"
#include "nn/textbook.h"

namespace gp {

inline const nlohmann::json& referenceCases() {
  static const nlohmann::json file = [] {
    std::ifstream stream(GP_SOURCE_DIR "/tests/reference/dense-networks.json");
    return nlohmann::json::parse(stream);
  }();
  return file.at("cases");
}

inline const nlohmann::json& referenceCase(const std::string& name) {
  for (const nlohmann::json& one : referenceCases())
    if (one.at("name") == name) return one;
  throw std::runtime_error("no reference case " + name);
}

/// The network, the inputs and the targets of a case.
class ReferenceNetwork {
 public:
  explicit ReferenceNetwork(const nlohmann::json& given)
      : loss_(&find(losses(), given.at("loss").get<std::string>(), "loss")),
        inputs_(matrixOf(given.at("inputs"))),
        targets_(targetsOf(given)) {
    plan_ = testing::densePlan(given.at("layerSizes"), given.at("hiddenActivation"), given.at("outputActivation"));
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

  const NetworkPlan& plan() const { return plan_; }
  const Loss& loss() const { return *loss_; }
  const textbook::Matrix& inputs() const { return inputs_; }    ///< [inputs × samples]
  const textbook::Matrix& targets() const { return targets_; }  ///< [outputs × samples]
  std::size_t layers() const { return plan_.layers.size(); }
  std::size_t inputsOf(std::size_t layer) const { return static_cast<std::size_t>(plan_.inputsOf(layer)); }
  std::size_t unitsOf(std::size_t layer) const { return static_cast<std::size_t>(plan_.unitsOf(layer)); }

  /// The gradient of the mean loss over all rows, in the flat order; `loss` receives that mean.
  std::vector<double> gradient(const std::vector<double>& flat, double& loss) const {
    const textbook::Network network(plan_, *loss_, flat.data());
    const textbook::Forward up = network.forward(inputs_);
    loss = network.meanLoss(up, targets_);
    return textbook::flatten(network.backward(inputs_, up, targets_));
  }

 private:
  /// Rows become columns.
  static textbook::Matrix matrixOf(const std::vector<std::vector<double>>& rows) {
    textbook::Matrix matrix(rows.front().size(), rows.size());
    for (std::size_t s = 0; s < rows.size(); ++s)
      matrix.col(static_cast<Eigen::Index>(s)) = Eigen::Map<const textbook::Vector>(rows[s].data(), matrix.rows());
    return matrix;
  }
  /// A class index becomes a one-hot column.
  static textbook::Matrix targetsOf(const nlohmann::json& given) {
    const nlohmann::json& targets = given.at("targets");
    if (targets.front().is_array()) return matrixOf(targets);
    const auto outputs = given.at("layerSizes").back().get<Eigen::Index>();
    textbook::Matrix matrix = textbook::Matrix::Zero(outputs, static_cast<Eigen::Index>(targets.size()));
    for (std::size_t s = 0; s < targets.size(); ++s)
      matrix(targets[s].get<Eigen::Index>(), static_cast<Eigen::Index>(s)) = 1;
    return matrix;
  }

  NetworkPlan plan_;
  const Loss* loss_;
  textbook::Matrix inputs_, targets_;
};

/// |got − expected| over |expected|, or the plain difference where |expected| is below 1e-3.
inline double referenceError(double got, double expected) {
  const double size = std::fabs(expected);
  return std::fabs(got - expected) / (size < 1e-3 ? 1 : size);
}

}  // namespace gp
