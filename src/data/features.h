/// The features: what of a row of data the network sees. One row each.
#pragma once

#include <string>
#include <vector>

#include "base/catalog.h"

namespace gp {

/// A function of a row of data (after standardisation, where that is on).
struct Feature : RowInfo {
  int columns;  ///< columns the data must have: 1 (at least one), 2 (at least two), 0 (any number)
  double (*value)(const double* row);  ///< null for "raw", which passes every column
};

/// x y x^2 y^2 x*y sin(x) sin(y) raw.
const std::vector<Feature>& features();

/// How many network inputs a list of features makes of rows with `columns` columns.
int featureCount(const std::vector<std::string>& ids, int columns);

/// The features that an experiment has where it names none: x and y, x alone where there is one column, and
/// the columns as they are where there are more than two.
std::vector<std::string> defaultFeatures(int columns);

}  // namespace gp
