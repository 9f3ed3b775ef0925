#include "analysis/field.h"

#include <algorithm>
#include <cstring>

namespace gp {

namespace {

/// Points computed together: within these bounds speed hardly depends on it.
constexpr std::ptrdiff_t shortestTile = 128;
constexpr std::ptrdiff_t longestTile = 512;

}  // namespace

template <class T>
FieldPass<T>::FieldPass(const NetworkPlan& plan) : plan_(plan), neuronCount_(plan.inputs()) {
  state_.operations.resize(plan.operations.size());
  for (std::size_t l = 0; l < plan.layers.size(); ++l) neuronCount_ += plan.unitsOf(l);
  // Two layers' rows are at work at once: together they stay in the first-level cache, 32 KB or more everywhere.
  const std::ptrdiff_t numbers = 8192 / (2 * static_cast<std::ptrdiff_t>(plan.widest()));
  tile_ = std::clamp<std::ptrdiff_t>(roundUpToLanes(numbers), shortestTile, longestTile);
  stride_ = 0;
}

template <class T>
void FieldPass<T>::run(const T* parameters, const T* features, std::ptrdiff_t featureStride, int width, int height,
                       const Wanted& wanted) {
  const bool thumbnails = wanted.thumbnails != nullptr;
  const std::ptrdiff_t points = static_cast<std::ptrdiff_t>(width) * height;
  // Thumbnails are summed by rows: a tile is then so many whole rows of one band, or, where rows are longer, a part of
  // one. Otherwise rows do not matter.
  const std::ptrdiff_t bandRows = thumbnails ? height / wanted.thumbnail : height;
  const std::ptrdiff_t rows = std::clamp<std::ptrdiff_t>(tile_ / width, 1, bandRows);
  const std::ptrdiff_t segment = bandRows * width;
  const std::ptrdiff_t longest = thumbnails && tile_ >= width ? rows * width : tile_;
  // No multiple of 4 KB, so that the rows of a tile do not share places in the cache.
  stride_ = (longest + 15) / 16 * 16 + 16;
  state_.stride = stride_;
  const auto room = static_cast<std::size_t>(plan_.bufferCount * plan_.widest() * stride_ + slack);
  if (activations_.size() < room) activations_.resize(room);
  for (std::size_t o = 0; o < plan_.operations.size(); ++o) place(o, rowsOf(o));
  if (thumbnails)
    thumbnails_.begin(wanted.thumbnails, wanted.thumbnail, wanted.featuresKnown ? plan_.inputs() : 0, neuronCount_,
                      width, height, rows);
  for (std::ptrdiff_t start = 0; start < points; start += segment) {
    for (std::ptrdiff_t begin = 0; begin < segment;) {
      std::ptrdiff_t count = std::min(longest, segment - begin);
      if (thumbnails && tile_ < width) count = std::min(count, width - begin % width);  // not beyond its row
      runTile(parameters, features + start + begin, featureStride, count, start + begin, points, wanted);
      begin += count;
    }
    if (thumbnails) thumbnails_.finishBand(start / segment);
  }
}

template <class T>
T* FieldPass<T>::rowsOf(std::size_t operation) {
  return activations_.data() + plan_.operations[operation].buffer * plan_.widest() * stride_;
}

template <class T>
void FieldPass<T>::place(std::size_t operation, T* rows) {
  Workspace<T>& own = state_.operations[operation];
  own.z = own.a = own.out = rows;
}

/// The forward pass over `count` points from the grid's `point` on.
template <class T>
void FieldPass<T>::runTile(const T* parameters, const T* x, std::ptrdiff_t xStride, std::ptrdiff_t count,
                           std::ptrdiff_t point, std::ptrdiff_t points, const Wanted& wanted) {
  const bool thumbnails = wanted.thumbnails != nullptr;
  const auto give = [&](Panel<const T> from, int units, int first) {
    for (int u = 0; u < units; ++u) {
      T* const to = wanted.planes + u * points + point;
      const T* const row = from.rows + (first + u) * from.stride;
      if (row != to) std::memcpy(to, row, static_cast<std::size_t>(count) * sizeof(T));
    }
  };
  state_.parameters = parameters;
  state_.inputs = {x, xStride};
  state_.samples = roundUpToLanes(count);
  state_.count = count;
  if (wanted.planes && wanted.neuron.layer == 0) give(state_.inputs, 1, wanted.neuron.index);
  if (thumbnails && !wanted.featuresKnown) thumbnails_.add(x, xStride, plan_.inputs(), 0, count, point);
  if (!thumbnails && wanted.neuron.layer == 0) return;
  if (wanted.planes && wanted.neuron.layer < 0 && plan_.outputs() == 1) {
    // The only output is computed where it is wanted, unless whole vectors would go beyond the plane.
    const std::size_t last = plan_.operations.size() - 1;
    place(last, point + state_.samples <= points ? wanted.planes + point : rowsOf(last));
  }
  int neuron = plan_.inputs();
  std::size_t layer = 0;
  runForward(plan_, state_, [&](std::size_t o) {
    if (static_cast<int>(o) < plan_.layers[layer].lastOperation) return true;
    const int units = plan_.operations[o].outputSize;
    const Panel<const T> a{state_.operations[o].out, stride_};
    if (thumbnails) thumbnails_.add(a.rows, stride_, units, neuron, count, point);
    const bool asked = wanted.neuron.layer == static_cast<int>(layer) + 1;
    if (wanted.planes && asked) give(a, 1, wanted.neuron.index);
    if (wanted.planes && wanted.neuron.layer < 0 && layer + 1 == plan_.layers.size()) give(a, units, 0);
    neuron += units;
    ++layer;
    return thumbnails || !asked;
  });
}

template class FieldPass<float>;
template class FieldPass<double>;

}  // namespace gp
