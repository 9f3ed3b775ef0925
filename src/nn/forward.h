/// The passes through a network: the one place that walks over its operations. Training, measures, pictures, samples
/// and the trace are the callers.
#pragma once

#include "nn/layers/dense_forward.h"

namespace gp {

/// Runs the operations in their order. @param observe  (operation) → whether to continue; called after each
template <class T, class Observe>
void runForward(const NetworkPlan& plan, const TileState<T>& tile, Observe observe) {
  const LayerKind* const dense = &denseKind();
  for (std::size_t o = 0; o < plan.operations.size(); ++o) {
    const Operation& operation = plan.operations[o];
    const ForwardCall<T> call{plan, operation, tile, tile.operations[o]};
    if (operation.kind != dense || call.own.mask || !forwardFused(call))
      operation.kind->template kernels<T>().forward(call);
    if (!observe(o)) return;
  }
}

/// Runs all of them, neighbours of one kind in one call.
template <class T>
void runForward(const NetworkPlan& plan, const TileState<T>& tile) {
  const std::size_t count = plan.operations.size();
  for (std::size_t o = 0; o < count;) {
    const Operation& operation = plan.operations[o];
    const LayerKernels<T>& kernels = operation.kind->template kernels<T>();
    if (!kernels.forwardRun) {
      kernels.forward({plan, operation, tile, tile.operations[o++]});
      continue;
    }
    const std::size_t first = o;
    while (o < count && plan.operations[o].kind == operation.kind) ++o;
    kernels.forwardRun(plan, tile, first, o);
  }
}

/// The way back, from the last operation to the first.
template <class T>
void runBackward(const NetworkPlan& plan, TileState<T>& tile) {
  for (std::size_t o = plan.operations.size(); o > 0;) {
    const Operation& operation = plan.operations[o - 1];
    const LayerKernels<T>& kernels = operation.kind->template kernels<T>();
    if (!kernels.backwardRun) {
      --o;
      kernels.backward({plan, operation, tile, tile.operations[o]});
      continue;
    }
    const std::size_t last = o;
    while (o > 0 && plan.operations[o - 1].kind == operation.kind) --o;
    kernels.backwardRun(plan, tile, o, last);
  }
}

}  // namespace gp
