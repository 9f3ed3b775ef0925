#include "analysis/field.h"

#include <algorithm>
#include <cstring>

#include "nn/activations.h"
#include "nn/kernels.h"
#include "nn/losses.h"

namespace gp {

namespace {

bool sameGrid(const Grid& a, const Grid& b) {
  return a.width == b.width && a.height == b.height && a.axisX == b.axisX && a.axisY == b.axisY && a.at == b.at;
}

/// Points computed together: within these bounds speed hardly depends on it.
constexpr std::ptrdiff_t shortestTile = 128;
constexpr std::ptrdiff_t longestTile = 512;

}  // namespace

template <class T>
const T* GridFeatures<T>::of(const Grid& grid, const FeatureMap& map, const PreparedData& data) {
  const auto columns = static_cast<std::size_t>(map.columns());
  if (!values_.empty() && sameGrid(grid, grid_)) return values_.data();
  const std::ptrdiff_t points = static_cast<std::ptrdiff_t>(grid.width) * grid.height;
  stride_ = (points + 15) / 16 * 16 + 16;  // no multiple of 4 KB, and room for the last vector
  values_.assign(static_cast<std::size_t>(stride_ * map.count()), T{0});
  std::vector<double> row = grid.at.empty() ? data.columnMeans : grid.at;
  row.resize(columns);
  std::vector<double> features(static_cast<std::size_t>(map.count()));
  const auto axisX = static_cast<std::size_t>(grid.axisX);
  const auto axisY = static_cast<std::size_t>(grid.axisY);
  const auto [lowX, highX] = data.domain[axisX];
  for (int j = 0; j < grid.height; ++j) {
    if (columns > 1) {
      const auto [lowY, highY] = data.domain[axisY];
      row[axisY] = highY - (j + 0.5) * (highY - lowY) / grid.height;
    }
    for (int i = 0; i < grid.width; ++i) {
      row[axisX] = lowX + (i + 0.5) * (highX - lowX) / grid.width;
      map.map(row.data(), features.data());
      const std::ptrdiff_t point = static_cast<std::ptrdiff_t>(j) * grid.width + i;
      for (std::size_t k = 0; k < features.size(); ++k)
        values_[k * static_cast<std::size_t>(stride_) + static_cast<std::size_t>(point)] = static_cast<T>(features[k]);
    }
  }
  grid_ = grid;
  ++version_;
  return values_.data();
}

template <class T>
FieldPass<T>::FieldPass(const Shape& shape) : shape_(shape), neuronCount_(shape.inputs()) {
  for (const Layer& layer : shape.layers) neuronCount_ += layer.units;
  // Two layers' rows are at work at once: together they stay in the first-level cache, 32 KB or more everywhere.
  const std::ptrdiff_t numbers = 8192 / (2 * static_cast<std::ptrdiff_t>(shape.widest()));
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
  const auto room = static_cast<std::size_t>(2 * shape_.widest() * stride_ + slack);
  if (activations_.size() < room) activations_.resize(room);
  if (thumbnails)
    thumbnails_.begin(wanted.thumbnails, wanted.thumbnail, wanted.featuresKnown ? shape_.inputs() : 0, neuronCount_,
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

/// All layers over `count` points from the grid's `point` on.
template <class T>
void FieldPass<T>::runTile(const T* parameters, const T* x, std::ptrdiff_t xStride, std::ptrdiff_t count,
                           std::ptrdiff_t point, std::ptrdiff_t points, const Wanted& wanted) {
  const bool thumbnails = wanted.thumbnails != nullptr;
  const std::size_t lastLayer =
      !thumbnails && wanted.neuron.layer >= 0 ? static_cast<std::size_t>(wanted.neuron.layer) : shape_.layers.size();
  const std::ptrdiff_t padded = roundUpToLanes(count);
  const auto give = [&](const T* rows, std::ptrdiff_t rowStride, int units, int first) {
    for (int u = 0; u < units; ++u)
      std::memcpy(wanted.planes + u * points + point, rows + (first + u) * rowStride,
                  static_cast<std::size_t>(count) * sizeof(T));
  };
  if (wanted.planes && wanted.neuron.layer == 0) give(x, xStride, 1, wanted.neuron.index);
  int neuron = shape_.inputs();
  if (thumbnails && !wanted.featuresKnown) thumbnails_.add(x, xStride, shape_.inputs(), 0, count, point);
  for (std::size_t l = 0; l < lastLayer; ++l) {
    const Layer& layer = shape_.layers[l];
    T* const a = activations_.data() + static_cast<std::ptrdiff_t>(l % 2) * shape_.widest() * stride_;
    const ActivationKernels<T>& activation = layer.activation->template kernels<T>();
    if (activation.multiply) {
      activation.multiply(parameters + layer.weights, parameters + layer.biases, layer.units, layer.inputs, x, xStride,
                          a, stride_, padded);
    } else {
      kernels::multiply<T>(parameters + layer.weights, layer.inputs, 1, parameters + layer.biases, layer.units,
                           layer.inputs, x, xStride, a, stride_, padded);
      if (activation.apply) {
        for (int u = 0; u < layer.units; ++u) activation.apply(a + u * stride_, a + u * stride_, padded);
      } else {
        softmax<T>(a, a, stride_, layer.units, padded);
      }
    }
    if (thumbnails) thumbnails_.add(a, stride_, layer.units, neuron, count, point);
    if (wanted.planes) {
      if (wanted.neuron.layer == static_cast<int>(l) + 1) give(a, stride_, 1, wanted.neuron.index);
      if (wanted.neuron.layer < 0 && l + 1 == shape_.layers.size()) give(a, stride_, layer.units, 0);
    }
    neuron += layer.units;
    x = a;
    xStride = stride_;
  }
}

template class GridFeatures<float>;
template class GridFeatures<double>;
template class FieldPass<float>;
template class FieldPass<double>;

}  // namespace gp
