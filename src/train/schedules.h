/// The schedules of the learning rate: one row each.
#pragma once

#include <vector>

#include "base/catalog.h"

namespace gp {

/// How the learning rate changes as training goes on.
struct Schedule : RowInfo {
  /// What the experiment's learning rate is multiplied by.
  /// @param values  the row's own parameters, in the row's order
  /// @param epoch   epochs done before the update, with the fraction of the one begun; 0 or more
  double (*factor)(const std::vector<double>& values, double epoch);
};

/// constant step exponential cosine inverse-time.
const std::vector<Schedule>& schedules();

}  // namespace gp
