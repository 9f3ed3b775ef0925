/// How a layer's weights and biases start. Computed in double whatever the precision of the run.
#pragma once

#include <vector>

#include "base/catalog.h"
#include "base/random.h"

namespace gp {

struct Initializer : RowInfo {
  /// Fills one layer. Numbers are drawn weight by weight, row by row, in a fixed order.
  /// @param values   one for each of the row's parameters, in the row's order
  /// @param units    outputs of the layer (fan-out)
  /// @param inputs   inputs of the layer (fan-in)
  /// @param weights  [units × inputs], row by row
  /// @param biases   [units]
  void (*fill)(const std::vector<double>& values, int units, int inputs, Random& random, double* weights,
               double* biases);
};

const std::vector<Initializer>& initializers();

}  // namespace gp
