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
  /// a = g(W·x + b) in one go, with the bits of `kernels::multiply` and `apply` (arguments as there), in less time
  /// from 16 samples on. Null where that is not worth its code: in float64, and where g itself costs much.
  void (*multiply)(const T* w, const T* bias, std::ptrdiff_t units, std::ptrdiff_t inputs, const T* x,
                   std::ptrdiff_t xStride, T* a, std::ptrdiff_t aStride, std::ptrdiff_t samples) = nullptr;
  /// delta = (Wᵀ·above) · g'(z) in one go, with the bits of `kernels::multiply` and `back`. `delta` and a are
  /// [inputs of W] rows of `stride`, `above` is [units of W] rows of it. Null where `multiply` is.
  void (*multiplyBack)(const T* w, std::ptrdiff_t units, std::ptrdiff_t inputs, const T* above, const T* a, T* delta,
                       std::ptrdiff_t stride) = nullptr;
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
