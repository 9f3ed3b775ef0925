/// Losses: the value for one sample, and its derivative by the last pre-activations Z.
#pragma once

#include <cstddef>
#include <type_traits>
#include <vector>

#include "base/catalog.h"
#include "nn/activations.h"

namespace gp {

/// All matrices are [outputs × count], one row an output, one column a sample, with a row stride each; count
/// is a multiple of 4 (callers pad). Every sum over outputs runs in ascending order.
template <class T>
struct LossKernels {
  /// @param z, a     last pre-activations and activations; losses of an output activation's own kind read
  /// only z
  /// @param targets  what the network is trained towards: 0/1, ±1, one-hot or real values
  /// @param scale    factor of delta, 1 / (samples in the batch)
  /// @param output   the output activation's kernels; softmax has none, and cross-entropy ignores them
  /// @param losses   [count] the loss of each sample, not scaled; or null
  /// @param delta    [outputs × count] scale · ∂loss/∂z; or null. Must not overlap z, a or targets.
  void (*evaluate)(const T* z, const T* a, std::ptrdiff_t stride, const T* targets, std::ptrdiff_t targetStride,
                   int outputs, std::ptrdiff_t count, T scale, const ActivationKernels<T>* output, T* losses, T* delta,
                   std::ptrdiff_t deltaStride) = nullptr;
};

struct Loss : RowInfo {
  std::vector<const char*> outputs;  ///< ids of the output activations it goes with
  std::vector<const char*> tasks;    ///< "classification", "regression"
  LossKernels<float> single;
  LossKernels<double> twice;
  std::vector<double> bends;  ///< errors a − t at which the second derivative jumps

  template <class T>
  const LossKernels<T>& kernels() const {
    if constexpr (std::is_same_v<T, float>) {
      return single;
    } else {
      return twice;
    }
  }
};

const std::vector<Loss>& losses();

/// a[k][s] = e^z[k][s] / Σ_j e^z[j][s], computed from z − max so that nothing overflows. Both matrices
/// [outputs × count] with one row stride; count a multiple of 4; `a` may be `z` itself.
template <class T>
void softmax(const T* z, T* a, std::ptrdiff_t stride, int outputs, std::ptrdiff_t count);

extern template void softmax<float>(const float*, float*, std::ptrdiff_t, int, std::ptrdiff_t);
extern template void softmax<double>(const double*, double*, std::ptrdiff_t, int, std::ptrdiff_t);

}  // namespace gp
