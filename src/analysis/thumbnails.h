/// Small pictures of all neurons: means over blocks of the grid, summed while its points are computed.
#pragma once

#include <cstddef>
#include <vector>

namespace gp {

/// Every cell is the mean of a block of across × down points: summed down each column, top to bottom, then over the
/// block's columns.
template <class T>
class Thumbnails {
 public:
  /// @param to    [neurons × side × side]
  /// @param first neurons before it keep the cells that they have
  /// @param side  cells a side; divides width and height
  /// @param rows  rows that `add` gets at once, where it gets whole rows
  void begin(float* to, int side, int first, int neurons, int width, int height, std::ptrdiff_t rows);

  /// Values of `units` neurons at `count` points from the grid's `point` on: whole rows of one band, or a part of a
  /// row.
  /// @param values  [units] rows of `stride`, readable up to whole vectors
  void add(const T* values, std::ptrdiff_t stride, int units, int firstNeuron, std::ptrdiff_t count,
           std::ptrdiff_t point);

  /// The cells of a band of which all points were added.
  void finishBand(std::ptrdiff_t band);

 private:
  void shrinkBand(const T* values, std::ptrdiff_t stride, int units, int firstNeuron, std::ptrdiff_t band);
  float* cellsOf(int neuron, std::ptrdiff_t band) const { return to_ + (neuron * side_ + band) * side_; }

  float* to_ = nullptr;
  std::ptrdiff_t side_ = 0;
  int first_ = 0;
  int neurons_ = 0;
  std::ptrdiff_t width_ = 0;
  std::ptrdiff_t across_ = 1;  ///< points of a block from left to right
  std::ptrdiff_t down_ = 1;    ///< and from top to bottom: rows of a band
  bool atOnce_ = false;        ///< bands arrive whole, in blocks of 4 × 4
  T share_ = 1;                ///< of a point in its cell
  std::ptrdiff_t stride_ = 0;  ///< of a neuron's sums
  std::vector<T> columns_;     ///< [neurons × width]: sums of the band's rows so far
};

extern template class Thumbnails<float>;
extern template class Thumbnails<double>;

}  // namespace gp
