/// Forward and backward over one tile of samples: where training, measuring, samples and the trace compute what a
/// network does.
#pragma once

#include <vector>

#include "base/random.h"
#include "nn/forward.h"
#include "nn/losses.h"
#include "nn/plan.h"
#include "nn/rows.h"

namespace gp {

/// The buffers of a pass, made once for a plan; a pass allocates nothing.
/// Rows are [unit][sample] with a stride of whole vectors; samples in the padding repeat the last one.
template <class T>
class Pass {
 public:
  enum class Keep { onlyWhatBackwardNeeds, everything };

  /// @param plan  outlives this
  /// @param keep  everything: Z and δ of every operation can be read after a pass
  Pass(const NetworkPlan& plan, const Loss& loss, Keep keep = Keep::onlyWhatBackwardNeeds);

  /// A of every layer from the tile's inputs.
  /// @param dropout  draws the masks; null: dropout is off
  /// @param back     whether `backward` will follow: slopes that need Z are then computed on the way
  void forward(const T* parameters, const Tile<T>& tile, Random* dropout = nullptr, bool back = true);

  /// Each sample's loss, and ∂(scale·loss)/∂Z of the output layer, after `forward`.
  /// @param losses  [count in whole vectors], or null
  /// @param delta   whether δ is wanted
  void evaluate(T scale, T* losses, bool delta);

  /// ∂/∂(every trainable number) into `gradient` (flat, in the parameters' order, `slack` behind), after `evaluate`
  /// with δ: operation by operation, the last one first. Null: δ alone, where all operations are dense.
  /// @param accumulate  sums continue from what `gradient` holds: a further tile of the same batch
  void backward(const T* parameters, T* gradient, bool accumulate);

  std::ptrdiff_t count() const { return state_.count; }
  std::ptrdiff_t stride() const { return state_.stride; }
  const T* preActivations(std::size_t layer) const { return first(layer).z; }
  const T* activations(std::size_t layer) const { return last(layer).a; }
  /// What the next layer reads: the activations, some of them dropped.
  const T* passedOn(std::size_t layer) const { return last(layer).out; }
  const T* outputs() const { return state_.operations.back().a; }
  /// What a layer reads.
  Panel<const T> inputs(std::size_t layer) const {
    const auto first = static_cast<std::size_t>(plan_->layers[layer].firstOperation);
    return state_.slot(plan_->operations[first].inputs.front().slot);
  }
  /// δ = ∂/∂Z; every layer's only with `Keep::everything`.
  const T* delta(std::size_t layer) const { return first(layer).delta; }
  /// ∂/∂A of a hidden layer, only with `Keep::everything`.
  const T* backpropagated(std::size_t layer) const { return last(layer).dA; }

 private:
  const Workspace<T>& first(std::size_t layer) const {
    return state_.operations[static_cast<std::size_t>(plan_->layers[layer].firstOperation)];
  }
  const Workspace<T>& last(std::size_t layer) const {
    return state_.operations[static_cast<std::size_t>(plan_->layers[layer].lastOperation)];
  }

  const NetworkPlan* plan_;
  const Loss* loss_;
  Tile<T> tile_;
  TileState<T> state_;
  std::vector<T> arena_;
};

extern template class Pass<float>;
extern template class Pass<double>;

}  // namespace gp
