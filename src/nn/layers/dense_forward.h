/// A dense layer's forward pass where one kernel does all of it: inlined in passes that make one every few hundred
/// nanoseconds.
#pragma once

#include "nn/layers/activation_step.h"
#include "nn/layers/dense.h"

namespace gp {

/// A from the inputs, product and activation in one go; dropout is left to the caller. @return false: nothing was done
template <class T>
GP_INLINE bool forwardFused(const ForwardCall<T>& call) {
  const Dense dense = denseOf(call.operation);
  const TileState<T>& tile = call.tile;
  const Workspace<T>& own = call.own;
  const auto multiply = dense.activation->template kernels<T>().multiply;
  if (!multiply || own.z != own.a || !suitsFusedProduct<T>(tile.samples, dense.inputs)) return false;
  const auto [x, xStride] = tile.slot(call.operation.first.slot);
  multiply(tile.parameters + dense.weights, tile.parameters + dense.biases, dense.units, dense.inputs, x, xStride,
           own.a, tile.stride, tile.samples);
  return true;
}

}  // namespace gp
