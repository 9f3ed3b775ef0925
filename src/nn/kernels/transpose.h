/// The transpose of a matrix, in blocks of 4 × 4.
#pragma once

#include "base/lanes.h"

namespace gp::kernels {

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
