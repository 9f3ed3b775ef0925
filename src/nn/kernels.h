/// The products of a dense layer: forward, back, weight gradient, transpose. Header only: this is the hot
/// code.
///
/// Lanes hold independent results, and every single sum runs in the order of the textbook loop, so block
/// shapes, padding and instruction sets cannot change a bit of any result:
///
/// | product                 | lanes     | order of each sum            |
/// |-------------------------|-----------|------------------------------|
/// | forward Z[o][s]         | samples s | bias, then inputs k = 0, 1 … |
/// | back dA[k][s]           | samples s | zero, then units o = 0, 1 …  |
/// | weight gradient dW[o][k]| inputs k  | what is there, then samples s = 0, 1 … |
///
/// Block shapes hold at most nine sums, because V8 on x86 has fifteen usable vector registers.
#pragma once

#include "base/lanes.h"

namespace gp::kernels {

/// What becomes of a finished sum before it is stored: nothing.
struct AsItIs {
  template <class V>
  GP_INLINE V operator()(V sum, std::ptrdiff_t) const {
    return sum;
  }
};

/// `Rows` × `Vectors` results of z[o][s] = finish(start[o] + Σ_k w[o·wRow + k·wColumn]·x[k][s]), k ascending.
/// @param bias    null: sums start at zero
/// @param finish  is given four sums and their place, counted from z
template <class T, int Rows, int Vectors, class Finish = AsItIs>
GP_INLINE void multiplyBlock(const T* w, std::ptrdiff_t wRow, std::ptrdiff_t wColumn, const T* bias,
                             std::ptrdiff_t inputs, const T* x, std::ptrdiff_t xStride, T* z, std::ptrdiff_t zStride,
                             const Finish& finish = {}) {
  Lanes<T> sums[Rows][Vectors];
  for (int r = 0; r < Rows; ++r)
    for (int v = 0; v < Vectors; ++v) sums[r][v] = bias ? spread(bias[r]) : spread(T{0});
  for (std::ptrdiff_t k = 0; k < inputs; ++k) {
    Lanes<T> values[Vectors];
    for (int v = 0; v < Vectors; ++v) values[v] = load(x + v * laneCount);
    for (int r = 0; r < Rows; ++r) {
      const Lanes<T> weight = spread(w[r * wRow]);
      for (int v = 0; v < Vectors; ++v) sums[r][v] = sums[r][v] + weight * values[v];
    }
    w += wColumn;
    x += xStride;
  }
  for (int r = 0; r < Rows; ++r) {
    for (int v = 0; v < Vectors; ++v) {
      const std::ptrdiff_t at = r * zStride + v * laneCount;
      store(z + at, finish(sums[r][v], at));
    }
  }
}

/// All rows of one strip of `Vectors` vectors of samples.
template <class T, int Rows, int Vectors>
GP_INLINE void multiplyStrip(const T* w, std::ptrdiff_t wRow, std::ptrdiff_t wColumn, const T* bias,
                             std::ptrdiff_t units, std::ptrdiff_t inputs, const T* x, std::ptrdiff_t xStride, T* z,
                             std::ptrdiff_t zStride) {
  std::ptrdiff_t o = 0;
  for (; o + Rows <= units; o += Rows)
    multiplyBlock<T, Rows, Vectors>(w + o * wRow, wRow, wColumn, bias ? bias + o : nullptr, inputs, x, xStride,
                                    z + o * zStride, zStride);
  if constexpr (Rows > 2) {
    if (o + 2 <= units) {
      multiplyBlock<T, 2, Vectors>(w + o * wRow, wRow, wColumn, bias ? bias + o : nullptr, inputs, x, xStride,
                                   z + o * zStride, zStride);
      o += 2;
    }
  }
  for (; o < units; ++o)
    multiplyBlock<T, 1, Vectors>(w + o * wRow, wRow, wColumn, bias ? bias + o : nullptr, inputs, x, xStride,
                                 z + o * zStride, zStride);
}

/// Z = W·X + b for whole vectors of samples.
/// @param w        element (o, k) at w[o·wRow + k·wColumn]: [units × inputs] by wRow = inputs, wColumn = 1;
///                 its transpose by exchanging the two
/// @param bias     [units], or null for zero
/// @param x        [inputs] rows of `xStride`
/// @param z        [units] rows of `zStride`
/// @param samples  a multiple of four
template <class T>
void multiply(const T* w, std::ptrdiff_t wRow, std::ptrdiff_t wColumn, const T* bias, std::ptrdiff_t units,
              std::ptrdiff_t inputs, const T* x, std::ptrdiff_t xStride, T* z, std::ptrdiff_t zStride,
              std::ptrdiff_t samples) {
  std::ptrdiff_t vectors = samples / laneCount;
  // Five are better cut into three and two than into four and one.
  for (; vectors >= 4 && vectors != 5; vectors -= 4, x += 4 * laneCount, z += 4 * laneCount)
    multiplyStrip<T, 2, 4>(w, wRow, wColumn, bias, units, inputs, x, xStride, z, zStride);
  if (vectors == 3 || vectors == 5) {
    multiplyStrip<T, 3, 3>(w, wRow, wColumn, bias, units, inputs, x, xStride, z, zStride);
    x += 3 * laneCount;
    z += 3 * laneCount;
    vectors -= 3;
  }
  if (vectors == 2) {
    multiplyStrip<T, 4, 2>(w, wRow, wColumn, bias, units, inputs, x, xStride, z, zStride);
  } else if (vectors == 1) {
    multiplyStrip<T, 4, 1>(w, wRow, wColumn, bias, units, inputs, x, xStride, z, zStride);
  }
}

/// `Rows` rows of Z = finish(W·X + b), all samples of them. See `multiplyAndFinish`.
template <class T, int Rows, class Finish>
GP_INLINE void multiplyRows(const T* w, std::ptrdiff_t wRow, std::ptrdiff_t wColumn, const T* bias,
                            std::ptrdiff_t inputs, const T* x, std::ptrdiff_t xStride, T* z, std::ptrdiff_t zStride,
                            std::ptrdiff_t samples, std::ptrdiff_t first, const Finish& finish) {
  std::ptrdiff_t s = 0;
  const auto from = [&](Lanes<T> sum, std::ptrdiff_t at) { return finish(sum, first + s + at); };
  for (; s + 4 * laneCount <= samples; s += 4 * laneCount)
    multiplyBlock<T, Rows, 4>(w, wRow, wColumn, bias, inputs, x + s, xStride, z + first + s, zStride, from);
  for (; s < samples; s += laneCount)
    multiplyBlock<T, Rows, 1>(w, wRow, wColumn, bias, inputs, x + s, xStride, z + first + s, zStride, from);
}

/// Z = finish(W·X + b): sums go into an activation or a slope before they are stored, and the arithmetic of one block
/// overlaps with the next. Pays from 16 samples on, see `multiply` for the arguments.
/// @tparam Rows  computed at once: 1 where `finish` computes much, 2 where it does not
/// @param finish  (four sums, their place counted from z) → what is stored there
template <class T, int Rows, class Finish>
GP_INLINE void multiplyAndFinish(const T* w, std::ptrdiff_t wRow, std::ptrdiff_t wColumn, const T* bias,
                                 std::ptrdiff_t units, std::ptrdiff_t inputs, const T* x, std::ptrdiff_t xStride, T* z,
                                 std::ptrdiff_t zStride, std::ptrdiff_t samples, const Finish& finish) {
  std::ptrdiff_t o = 0;
  for (; o + Rows <= units; o += Rows)
    multiplyRows<T, Rows>(w + o * wRow, wRow, wColumn, bias ? bias + o : nullptr, inputs, x, xStride, z, zStride,
                          samples, o * zStride, finish);
  if (Rows > 1 && o < units)
    multiplyRows<T, 1>(w + o * wRow, wRow, wColumn, bias ? bias + o : nullptr, inputs, x, xStride, z, zStride, samples,
                       o * zStride, finish);
}

/// Writes the first `count` lanes, 1 to 4, and touches nothing behind them.
template <class T>
GP_INLINE void storeFirst(T* to, Lanes<T> lanes, std::ptrdiff_t count) {
  if (count >= 4) {
    store(to, lanes);
  } else if (count == 3) {
    std::memcpy(to, &lanes, 2 * sizeof(T));
    to[2] = lanes[2];
  } else if (count == 2) {
    std::memcpy(to, &lanes, 2 * sizeof(T));
  } else {
    to[0] = lanes[0];
  }
}

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
                                                          dW + o * inputs, inputs, lastCount, db + o);
  if constexpr (Rows > 2) {
    if (o + 2 <= units) {
      weightGradientBlock<T, 2, Vectors, Bias, Continue>(delta.from(o), inputsBySample, inputStride, samples,
                                                         dW + o * inputs, inputs, lastCount, db + o);
      o += 2;
    }
  }
  if (o < units)
    weightGradientBlock<T, 1, Vectors, Bias, Continue>(delta.from(o), inputsBySample, inputStride, samples,
                                                       dW + o * inputs, inputs, lastCount, db + o);
}

/// Rows become columns: lanes[c][r] afterwards is what lanes[r][c] was.
template <class T>
GP_INLINE void transposeLanes(Lanes<T> (&lanes)[laneCount]) {
  const Lanes<T> ab0 = __builtin_shufflevector(lanes[0], lanes[1], 0, 4, 1, 5);
  const Lanes<T> ab1 = __builtin_shufflevector(lanes[0], lanes[1], 2, 6, 3, 7);
  const Lanes<T> cd0 = __builtin_shufflevector(lanes[2], lanes[3], 0, 4, 1, 5);
  const Lanes<T> cd1 = __builtin_shufflevector(lanes[2], lanes[3], 2, 6, 3, 7);
  lanes[0] = __builtin_shufflevector(ab0, cd0, 0, 1, 4, 5);
  lanes[1] = __builtin_shufflevector(ab0, cd0, 2, 3, 6, 7);
  lanes[2] = __builtin_shufflevector(ab1, cd1, 0, 1, 4, 5);
  lanes[3] = __builtin_shufflevector(ab1, cd1, 2, 3, 6, 7);
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
/// @param proceed         true: the sums go on from what dW and db hold (a further tile of the same batch)
template <class T>
void weightGradient(const T* delta, std::ptrdiff_t deltaStride, std::ptrdiff_t units, std::ptrdiff_t inputs,
                    std::ptrdiff_t samples, const T* inputsBySample, std::ptrdiff_t inputStride, T* dW, T* db,
                    bool proceed) {
  if (proceed) {
    weightGradientAll<T, true>(delta, deltaStride, units, inputs, samples, inputsBySample, inputStride, dW, db);
  } else {
    weightGradientAll<T, false>(delta, deltaStride, units, inputs, samples, inputsBySample, inputStride, dW, db);
  }
}

/// One 4 × 4 block of a transpose: to[c][r] = from[r][c].
template <class T>
GP_INLINE void transposeBlock(const T* f0, const T* f1, const T* f2, const T* f3, T* to, std::ptrdiff_t toStride) {
  Lanes<T> lanes[laneCount] = {load(f0), load(f1), load(f2), load(f3)};
  transposeLanes<T>(lanes);
  for (int c = 0; c < laneCount; ++c) store(to + c * toStride, lanes[c]);
}

/// to[c][r] = from[r][c] in whole 4 × 4 blocks.
/// @param rows     of `from`; rows past the end up to a multiple of four are read as the last row
/// @param columns  a multiple of four; `to` has room for that many rows of at least roundUpToLanes(rows)
template <class T>
void transpose(const T* from, std::ptrdiff_t fromStride, std::ptrdiff_t rows, std::ptrdiff_t columns, T* to,
               std::ptrdiff_t toStride) {
  for (std::ptrdiff_t r = 0; r < rows; r += laneCount) {
    const std::ptrdiff_t last = rows - 1 - r;
    const T* f0 = from + r * fromStride;
    const T* f1 = f0 + (last < 1 ? last : 1) * fromStride;
    const T* f2 = f0 + (last < 2 ? last : 2) * fromStride;
    const T* f3 = f0 + (last < 3 ? last : 3) * fromStride;
    T* t = to + r;
    for (std::ptrdiff_t c = 0; c < columns; c += laneCount, t += laneCount * toStride)
      transposeBlock(f0 + c, f1 + c, f2 + c, f3 + c, t, toStride);
  }
}

}  // namespace gp::kernels
