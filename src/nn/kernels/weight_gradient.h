/// Weight and bias gradients of a dense layer. Order of sums: see nn/kernels/multiply.h.
#pragma once

#include "nn/kernels/store_first.h"
#include "nn/kernels/transpose.h"

namespace gp::kernels {

/// δ of a layer as it lies in memory: unit o of sample s is at[o·unit + s·sample].
template <class T>
struct Delta {
  const T* at;
  std::ptrdiff_t unit;
  std::ptrdiff_t sample;

  Delta from(std::ptrdiff_t o) const { return {at + o * unit, unit, sample}; }
};

/// `Rows` × `Vectors` vectors of dW, and with `Bias` the rows' db. See `weightGradient`.
template <class T, int Rows, int Vectors, bool Bias, bool Continue>
GP_INLINE void weightGradientBlock(Delta<T> delta, const T* inputsBySample, std::ptrdiff_t inputStride,
                                   std::ptrdiff_t samples, T* dW, std::ptrdiff_t inputs, std::ptrdiff_t lastCount,
                                   T* db) {
  Lanes<T> sums[Rows][Vectors];
  Lanes<T> biasSums[Rows];
  if constexpr (Bias)
    for (int r = 0; r < Rows; ++r) biasSums[r] = spread(Continue ? db[r] : T{0});
  for (int r = 0; r < Rows; ++r)
    for (int v = 0; v < Vectors; ++v) sums[r][v] = Continue ? load(dW + r * inputs + v * laneCount) : spread(T{0});
  for (std::ptrdiff_t s = 0; s < samples; ++s) {
    Lanes<T> values[Vectors];
    for (int v = 0; v < Vectors; ++v) values[v] = load(inputsBySample + v * laneCount);
    for (int r = 0; r < Rows; ++r) {
      const Lanes<T> d = spread(delta.at[r * delta.unit]);
      for (int v = 0; v < Vectors; ++v) sums[r][v] = sums[r][v] + d * values[v];
      if constexpr (Bias) biasSums[r] = biasSums[r] + d;
    }
    delta.at += delta.sample;
    inputsBySample += inputStride;
  }
  for (int r = 0; r < Rows; ++r) {
    for (int v = 0; v + 1 < Vectors; ++v) store(dW + r * inputs + v * laneCount, sums[r][v]);
    storeFirst(dW + r * inputs + (Vectors - 1) * laneCount, sums[r][Vectors - 1], lastCount);
    if constexpr (Bias) db[r] = biasSums[r][0];
  }
}

/// All rows of one strip of `Vectors` vectors of inputs, `Rows` rows at once.
template <class T, int Rows, int Vectors, bool Bias, bool Continue>
GP_INLINE void weightGradientStrip(Delta<T> delta, std::ptrdiff_t units, const T* inputsBySample,
                                   std::ptrdiff_t inputStride, std::ptrdiff_t samples, T* dW, std::ptrdiff_t inputs,
                                   std::ptrdiff_t lastCount, T* db) {
  std::ptrdiff_t o = 0;
  for (; o + Rows <= units; o += Rows)
    weightGradientBlock<T, Rows, Vectors, Bias, Continue>(delta.from(o), inputsBySample, inputStride, samples,
                                                          dW + o * inputs, inputs, lastCount, Bias ? db + o : db);
  if constexpr (Rows > 2) {
    if (o + 2 <= units) {
      weightGradientBlock<T, 2, Vectors, Bias, Continue>(delta.from(o), inputsBySample, inputStride, samples,
                                                         dW + o * inputs, inputs, lastCount, Bias ? db + o : db);
      o += 2;
    }
  }
  if (o < units)
    weightGradientBlock<T, 1, Vectors, Bias, Continue>(delta.from(o), inputsBySample, inputStride, samples,
                                                       dW + o * inputs, inputs, lastCount, Bias ? db + o : db);
}

/// db of up to four units, one a lane: blocks of delta are transposed on the way.
template <class T, bool Continue>
GP_INLINE void biasGradientBlock(const T* delta, std::ptrdiff_t deltaStride, std::ptrdiff_t units,
                                 std::ptrdiff_t samples, T* db) {
  const std::ptrdiff_t last = units - 1;
  const T* d0 = delta;
  const T* d1 = delta + (last < 1 ? last : 1) * deltaStride;
  const T* d2 = delta + (last < 2 ? last : 2) * deltaStride;
  const T* d3 = delta + (last < 3 ? last : 3) * deltaStride;
  Lanes<T> sum = Continue ? load(db) : spread(T{0});
  std::ptrdiff_t s = 0;
  for (; s + laneCount <= samples; s += laneCount) {
    Lanes<T> lanes[laneCount] = {load(d0 + s), load(d1 + s), load(d2 + s), load(d3 + s)};
    transposeLanes<T>(lanes);
    for (const Lanes<T>& of : lanes) sum = sum + of;
  }
  for (; s < samples; ++s) sum = sum + Lanes<T>{d0[s], d1[s], d2[s], d3[s]};
  storeFirst(db, sum, units);
}

/// dW alone, its inputs in strips. See `weightGradient`.
template <class T, bool Continue>
GP_INLINE void weightGradientStrips(Delta<T> delta, std::ptrdiff_t units, std::ptrdiff_t inputs, std::ptrdiff_t samples,
                                    const T* inputsBySample, std::ptrdiff_t inputStride, T* dW) {
  constexpr std::ptrdiff_t wide = 4 * laneCount;
  constexpr std::ptrdiff_t pair = 2 * laneCount;
  T* const noBias = nullptr;
  std::ptrdiff_t left = inputs;
  for (; left >= wide; left -= wide, inputsBySample += wide, dW += wide)
    weightGradientStrip<T, 2, 4, false, Continue>(delta, units, inputsBySample, inputStride, samples, dW, inputs,
                                                  laneCount, noBias);
  for (; left > laneCount; left -= pair, inputsBySample += pair, dW += pair)
    weightGradientStrip<T, 4, 2, false, Continue>(delta, units, inputsBySample, inputStride, samples, dW, inputs,
                                                  left < pair ? left - laneCount : laneCount, noBias);
  if (left > 0)
    weightGradientStrip<T, 4, 1, false, Continue>(delta, units, inputsBySample, inputStride, samples, dW, inputs, left,
                                                  noBias);
}

template <class T, bool Continue>
GP_INLINE void weightGradientAll(const T* delta, std::ptrdiff_t deltaStride, std::ptrdiff_t units,
                                 std::ptrdiff_t inputs, std::ptrdiff_t samples, const T* inputsBySample,
                                 std::ptrdiff_t inputStride, T* dW, T* db) {
  const Delta<T> byUnit{delta, deltaStride, 1};
  if (inputs <= laneCount) {  // the sums of db fit beside those of dW
    weightGradientStrip<T, 4, 1, true, Continue>(byUnit, units, inputsBySample, inputStride, samples, dW, inputs,
                                                 inputs, db);
    return;
  }
  for (std::ptrdiff_t o = 0; o < units; o += laneCount)
    biasGradientBlock<T, Continue>(delta + o * deltaStride, deltaStride, units - o, samples, db + o);
  weightGradientStrips<T, Continue>(byUnit, units, inputs, samples, inputsBySample, inputStride, dW);
}

/// dW[o][k] = Σ_s delta[o][s]·a[s][k] and db[o] = Σ_s delta[o][s], s ascending.
/// @param delta           [units] rows of `deltaStride`
/// @param inputsBySample  [samples] rows of `inputStride`: the layer's inputs, transposed; readable up to a
/// whole vector
/// @param dW              [units × inputs], unpadded; @param db [units]; what lies behind either is not
/// written.
/// Readable for three numbers behind the end of each.
/// @param accumulate      true: the sums continue from what dW and db hold (a further tile of the same batch)
template <class T>
void weightGradient(const T* delta, std::ptrdiff_t deltaStride, std::ptrdiff_t units, std::ptrdiff_t inputs,
                    std::ptrdiff_t samples, const T* inputsBySample, std::ptrdiff_t inputStride, T* dW, T* db,
                    bool accumulate) {
  if (accumulate) {
    weightGradientAll<T, true>(delta, deltaStride, units, inputs, samples, inputsBySample, inputStride, dW, db);
  } else {
    weightGradientAll<T, false>(delta, deltaStride, units, inputs, samples, inputsBySample, inputStride, dW, db);
  }
}

}  // namespace gp::kernels
