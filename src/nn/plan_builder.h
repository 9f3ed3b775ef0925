/// Puts a plan together, layer by layer.
#pragma once

#include "nn/plan.h"

namespace gp {

/// Kinds of layers append their operations and blocks; edges, buffers and offsets follow from these.
class PlanBuilder {
 public:
  explicit PlanBuilder(Slot inputs) { plan_.slots.push_back(inputs); }

  /// What is appended from here on belongs to a further layer.
  void beginLayer(const LayerKind& kind);
  /// Takes the next place in the `torch.nn.Sequential`, for the names of blocks: every module counts, also those
  /// without parameters. @return "0.", "1." …
  std::string nextModule() { return std::to_string(modules_++) + "."; }
  /// A trainable block, behind the last one; belongs to the operation that is appended next.
  void addBlock(Block block);
  /// A block of numbers that are kept and not trained.
  void addBuffer(Block block) { plan_.buffers.push_back(std::move(block)); }
  /// @param inputs  slots that it reads, each there already
  /// @return the slot that it writes
  int addOperation(const LayerKind& kind, const std::vector<int>& inputs, Slot output,
                   const Activation* activation = nullptr, double dropout = 0);

  /// The slot that was written last: what the next layer reads.
  int lastSlot() const { return static_cast<int>(plan_.slots.size()) - 1; }
  const Slot& slot(int index) const { return plan_.slots[static_cast<std::size_t>(index)]; }
  std::ptrdiff_t parameterCount() const { return plan_.trainable; }

  NetworkPlan finish();

 private:
  void connect();
  void shareBuffers();

  NetworkPlan plan_;
  int modules_ = 0;
  int blocksOfOperations_ = 0;
};

}  // namespace gp
