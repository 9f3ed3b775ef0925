/// The shape of a dense network over one flat parameter vector.
#pragma once

#include <cstddef>
#include <vector>

namespace gp {

struct Activation;

/// One dense layer: Z = W·A + b, A' = g(Z).
struct Layer {
  int inputs = 0;
  int units = 0;
  std::ptrdiff_t weights = 0;  ///< where W [units × inputs], row by row, begins in the flat vector
  std::ptrdiff_t biases = 0;   ///< where b [units] begins; directly behind W
  const Activation* activation = nullptr;
  double dropout = 0;  ///< probability of dropping an activation while training; 0 for the output layer
};

/// Layers in the order of the forward pass. Parameters: layer by layer, weights row by row, then biases.
struct Shape {
  std::vector<Layer> layers;
  std::ptrdiff_t parameterCount = 0;

  int inputs() const { return layers.front().inputs; }
  int outputs() const { return layers.back().units; }
  int widest() const {
    int most = inputs();
    for (const Layer& layer : layers) most = layer.units > most ? layer.units : most;
    return most;
  }
  /// Appends a layer behind the last one.
  void add(int inputs, int units, const Activation& activation, double dropout) {
    const std::ptrdiff_t weights = parameterCount;
    const std::ptrdiff_t biases = weights + static_cast<std::ptrdiff_t>(units) * inputs;
    layers.push_back({inputs, units, weights, biases, &activation, dropout});
    parameterCount = biases + units;
  }
};

/// Numbers of slack behind every flat vector, so that a whole vector may be read at its end.
constexpr std::ptrdiff_t slack = 16;

}  // namespace gp
