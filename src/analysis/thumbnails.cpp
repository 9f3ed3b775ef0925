#include "analysis/thumbnails.h"

#include <algorithm>

#include "nn/kernels/transpose.h"
#include "nn/rows.h"

namespace gp {

namespace {

/// a0+a1, a2+a3, b0+b1, b2+b3
template <class T>
GP_INLINE Lanes<T> sumOfPairs(Lanes<T> a, Lanes<T> b) {
  return __builtin_shufflevector(a, b, 0, 2, 4, 6) + __builtin_shufflevector(a, b, 1, 3, 5, 7);
}

/// Sums of four blocks side by side, four columns wide, from the sums of their columns.
template <class T>
GP_INLINE Lanes<T> sumOfBlocks(const Lanes<T> (&columns)[laneCount]) {
  return sumOfPairs<T>(sumOfPairs<T>(columns[0], columns[1]), sumOfPairs<T>(columns[2], columns[3]));
}

GP_INLINE void storeCells(float* to, Lanes<float> cells) { store(to, cells); }
GP_INLINE void storeCells(float* to, Lanes<double> cells) {
  for (int lane = 0; lane < laneCount; ++lane) to[lane] = static_cast<float>(cells[lane]);
}

}  // namespace

template <class T>
void Thumbnails<T>::begin(float* to, int side, int first, int neurons, int width, int height, std::ptrdiff_t rows) {
  to_ = to;
  side_ = side;
  first_ = first;
  neurons_ = neurons;
  width_ = width;
  across_ = width / side;
  down_ = height / side;
  atOnce_ = across_ == laneCount && down_ == laneCount && rows == down_ && side >= laneCount;
  share_ = static_cast<T>(1.0 / (static_cast<double>(down_) * static_cast<double>(across_)));
  stride_ = roundUpToLanes(width);
  const auto room = static_cast<std::size_t>(neurons * stride_ + slack);
  if (!atOnce_ && columns_.size() < room) columns_.resize(room);
}

/// A band's first row begins the sums.
template <class T>
void Thumbnails<T>::add(const T* values, std::ptrdiff_t stride, int units, int firstNeuron, std::ptrdiff_t count,
                        std::ptrdiff_t point) {
  if (atOnce_) return shrinkBand(values, stride, units, firstNeuron, point / (width_ * down_));
  const std::ptrdiff_t column = point % width_;
  const bool begins = point / width_ % down_ == 0;
  const std::ptrdiff_t length = std::min(count, width_ - column);
  const std::ptrdiff_t whole = length / laneCount * laneCount;
  for (int u = 0; u < units; ++u) {
    T* sums = columns_.data() + (firstNeuron + u) * stride_ + column;
    const T* row = values + u * stride;
    const T* const end = row + count;
    for (std::ptrdiff_t i = 0; i < whole; i += laneCount) {
      const T* from = row + i;
      Lanes<T> sum = load(begins ? from : sums + i);
      if (begins) from += width_;
      for (; from < end; from += width_) sum = sum + load(from);
      store(sums + i, sum);
    }
    for (std::ptrdiff_t i = whole; i < length; ++i) {
      if (begins) sums[i] = 0;
      for (const T* from = row + i; from < end; from += width_) sums[i] += *from;
    }
  }
}

/// The usual case, 100 × 100 points in 25 × 25 cells, without sums in between.
template <class T>
void Thumbnails<T>::shrinkBand(const T* values, std::ptrdiff_t stride, int units, int firstNeuron,
                               std::ptrdiff_t band) {
  for (int u = 0; u < units; ++u) {
    const T* const row = values + u * stride;
    float* const to = cellsOf(firstNeuron + u, band);
    for (std::ptrdiff_t t = 0; t < side_; t += laneCount) {
      const std::ptrdiff_t cell = std::min(t, side_ - laneCount);  // the last four again rather than one alone
      Lanes<T> columns[laneCount];
      for (int c = 0; c < laneCount; ++c) {
        const T* const top = row + (cell + c) * laneCount;
        columns[c] = load(top) + load(top + width_) + load(top + 2 * width_) + load(top + 3 * width_);
      }
      storeCells(to + cell, sumOfBlocks<T>(columns) * share_);
    }
  }
}

template <class T>
void Thumbnails<T>::finishBand(std::ptrdiff_t band) {
  if (atOnce_) return;
  for (int n = first_; n < neurons_; ++n) {
    const T* const sums = columns_.data() + n * stride_;
    float* const to = cellsOf(n, band);
    std::ptrdiff_t t = 0;
    for (; t + laneCount <= side_; t += laneCount) {  // four cells at once: none waits for another's sum
      const T* const at = sums + t * across_;
      Lanes<T> sum = spread(T{0});
      if (across_ == laneCount) {
        sum = sumOfBlocks<T>({load(at), load(at + 4), load(at + 8), load(at + 12)});
      } else {
        for (std::ptrdiff_t i = 0; i < across_; ++i)
          sum = sum + Lanes<T>{at[i], at[across_ + i], at[2 * across_ + i], at[3 * across_ + i]};
      }
      storeCells(to + t, sum * share_);
    }
    for (; t < side_; ++t) {
      T sum{0};
      for (std::ptrdiff_t i = 0; i < across_; ++i) sum += sums[t * across_ + i];
      to[t] = static_cast<float>(sum * share_);
    }
  }
}

template class Thumbnails<float>;
template class Thumbnails<double>;

}  // namespace gp
