#include "analysis/grid_features.h"

namespace gp {
namespace {

bool sameGrid(const Grid& a, const Grid& b) {
  return a.width == b.width && a.height == b.height && a.axisX == b.axisX && a.axisY == b.axisY && a.at == b.at &&
         a.directions == b.directions;
}

/// The grid's point in column i of row j. @param row  as it was for the point before, or `at`
void placeOn(const Grid& grid, const PreparedData& data, int i, int j, const std::vector<double>& at,
             std::vector<double>& row) {
  const std::size_t columns = row.size();
  if (grid.directions.empty()) {
    const auto axisX = static_cast<std::size_t>(grid.axisX);
    const auto axisY = static_cast<std::size_t>(grid.axisY);
    const auto [lowX, highX] = data.domain[axisX];
    row[axisX] = lowX + (i + 0.5) * (highX - lowX) / grid.width;
    if (columns == 1) return;
    const auto [lowY, highY] = data.domain[axisY];
    row[axisY] = highY - (j + 0.5) * (highY - lowY) / grid.height;
    return;
  }
  const double right = (2 * i + 1.0) / grid.width - 1;
  const double up = 1 - (2 * j + 1.0) / grid.height;
  for (std::size_t c = 0; c < columns; ++c)
    row[c] = at[c] + right * grid.directions[c] + up * grid.directions[columns + c];
}

}  // namespace

template <class T>
const T* GridFeatures<T>::of(const Grid& grid, const FeatureMap& map, const PreparedData& data) {
  const auto columns = static_cast<std::size_t>(map.columns());
  if (!values_.empty() && sameGrid(grid, grid_)) return values_.data();
  const std::ptrdiff_t points = static_cast<std::ptrdiff_t>(grid.width) * grid.height;
  stride_ = (points + 15) / 16 * 16 + 16;  // no multiple of 4 KB, and room for the last vector
  values_.assign(static_cast<std::size_t>(stride_ * map.count()), T{0});
  std::vector<double> at = grid.at.empty() ? data.columnMeans : grid.at;
  at.resize(columns);
  std::vector<double> row = at;
  std::vector<double> features(static_cast<std::size_t>(map.count()));
  for (int j = 0; j < grid.height; ++j)
    for (int i = 0; i < grid.width; ++i) {
      placeOn(grid, data, i, j, at, row);
      map.map(row.data(), features.data());
      const std::ptrdiff_t point = static_cast<std::ptrdiff_t>(j) * grid.width + i;
      for (std::size_t k = 0; k < features.size(); ++k)
        values_[k * static_cast<std::size_t>(stride_) + static_cast<std::size_t>(point)] = static_cast<T>(features[k]);
    }
  grid_ = grid;
  ++version_;
  return values_.data();
}

template class GridFeatures<float>;
template class GridFeatures<double>;

}  // namespace gp
