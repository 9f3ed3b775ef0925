/// Forward and back products of a dense layer. Header only: this is the hot code.
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

#include <algorithm>
#include <type_traits>

#include "base/lanes.h"
#include "nn/kernels/transpose.h"

namespace gp::kernels {

/// What becomes of a finished sum before it is stored: nothing.
struct AsItIs {
  template <class V>
  GP_INLINE V operator()(V sum, std::ptrdiff_t) const {
    return sum;
  }
};

/// `Rows` × `Vectors` results of z[o][s] = finish(start[o] + Σ_k w[o·wRow + k·wColumn]·x[k][s]), k ascending.
/// @tparam Continue  sums continue from what z holds instead of starting anew
/// @param bias    null: sums start at zero
/// @param finish  is given four sums and their place, counted from z
template <class T, int Rows, int Vectors, bool Continue = false, class Finish = AsItIs>
GP_INLINE void multiplyBlock(const T* w, std::ptrdiff_t wRow, std::ptrdiff_t wColumn, const T* bias,
                             std::ptrdiff_t inputs, const T* x, std::ptrdiff_t xStride, T* z, std::ptrdiff_t zStride,
                             const Finish& finish = {}) {
  Lanes<T> sums[Rows][Vectors];
  for (int r = 0; r < Rows; ++r)
    for (int v = 0; v < Vectors; ++v) {
      if constexpr (Continue) {
        sums[r][v] = load(z + r * zStride + v * laneCount);
      } else {
        sums[r][v] = bias ? spread(bias[r]) : spread(T{0});
      }
    }
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
template <class T, int Rows, int Vectors, bool Continue>
GP_INLINE void multiplyStrip(const T* w, std::ptrdiff_t wRow, std::ptrdiff_t wColumn, const T* bias,
                             std::ptrdiff_t units, std::ptrdiff_t inputs, const T* x, std::ptrdiff_t xStride, T* z,
                             std::ptrdiff_t zStride) {
  std::ptrdiff_t o = 0;
  for (; o + Rows <= units; o += Rows)
    multiplyBlock<T, Rows, Vectors, Continue>(w + o * wRow, wRow, wColumn, bias ? bias + o : nullptr, inputs, x,
                                              xStride, z + o * zStride, zStride);
  if constexpr (Rows > 2) {
    if (o + 2 <= units) {
      multiplyBlock<T, 2, Vectors, Continue>(w + o * wRow, wRow, wColumn, bias ? bias + o : nullptr, inputs, x, xStride,
                                             z + o * zStride, zStride);
      o += 2;
    }
  }
  for (; o < units; ++o)
    multiplyBlock<T, 1, Vectors, Continue>(w + o * wRow, wRow, wColumn, bias ? bias + o : nullptr, inputs, x, xStride,
                                           z + o * zStride, zStride);
}

/// The product of `multiply`, strip by strip of samples.
template <class T, bool Continue = false>
GP_INLINE void multiplyStrips(const T* w, std::ptrdiff_t wRow, std::ptrdiff_t wColumn, const T* bias,
                              std::ptrdiff_t units, std::ptrdiff_t inputs, const T* x, std::ptrdiff_t xStride, T* z,
                              std::ptrdiff_t zStride, std::ptrdiff_t samples) {
  std::ptrdiff_t vectors = samples / laneCount;
  // Five are better cut into three and two than into four and one.
  for (; vectors >= 4 && vectors != 5; vectors -= 4, x += 4 * laneCount, z += 4 * laneCount)
    multiplyStrip<T, 2, 4, Continue>(w, wRow, wColumn, bias, units, inputs, x, xStride, z, zStride);
  if (vectors == 3 || vectors == 5) {
    multiplyStrip<T, 3, 3, Continue>(w, wRow, wColumn, bias, units, inputs, x, xStride, z, zStride);
    x += 3 * laneCount;
    z += 3 * laneCount;
    vectors -= 3;
  }
  if (vectors == 2) {
    multiplyStrip<T, 4, 2, Continue>(w, wRow, wColumn, bias, units, inputs, x, xStride, z, zStride);
  } else if (vectors == 1) {
    multiplyStrip<T, 4, 1, Continue>(w, wRow, wColumn, bias, units, inputs, x, xStride, z, zStride);
  }
}

/// Inputs whose rows of sixteen samples stay in the first-level cache together, where rows lie 256 bytes apart: a
/// product of more is cut into parts of so many. In float64 all is one part, which saves the code.
constexpr std::ptrdiff_t inputsAtOnce = 128;
template <class T>
GP_INLINE bool isDeep(std::ptrdiff_t inputs) {
  return std::is_same_v<T, float> && inputs > inputsAtOnce * 3 / 2;
}

/// The product of `multiply` for many inputs: part by part of them, sums continuing from part to part. Of a transposed
/// W, whose elements lie far apart, some rows at a time are copied to where they lie side by side.
template <class T>
void multiplyDeep(const T* w, std::ptrdiff_t wRow, std::ptrdiff_t wColumn, const T* bias, std::ptrdiff_t units,
                  std::ptrdiff_t inputs, const T* x, std::ptrdiff_t xStride, T* z, std::ptrdiff_t zStride,
                  std::ptrdiff_t samples) {
  constexpr std::ptrdiff_t rowsAtOnce = 32;
  T packed[rowsAtOnce * inputsAtOnce];
  for (std::ptrdiff_t o = 0; o < units; ++o)
    for (std::ptrdiff_t s = 0; s < samples; s += laneCount) store(z + o * zStride + s, spread(bias ? bias[o] : T{0}));
  for (std::ptrdiff_t k = 0; k < inputs; k += inputsAtOnce, x += inputsAtOnce * xStride) {
    const std::ptrdiff_t count = std::min(inputsAtOnce, inputs - k);
    for (std::ptrdiff_t o = 0; o < units; o += rowsAtOnce) {
      const std::ptrdiff_t rows = wColumn == 1 ? units : std::min(rowsAtOnce, units - o);
      const T* part = w + o * wRow + k * wColumn;
      if (wColumn != 1) {
        transpose<T>(part, wColumn, count, roundUpToLanes(rows), packed, inputsAtOnce);
        part = packed;
      }
      multiplyStrips<T, true>(part, wColumn == 1 ? wRow : inputsAtOnce, 1, nullptr, rows, count, x, xStride,
                              z + o * zStride, zStride, samples);
      if (wColumn == 1) break;
    }
  }
}

/// The product of `multiply` for inputs that are not so many.
template <class T>
void multiplyShallow(const T* w, std::ptrdiff_t wRow, std::ptrdiff_t wColumn, const T* bias, std::ptrdiff_t units,
                     std::ptrdiff_t inputs, const T* x, std::ptrdiff_t xStride, T* z, std::ptrdiff_t zStride,
                     std::ptrdiff_t samples) {
  multiplyStrips<T>(w, wRow, wColumn, bias, units, inputs, x, xStride, z, zStride, samples);
}

/// Z = W·X + b for whole vectors of samples. Inlined, so that either kind is a function of its own: in one with the
/// deep kind, every small product would pay for that one's stack and registers.
/// @param w        element (o, k) at w[o·wRow + k·wColumn]: [units × inputs] by wRow = inputs, wColumn = 1;
///                 its transpose by exchanging the two
/// @param bias     [units], or null for zero
/// @param x        [inputs] rows of `xStride`
/// @param z        [units] rows of `zStride`
/// @param samples  a multiple of four
template <class T>
GP_INLINE void multiply(const T* w, std::ptrdiff_t wRow, std::ptrdiff_t wColumn, const T* bias, std::ptrdiff_t units,
                        std::ptrdiff_t inputs, const T* x, std::ptrdiff_t xStride, T* z, std::ptrdiff_t zStride,
                        std::ptrdiff_t samples) {
  if constexpr (std::is_same_v<T, float>)
    if (isDeep<T>(inputs)) return multiplyDeep(w, wRow, wColumn, bias, units, inputs, x, xStride, z, zStride, samples);
  multiplyShallow<T>(w, wRow, wColumn, bias, units, inputs, x, xStride, z, zStride, samples);
}

/// `Rows` rows of Z = finish(W·X + b), all samples of them. See `multiplyAndFinish`.
template <class T, int Rows, class Finish>
GP_INLINE void multiplyRows(const T* w, std::ptrdiff_t wRow, std::ptrdiff_t wColumn, const T* bias,
                            std::ptrdiff_t inputs, const T* x, std::ptrdiff_t xStride, T* z, std::ptrdiff_t zStride,
                            std::ptrdiff_t samples, std::ptrdiff_t first, const Finish& finish) {
  std::ptrdiff_t s = 0;
  const auto from = [&](Lanes<T> sum, std::ptrdiff_t at) { return finish(sum, first + s + at); };
  for (; s + 4 * laneCount <= samples; s += 4 * laneCount)
    multiplyBlock<T, Rows, 4, false>(w, wRow, wColumn, bias, inputs, x + s, xStride, z + first + s, zStride, from);
  for (; s < samples; s += laneCount)
    multiplyBlock<T, Rows, 1, false>(w, wRow, wColumn, bias, inputs, x + s, xStride, z + first + s, zStride, from);
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

}  // namespace gp::kernels
