/// The products of a dense layer over a few samples: lanes are units. Every sum runs in the same order as in
/// nn/kernels/multiply.h.
#pragma once

#include "nn/kernels/store_first.h"
#include "nn/kernels/weight_gradient.h"

namespace gp::kernels {

/// z[s][o] = start[o] + Σ_k w[k·wStride + o]·x[s·xStride + k], k ascending, for `Vectors` vectors of o.
/// @param bias  null: sums start at zero
template <class T, int Samples, int Vectors>
GP_INLINE void smallBatchBlock(const T* w, std::ptrdiff_t wStride, const T* bias, std::ptrdiff_t inputs, const T* x,
                               std::ptrdiff_t xStride, T* z, std::ptrdiff_t zStride) {
  Lanes<T> sums[Samples][Vectors];
  for (int s = 0; s < Samples; ++s)
    for (int v = 0; v < Vectors; ++v) sums[s][v] = bias ? load(bias + v * laneCount) : spread(T{0});
  for (std::ptrdiff_t k = 0; k < inputs; ++k) {
    Lanes<T> weights[Vectors];
    for (int v = 0; v < Vectors; ++v) weights[v] = load(w + v * laneCount);
    for (int s = 0; s < Samples; ++s) {
      const Lanes<T> value = spread(x[s * xStride + k]);
      for (int v = 0; v < Vectors; ++v) sums[s][v] = sums[s][v] + weights[v] * value;
    }
    w += wStride;
  }
  for (int s = 0; s < Samples; ++s)
    for (int v = 0; v < Vectors; ++v) store(z + s * zStride + v * laneCount, sums[s][v]);
}

template <class T, int Samples>
GP_INLINE void smallBatchRows(const T* w, std::ptrdiff_t wStride, const T* bias, std::ptrdiff_t outputs,
                              std::ptrdiff_t inputs, const T* x, std::ptrdiff_t xStride, T* z, std::ptrdiff_t zStride) {
  std::ptrdiff_t o = 0;
  for (; o + 2 * laneCount <= roundUpToLanes(outputs); o += 2 * laneCount)
    smallBatchBlock<T, Samples, 2>(w + o, wStride, bias ? bias + o : nullptr, inputs, x, xStride, z + o, zStride);
  for (; o < outputs; o += laneCount)
    smallBatchBlock<T, Samples, 1>(w + o, wStride, bias ? bias + o : nullptr, inputs, x, xStride, z + o, zStride);
}

template <class T>
void smallBatchMultiply(std::ptrdiff_t samples, const T* w, std::ptrdiff_t wStride, const T* bias,
                        std::ptrdiff_t outputs, std::ptrdiff_t inputs, const T* x, std::ptrdiff_t xStride, T* z,
                        std::ptrdiff_t zStride) {
  for (; samples >= 4; samples -= 4, x += 4 * xStride, z += 4 * zStride)
    smallBatchRows<T, 4>(w, wStride, bias, outputs, inputs, x, xStride, z, zStride);
  if (samples == 1) {
    smallBatchRows<T, 1>(w, wStride, bias, outputs, inputs, x, xStride, z, zStride);
  } else if (samples == 2) {
    smallBatchRows<T, 2>(w, wStride, bias, outputs, inputs, x, xStride, z, zStride);
  } else if (samples == 3) {
    smallBatchRows<T, 3>(w, wStride, bias, outputs, inputs, x, xStride, z, zStride);
  }
}

/// db[o] = Σ_s δ[s][o], from zero, s ascending.
template <class T>
GP_INLINE void smallBatchBiasGradient(std::ptrdiff_t samples, const T* delta, std::ptrdiff_t deltaStride,
                                      std::ptrdiff_t units, T* db) {
  for (std::ptrdiff_t o = 0; o < units; o += laneCount) {
    Lanes<T> bias = spread(T{0});
    for (std::ptrdiff_t s = 0; s < samples; ++s) bias = bias + load(delta + s * deltaStride + o);
    storeFirst(db + o, bias, units - o);
  }
}

/// dW[o][k] = Σ_s δ[s][o]·a[s][k], from zero, s ascending, and db, for a few samples: rows one after the other.
template <class T, int Samples>
GP_INLINE void smallBatchGradientOf(const T* delta, std::ptrdiff_t deltaStride, std::ptrdiff_t units,
                                    std::ptrdiff_t inputs, const T* a, std::ptrdiff_t aStride, T* dW, T* db) {
  smallBatchBiasGradient<T>(Samples, delta, deltaStride, units, db);
  const std::ptrdiff_t whole = inputs / laneCount * laneCount;
  for (std::ptrdiff_t o = 0; o < units; ++o) {
    Lanes<T> d[Samples];
    for (int s = 0; s < Samples; ++s) d[s] = spread(delta[s * deltaStride + o]);
    T* row = dW + o * inputs;
    const auto sumAt = [&](std::ptrdiff_t k) {
      Lanes<T> sum = spread(T{0});
      for (int s = 0; s < Samples; ++s) sum = sum + d[s] * load(a + s * aStride + k);
      return sum;
    };
    for (std::ptrdiff_t k = 0; k < whole; k += laneCount) store(row + k, sumAt(k));
    if (whole < inputs) storeFirst(row + whole, sumAt(whole), inputs - whole);
  }
}

template <class T>
void smallBatchGradient(std::ptrdiff_t samples, const T* delta, std::ptrdiff_t deltaStride, std::ptrdiff_t units,
                        std::ptrdiff_t inputs, const T* a, std::ptrdiff_t aStride, T* dW, T* db) {
  if (samples == 1) {
    smallBatchGradientOf<T, 1>(delta, deltaStride, units, inputs, a, aStride, dW, db);
  } else if (samples == 2) {
    smallBatchGradientOf<T, 2>(delta, deltaStride, units, inputs, a, aStride, dW, db);
  } else if (samples == 3) {
    smallBatchGradientOf<T, 3>(delta, deltaStride, units, inputs, a, aStride, dW, db);
  } else {
    smallBatchBiasGradient<T>(samples, delta, deltaStride, units, db);
    weightGradientStrips<T, false>({delta, 1, deltaStride}, units, inputs, samples, a, aStride, dW);
  }
}

}  // namespace gp::kernels
