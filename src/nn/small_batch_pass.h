/// Forward and backward over a small batch. With one to three samples, or ten, lanes of samples would run partly empty:
/// here lanes are units. Every sum still runs in the order of the textbook loop, so the bits are those of `Pass`.
#pragma once

#include <array>
#include <vector>

#include "base/random.h"
#include "nn/activations.h"
#include "nn/layers/dense.h"
#include "nn/losses.h"
#include "nn/rows.h"

namespace gp {

template <class T>
class SmallBatchPass {
 public:
  /// So few samples always run faster so.
  static constexpr std::ptrdiff_t few = 3;
  static constexpr std::ptrdiff_t max = 15;

  /// For a plan that is not `allDense` it is never worthwhile.
  SmallBatchPass(const NetworkPlan& plan, const Loss& loss);

  /// Whether a batch of `samples` is the work of this pass: it wastes fewer lanes than `Pass`.
  bool worthwhile(std::ptrdiff_t samples) const;

  /// @param samples  rows of the part, [count]
  /// @param dropout  draws the masks in the order of `Pass::forward`; null: dropout is off
  void forward(const T* parameters, const Rows<T>& rows, const std::uint32_t* samples, std::ptrdiff_t count,
               Random* dropout = nullptr);
  /// δ of the output layer, times `scale`. @return the sum of the samples' losses, in order
  double evaluate(T scale);
  /// As `Pass::backward`, for the whole batch.
  void backward(const T* parameters, T* gradient);

  /// A of a layer, [count] rows of roundUpToLanes(units).
  const T* activations(std::size_t layer) const { return layers_[layer].a; }

 private:
  struct LayerBuffers {
    T* transposed = nullptr;  ///< Wᵀ [inputs] rows of roundUpToLanes(units)
    T* z = nullptr;
    T* a = nullptr;
    T* out = nullptr;
    T* mask = nullptr;
    T* delta = nullptr;
  };
  void drop(std::size_t layer, Random& random);
  bool wastesFewerLanes(std::ptrdiff_t samples) const;

  std::vector<Dense> dense_;
  std::array<bool, max + 1> worthwhile_{};  ///< by number of samples
  const Loss* loss_;
  std::ptrdiff_t count_ = 0;
  bool dropped_ = false;
  std::vector<LayerBuffers> layers_;
  std::vector<T> arena_;
  std::vector<T> firstInputs_;                        ///< [count] rows of the padded features
  std::vector<T> zLanes_, aLanes_, tLanes_, dLanes_;  ///< output layer as the losses want it: [outputs × samples]
};

extern template class SmallBatchPass<float>;
extern template class SmallBatchPass<double>;

}  // namespace gp
