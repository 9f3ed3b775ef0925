/// The forward pass: the one loop over a network's operations. Training, measures, pictures, samples and the trace are
/// its callers.
#pragma once

#include "nn/layers/layer_kind.h"

namespace gp {

/// Runs the operations in their order. @param observe  (operation) → whether to continue; called after each
template <class T, class Observe>
void runForward(const NetworkPlan& plan, const TileState<T>& tile, Observe observe) {
  for (std::size_t o = 0; o < plan.operations.size(); ++o) {
    const Operation& operation = plan.operations[o];
    operation.kind->template kernels<T>().forward({plan, operation, tile, tile.operations[o]});
    if (!observe(o)) return;
  }
}

}  // namespace gp
