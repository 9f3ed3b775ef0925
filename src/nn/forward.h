/// The forward pass: the one loop over a network's operations. Training, measures, pictures, samples and the trace are
/// its callers.
#pragma once

#include <vector>

#include "nn/layers/layer_kind.h"

namespace gp {

/// A tile of samples on its way through a network.
template <class T>
struct TileState {
  Panel<const T> inputs;                 ///< [network inputs] rows, a column a sample
  std::vector<Workspace<T>> operations;  ///< one per operation of the plan
  std::ptrdiff_t stride = 0;             ///< of the operations' rows
  std::ptrdiff_t samples = 0;            ///< in whole vectors of four
  std::ptrdiff_t count = 0;
  bool back = false;          ///< whether a backward pass follows: slopes that need Z are computed on the way
  Random* dropout = nullptr;  ///< draws the masks; null: nothing is dropped

  /// What a slot holds.
  Panel<const T> slot(int index) const {
    if (index == 0) return inputs;
    return {operations[static_cast<std::size_t>(index) - 1].out, stride};
  }
};

/// Runs the operations in their order. @param observe  (operation) → whether to continue; called after each
template <class T, class Observe>
void runForward(const NetworkPlan& plan, const T* parameters, const TileState<T>& tile, Observe observe) {
  for (std::size_t o = 0; o < plan.operations.size(); ++o) {
    const Operation& operation = plan.operations[o];
    ForwardCall<T> call{plan,        operation,    parameters, {},        tile.operations[o],
                        tile.stride, tile.samples, tile.count, tile.back, tile.dropout};
    for (std::size_t i = 0; i < operation.inputs.size(); ++i) call.inputs[i] = tile.slot(operation.inputs[i].slot);
    operation.kind->template kernels<T>().forward(call);
    if (!observe(o)) return;
  }
}

}  // namespace gp
