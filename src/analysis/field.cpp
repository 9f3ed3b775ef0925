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

/// Samples in one pass: at least this many points of a row are computed together.
constexpr int tileLength = 256;

/// A stride of whole vectors that is no multiple of 4 KB, so that the rows of a tile do not share cache lines' places.
constexpr std::ptrdiff_t tileStride = tileLength + 16;

}  // namespace

template <class T>
const T* GridFeatures<T>::of(const Grid& grid, const FeatureMap& map, const PreparedData& data) {
  const auto columns = static_cast<std::size_t>(map.columns());
  if (!values_.empty() && sameGrid(grid, grid_)) return values_.data();
  const std::ptrdiff_t points = static_cast<std::ptrdiff_t>(grid.width) * grid.height;
  stride_ = (points + tileLength + 15) / 16 * 16 + 16;
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
  return values_.data();
}

template <class T>
FieldPass<T>::FieldPass(const Shape& shape) : shape_(shape), neuronCount_(shape.inputs()) {
  for (const Layer& layer : shape.layers) neuronCount_ += layer.units;
  activations_.assign(static_cast<std::size_t>((neuronCount_ - shape.inputs()) * tileStride + slack), T{0});
}

template <class T>
void FieldPass<T>::run(const T* parameters, const T* features, std::ptrdiff_t featureStride, int width, int height,
                       const Wanted& wanted) {
  const bool thumbnails = wanted.thumbnails != nullptr;
  const int block = thumbnails ? height / wanted.thumbnail : 1;
  const int across = thumbnails ? width / wanted.thumbnail : 1;
  const std::ptrdiff_t columnStride = roundUpToLanes(width);
  if (thumbnails) columns_.assign(static_cast<std::size_t>(neuronCount_ * columnStride + slack), T{0});
  const std::size_t lastLayer =
      !thumbnails && wanted.neuron.layer >= 0 ? static_cast<std::size_t>(wanted.neuron.layer) : shape_.layers.size();
  const std::ptrdiff_t points = static_cast<std::ptrdiff_t>(width) * height;
  // A tile stays inside a row of the grid where thumbnails are summed by rows; otherwise rows do not matter.
  const std::ptrdiff_t rowLength = thumbnails ? width : points;
  for (std::ptrdiff_t rowStart = 0; rowStart < points; rowStart += rowLength) {
    for (std::ptrdiff_t begin = 0; begin < rowLength; begin += tileLength) {
      const std::ptrdiff_t count = std::min<std::ptrdiff_t>(tileLength, rowLength - begin);
      const std::ptrdiff_t padded = roundUpToLanes(count);
      const std::ptrdiff_t point = rowStart + begin;
      const T* x = features + point;
      std::ptrdiff_t xStride = featureStride;
      T* a = activations_.data();
      auto give = [&](const T* rows, std::ptrdiff_t rowStride, int units, int first) {
        for (int u = 0; u < units; ++u)
          std::memcpy(wanted.planes + u * points + point, rows + (first + u) * rowStride,
                      static_cast<std::size_t>(count) * sizeof(T));
      };
      if (wanted.planes && wanted.neuron.layer == 0) give(x, xStride, 1, wanted.neuron.index);
      // Whole vectors only inside a row: what lies behind its end belongs to the next row.
      auto addUp = [&](const T* rows, std::ptrdiff_t rowStride, int units, int firstNeuron) {
        for (int u = 0; u < units; ++u) {
          const T* row = rows + u * rowStride;
          T* sums = columns_.data() + (firstNeuron + u) * columnStride + begin;
          for (std::ptrdiff_t i = 0; i < padded; i += laneCount) store(sums + i, load(sums + i) + load(row + i));
        }
      };
      int neuron = shape_.inputs();
      if (thumbnails) addUp(x, xStride, shape_.inputs(), 0);
      for (std::size_t l = 0; l < lastLayer; ++l) {
        const Layer& layer = shape_.layers[l];
        kernels::multiply<T>(parameters + layer.weights, layer.inputs, 1, parameters + layer.biases, layer.units,
                             layer.inputs, x, xStride, a, tileStride, padded);
        if (const auto apply = layer.activation->template kernels<T>().apply) {
          for (int u = 0; u < layer.units; ++u) apply(a + u * tileStride, a + u * tileStride, padded);
        } else {
          softmax<T>(a, a, tileStride, layer.units, padded);
        }
        if (thumbnails) addUp(a, tileStride, layer.units, neuron);
        if (wanted.planes) {
          if (wanted.neuron.layer == static_cast<int>(l) + 1) give(a, tileStride, 1, wanted.neuron.index);
          if (wanted.neuron.layer < 0 && l + 1 == shape_.layers.size()) give(a, tileStride, layer.units, 0);
        }
        neuron += layer.units;
        x = a;
        xStride = tileStride;
        a += layer.units * tileStride;
      }
    }
    if (!thumbnails) continue;
    const std::ptrdiff_t row = rowStart / width;
    if ((row + 1) % block != 0) continue;
    const T share = static_cast<T>(1.0 / (static_cast<double>(block) * across));
    for (int n = 0; n < neuronCount_; ++n) {
      T* sums = columns_.data() + n * columnStride;
      float* to =
          wanted.thumbnails + (static_cast<std::ptrdiff_t>(n) * wanted.thumbnail + row / block) * wanted.thumbnail;
      for (int t = 0; t < wanted.thumbnail; ++t) {
        T sum{0};
        for (int i = 0; i < across; ++i) sum += sums[t * across + i];
        to[t] = static_cast<float>(sum * share);
      }
      std::fill(sums, sums + columnStride, T{0});
    }
  }
}

template class GridFeatures<float>;
template class GridFeatures<double>;
template class FieldPass<float>;
template class FieldPass<double>;

}  // namespace gp
