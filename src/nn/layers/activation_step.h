/// What every operation ends with: an activation, then dropout; and on the way back begins with.
#pragma once

#include <cstring>

#include "base/lanes.h"
#include "nn/activations.h"
#include "nn/kernels/multiply.h"
#include "nn/layers/layer_kind.h"
#include "nn/losses.h"

namespace gp {

/// A from Z, and where the way back needs Z for the slope alone, the slope in its place.
template <class T>
GP_INLINE void activate(const ForwardCall<T>& call) {
  const Workspace<T>& own = call.own;
  if (!call.operation.activation) return;
  const ActivationKernels<T>& activation = call.operation.activation->template kernels<T>();
  const int rows = call.operation.outputSize;
  if (!activation.apply) return softmax<T>(own.z, own.a, call.tile.stride, rows, call.tile.samples);
  if (own.slopes && call.tile.back) return activation.applyWithDerivative(own.z, own.a, own.z, rows * call.tile.stride);
  if (call.tile.stride == call.tile.samples) return activation.apply(own.z, own.a, rows * call.tile.stride);
  for (int r = 0; r < rows; ++r)
    activation.apply(own.z + r * call.tile.stride, own.a + r * call.tile.stride, call.tile.samples);
}

/// Inverted dropout: what is kept is scaled by 1/(1 − p). N. Srivastava et al., JMLR 15 (2014), section 10.
/// One draw per number and sample, rows outside, samples inside; the padding draws nothing and keeps nothing.
template <class T>
GP_INLINE void drop(const ForwardCall<T>& call) {
  const Workspace<T>& own = call.own;
  if (!own.mask) return;
  const std::ptrdiff_t rows = call.operation.outputSize;
  if (!call.tile.dropout) {
    std::memcpy(own.out, own.a, static_cast<std::size_t>(rows * call.tile.stride) * sizeof(T));
    return;
  }
  const double probability = call.operation.dropout;
  const T kept = static_cast<T>(1 / (1 - probability));
  for (std::ptrdiff_t r = 0; r < rows; ++r) {
    for (std::ptrdiff_t s = 0; s < call.tile.stride; ++s) {
      const std::ptrdiff_t i = r * call.tile.stride + s;
      const double draw = s < call.tile.count ? call.tile.dropout->uniform() : 0;
      own.mask[i] = draw < probability ? T{0} : kept;
      own.out[i] = own.a[i] * own.mask[i];
    }
  }
}

/// ∂/∂Z in place of ∂/∂out, once per backward pass.
template <class T>
GP_INLINE void backToPreActivations(const BackwardCall<T>& call) {
  Workspace<T>& own = call.own;
  if (own.deltaIsOfZ) return;
  own.deltaIsOfZ = true;
  const std::ptrdiff_t size = call.operation.outputSize * call.tile.stride;
  if (own.mask && call.tile.dropout)
    for (std::ptrdiff_t i = 0; i < size; ++i) own.delta[i] = own.delta[i] * own.mask[i];
  if (own.dA) std::memcpy(own.dA, own.delta, static_cast<std::size_t>(size) * sizeof(T));
  if (!call.operation.activation) return;
  if (own.slopes && call.tile.back) {
    for (std::ptrdiff_t i = 0; i < size; i += laneCount) store(own.delta + i, load(own.delta + i) * load(own.z + i));
  } else {
    call.operation.activation->template kernels<T>().back(own.z, own.a, own.delta, size);
  }
}

/// Whether `kernels::multiplyAndFinish` is the quickest: a row of samples is made of its blocks, or so long that the
/// rest does not count (12 samples are quicker in two steps), and there are not so many inputs that they are taken part
/// by part.
template <class T>
GP_INLINE bool suitsFusedProduct(std::ptrdiff_t samples, std::ptrdiff_t inputs) {
  return (samples % (4 * laneCount) == 0 || samples > 16 * laneCount) && !kernels::isDeep<T>(inputs);
}

}  // namespace gp
