/// Every layer's values for any rows: what a network makes of inputs that need not be in its data.
#pragma once

#include <vector>

#include "nn/pass.h"

namespace gp {

/// One list a layer, first hidden layer first, each [rows × units] row by row; no lists of what was not wanted.
template <class T>
struct LayerValues {
  std::vector<std::vector<T>> preActivations;
  std::vector<std::vector<T>> activations;
};

enum class Wanted { preActivations, activations, both };

/// One pass, dropout off. @param pass of the plan; where Z is wanted, with `Keep::everything`
/// @param inputs [rows × inputs], flat
template <class T>
LayerValues<T> layerValues(const NetworkPlan& plan, Pass<T>& pass, const T* parameters,
                           const std::vector<double>& inputs, Wanted wanted);

/// The last layer's activations alone. @param pass of the plan, which computes them
/// @param inputs [rows × inputs], flat @return [rows × outputs], row by row
template <class T>
std::vector<T> outputValues(const NetworkPlan& plan, Pass<T>& pass, const T* parameters,
                            const std::vector<double>& inputs);

/// What each input of the output layer adds to each output: W[u][i]·A[i], the bias left out; over i they add up to
/// Z − b. @param pass of the plan @param inputs [rows × inputs], flat
/// @return [outputs × inputs of the output layer × rows]
template <class T>
std::vector<T> outputParts(const NetworkPlan& plan, Pass<T>& pass, const T* parameters,
                           const std::vector<double>& inputs);

}  // namespace gp
