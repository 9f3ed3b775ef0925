/// The dense layer: Z = W·X + b, A = g(Z).
#pragma once

#include "nn/layers/layer_kind.h"

namespace gp {

/// The row of the table; the table's own copy is `denseKind()`.
LayerKind makeDenseKind();
const LayerKind& denseKind();

/// Appends a dense layer behind the last one.
void addDense(PlanBuilder& builder, int units, const Activation& activation, double dropout);

/// A dense operation as its kernels read it.
struct Dense {
  int inputs = 0;
  int units = 0;
  std::ptrdiff_t weights = 0;  ///< where W [units × inputs], row by row, begins in the flat vector
  std::ptrdiff_t biases = 0;   ///< where b [units] begins; directly behind W
  const Activation* activation = nullptr;
  double dropout = 0;
};
inline Dense denseOf(const Operation& operation) {
  const std::ptrdiff_t weights = static_cast<std::ptrdiff_t>(operation.inputSize) * operation.outputSize;
  return {operation.inputSize,       operation.outputSize, operation.begin,
          operation.begin + weights, operation.activation, operation.dropout};
}

/// Every layer of a plan that is `allDense`.
std::vector<Dense> denseLayers(const NetworkPlan& plan);

}  // namespace gp
