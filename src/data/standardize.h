/// Centre and scale of columns.
#pragma once

#include <vector>

#include "experiment/experiment.h"

namespace gp {

/// One number a column. Standardised, a value is (value − mean) / deviation.
struct Scaling {
  std::vector<double> mean;
  std::vector<double>
      deviation;  ///< √(Σ (value − mean)² / n), as scikit-learn's StandardScaler; 1 for a constant column
};

/// Fitted on the rows of the training part, and on no other. @param table  at least one row, no cell missing
Scaling scalingOf(const Table& table);

}  // namespace gp
