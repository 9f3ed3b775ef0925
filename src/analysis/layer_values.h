/// Every layer's values for any rows: what a network makes of inputs that need not be in its data.
#pragma once

#include <vector>

#include "nn/pass.h"

namespace gp {

/// One list a layer, first hidden layer first, each [rows × units] row by row.
template <class T>
struct LayerValues {
  std::vector<std::vector<T>> preActivations;
  std::vector<std::vector<T>> activations;
};

/// One pass, dropout off. @param inputs [rows × inputs], flat
template <class T>
LayerValues<T> layerValues(const NetworkPlan& plan, const Loss& loss, const T* parameters,
                           const std::vector<double>& inputs);

/// The last layer's activations alone. @param pass of the plan, which computes them
/// @param inputs [rows × inputs], flat @return [rows × outputs], row by row
template <class T>
std::vector<T> outputValues(const NetworkPlan& plan, Pass<T>& pass, const T* parameters,
                            const std::vector<double>& inputs);

/// What each input of the output layer adds to each output: W[u][i]·A[i], the bias left out; over i they add up to
/// Z − b. @param inputs [rows × inputs], flat @return [outputs × inputs of the output layer × rows]
template <class T>
std::vector<T> outputParts(const NetworkPlan& plan, const Loss& loss, const T* parameters,
                           const std::vector<double>& inputs);

}  // namespace gp
