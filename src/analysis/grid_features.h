/// The network's inputs at the points of a picture.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/grid.h"
#include "data/prepare.h"

namespace gp {

/// Features of a grid's points, kept from one picture to the next: making them costs three times the network.
template <class T>
class GridFeatures {
 public:
  /// [features] rows of `stride()`, a row per feature, points row-major, y downwards. Made anew where the grid differs
  /// from the last call's; one object serves one map and one domain.
  const T* of(const Grid& grid, const FeatureMap& map, const PreparedData& data);
  std::ptrdiff_t stride() const { return stride_; }
  /// How often they were made.
  int version() const { return version_; }

 private:
  Grid grid_;
  int version_ = 0;
  std::ptrdiff_t stride_ = 0;
  std::vector<T> values_;
};

extern template class GridFeatures<float>;
extern template class GridFeatures<double>;

}  // namespace gp
