/// Forward and backward over one tile of samples: the one place where training, measuring, the trace and the
/// gradient check compute what a network does.
#pragma once

#include <vector>

#include "base/random.h"
#include "nn/activations.h"
#include "nn/kernels.h"
#include "nn/losses.h"
#include "nn/rows.h"
#include "nn/shape.h"

namespace gp {

/// The buffers of a pass, made once for a shape; a pass allocates nothing.
/// Rows are [unit][sample] with a stride of whole vectors; samples in the padding repeat the last one.
template <class T>
class Pass {
 public:
  enum class Keep { onlyWhatBackwardNeeds, everything };

  /// @param keep  everything: Z and δ of every layer can be read after a pass
  Pass(const Shape& shape, const Loss& loss, Keep keep = Keep::onlyWhatBackwardNeeds);

  /// A of every layer from the tile's inputs.
  /// @param dropout  draws the masks; null: dropout is off
  /// @param back     whether `backward` will follow: slopes that need Z are then computed on the way
  void forward(const T* parameters, const Tile<T>& tile, Random* dropout = nullptr, bool back = true);

  /// Each sample's loss, and ∂(scale·loss)/∂Z of the output layer, after `forward`.
  /// @param losses  [count in whole vectors], or null
  /// @param delta   whether δ is wanted
  void evaluate(T scale, T* losses, bool delta);

  /// ∂/∂W and ∂/∂b into `gradient` (flat, in the parameters' order, `slack` behind), after `evaluate` with δ.
  /// @param proceed  sums go on from what `gradient` holds: a further tile of the same batch
  void backward(const T* parameters, T* gradient, bool proceed);

  std::ptrdiff_t count() const { return tile_.count; }
  std::ptrdiff_t stride() const { return stride_; }
  const T* preActivations(std::size_t layer) const { return layers_[layer].z; }
  const T* activations(std::size_t layer) const { return layers_[layer].a; }
  /// What the next layer reads: the activations, some of them dropped.
  const T* passedOn(std::size_t layer) const { return layers_[layer].out; }
  const T* outputs() const { return layers_.back().a; }
  /// δ = ∂/∂Z; every layer's only with `Keep::everything`.
  const T* delta(std::size_t layer) const { return layers_[layer].delta; }
  /// ∂/∂A of a hidden layer, only with `Keep::everything`.
  const T* backpropagated(std::size_t layer) const { return layers_[layer].dA; }

 private:
  struct LayerBuffers {
    T* z = nullptr;  ///< Z; in a pass that goes back g'(Z) where `slopes`
    T* a = nullptr;
    T* out = nullptr;
    T* mask = nullptr;
    T* delta = nullptr;
    T* dA = nullptr;
    bool slopes = false;  ///< the derivative needs Z, and nobody else does
  };

  void activate(const ActivationKernels<T>& activation, LayerBuffers& buffers, std::ptrdiff_t units);
  void drop(std::size_t layer, Random& random);
  /// Whether the tile is made of the blocks of `kernels::multiplyAndFinish`; 12 samples are quicker in two steps.
  bool wholeBlocks() const { return stride_ % (4 * laneCount) == 0; }

  Shape shape_;
  const Loss* loss_;
  Tile<T> tile_;
  std::ptrdiff_t stride_ = 0;
  bool back_ = false;     ///< whether the last forward pass left slopes
  bool dropped_ = false;  ///< whether the last forward pass drew masks
  std::vector<LayerBuffers> layers_;
  std::vector<T> arena_;
  T* inputsBySample_ = nullptr;
};

extern template class Pass<float>;
extern template class Pass<double>;

}  // namespace gp
