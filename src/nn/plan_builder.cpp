#include "nn/plan_builder.h"

#include <algorithm>

#include "base/lanes.h"

namespace gp {

void PlanBuilder::beginLayer(const LayerKind& kind) {
  LayerPlan layer;
  layer.kind = &kind;
  layer.firstOperation = layer.lastOperation = static_cast<int>(plan_.operations.size());
  layer.firstBlock = static_cast<int>(plan_.blocks.size());
  layer.begin = layer.end = plan_.trainable;
  plan_.layers.push_back(layer);
}

void PlanBuilder::addBlock(Block block) {
  block.offset = plan_.trainable;
  plan_.trainable = block.end();
  plan_.blocks.push_back(std::move(block));
}

int PlanBuilder::addOperation(const LayerKind& kind, const std::vector<int>& inputs, Slot output,
                              const Activation* activation, double dropout) {
  Operation operation;
  operation.kind = &kind;
  for (const int slot : inputs) operation.inputs.push_back({slot});
  operation.output = static_cast<int>(plan_.slots.size());
  operation.firstBlock = blocksOfOperations_;
  blocksOfOperations_ = static_cast<int>(plan_.blocks.size());
  operation.blockCount = blocksOfOperations_ - operation.firstBlock;
  operation.inputSize = slot(inputs.front()).size();
  operation.outputSize = output.size();
  if (operation.blockCount > 0) operation.begin = plan_.blocks[static_cast<std::size_t>(operation.firstBlock)].offset;
  operation.activation = activation;
  operation.dropout = dropout;
  LayerPlan& layer = plan_.layers.back();
  layer.lastOperation = static_cast<int>(plan_.operations.size());
  layer.blockCount = blocksOfOperations_ - layer.firstBlock;
  layer.end = plan_.trainable;
  plan_.slots.push_back(output);
  plan_.operations.push_back(std::move(operation));
  return lastSlot();
}

/// On the way back, operations run from the last to the first: the last reader of a slot meets its gradient first.
void PlanBuilder::connect() {
  std::vector<int> readers(plan_.slots.size(), 0);
  for (std::size_t o = plan_.operations.size(); o-- > 0;) {
    for (Edge& edge : plan_.operations[o].inputs) {
      int& before = readers[static_cast<std::size_t>(edge.slot)];
      if (edge.slot > 0) edge.back = before == 0 ? Flow::assign : Flow::accumulate;
      ++before;
    }
  }
  for (Operation& operation : plan_.operations) {
    for (Edge& edge : operation.inputs) edge.onlyReader = readers[static_cast<std::size_t>(edge.slot)] == 1;
    operation.first = operation.inputs.front();
  }
}

/// An output is needed from its operation up to the last one that reads it; its gradient likewise, the other way.
void PlanBuilder::shareBuffers() {
  const auto count = plan_.operations.size();
  std::vector<std::size_t> neededUntil(count);
  for (std::size_t o = 0; o < count; ++o) {
    neededUntil[o] = o;
    for (const Edge& edge : plan_.operations[o].inputs)
      if (edge.slot > 0) neededUntil[static_cast<std::size_t>(edge.slot) - 1] = o;
  }
  std::vector<std::size_t> takenUntil;
  for (std::size_t o = 0; o < count; ++o) {
    const auto free = std::find_if(takenUntil.begin(), takenUntil.end(), [&](std::size_t until) { return until < o; });
    plan_.operations[o].buffer = static_cast<int>(free - takenUntil.begin());
    if (free == takenUntil.end()) {
      takenUntil.push_back(neededUntil[o]);
    } else {
      *free = neededUntil[o];
    }
  }
  plan_.bufferCount = static_cast<int>(takenUntil.size());
}

NetworkPlan PlanBuilder::finish() {
  connect();
  shareBuffers();
  plan_.total = plan_.trainable;
  if (!plan_.buffers.empty()) plan_.total = roundUpToLanes(plan_.trainable);
  for (Block& buffer : plan_.buffers) {
    buffer.offset = plan_.total;
    plan_.total = buffer.end();
  }
  return std::move(plan_);
}

}  // namespace gp
