#include "data/standardize.h"

#include <algorithm>
#include <cmath>

namespace gp {

Scaling scalingOf(const Table& table) {
  const auto columns = static_cast<std::size_t>(table.columns);
  const double rows = table.rows();
  Scaling scaling{std::vector<double>(columns, 0), std::vector<double>(columns, 1)};
  for (std::size_t c = 0; c < columns; ++c) {
    double low = table.values[c];
    double high = low;
    double sum = 0;
    for (std::size_t i = c; i < table.values.size(); i += columns) {
      low = std::min(low, table.values[i]);
      high = std::max(high, table.values[i]);
      sum += table.values[i];
    }
    if (low == high) {  // exactly, so that rounding of the mean cannot make a deviation of nothing
      scaling.mean[c] = low;
      continue;
    }
    const double mean = sum / rows;
    double squares = 0;
    for (std::size_t i = c; i < table.values.size(); i += columns) {
      const double distance = table.values[i] - mean;
      squares += distance * distance;
    }
    scaling.mean[c] = mean;
    const double deviation = std::sqrt(squares / rows);
    if (deviation > 0) scaling.deviation[c] = deviation;
  }
  return scaling;
}

}  // namespace gp
