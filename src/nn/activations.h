/// Activations g with a = g(z), and their derivatives. Definitions are PyTorch's.
#pragma once

#include <cstddef>
#include <type_traits>
#include <vector>

#include "base/catalog.h"

namespace gp {

/// One activation over `count` numbers, count a multiple of 4 (callers pad). Arrays need no alignment; `a`
/// may be `z` itself, and `d` or `delta` may be `z` or `a`.
template <class T>
struct ActivationKernels {
  /// a = g(z)
  void (*apply)(const T* z, T* a, std::ptrdiff_t count) = nullptr;
  /// d = g'(z), where a = g(z). `z` is not read where `Activation::needsPreActivation` is false.
  void (*derivative)(const T* z, const T* a, T* d, std::ptrdiff_t count) = nullptr;
  /// Both at once, with the same bits, for less than the two cost. `d` may be `z`: who keeps z only for the
  /// slope can keep the slope in its place.
  void (*applyWithDerivative)(const T* z, T* a, T* d, std::ptrdiff_t count) = nullptr;
  /// delta = delta · g'(z): the product of `derivative` with delta, to the bit
  void (*back)(const T* z, const T* a, T* delta, std::ptrdiff_t count) = nullptr;
};

struct Activation : RowInfo {
  ActivationKernels<float> single;
  ActivationKernels<double> twice;
  double low, high;           ///< what g stays within; ±infinity where it is unbounded
  std::vector<double> kinks;  ///< where g' jumps; there g' is PyTorch's choice
  std::vector<double> bends;  ///< where g' is continuous and g'' jumps
  bool needsPreActivation;    ///< whether the derivative reads z; if not, a alone decides it

  template <class T>
  const ActivationKernels<T>& kernels() const {
    if constexpr (std::is_same_v<T, float>) {
      return single;
    } else {
      return twice;
    }
  }
};

/// Activations of hidden layers.
const std::vector<Activation>& activations();

/// Activations of the output layer. The kernels of softmax are null: it runs over the classes of a sample,
/// see `softmax` in nn/losses.h, and its derivative is part of the loss.
const std::vector<Activation>& outputActivations();

}  // namespace gp
