/// Plans of dense layers, from their sizes alone.
#pragma once

#include <vector>

#include "nn/activations.h"
#include "nn/layers/dense.h"
#include "nn/plan_builder.h"

namespace gp::testing {

/// @param sizes inputs, hidden units …, outputs
inline NetworkPlan densePlan(const std::vector<int>& sizes, const std::string& hidden, const std::string& output,
                             double dropout = 0) {
  PlanBuilder builder({sizes.front()});
  for (std::size_t l = 1; l < sizes.size(); ++l) {
    const bool last = l + 1 == sizes.size();
    addDense(builder, sizes[l],
             last ? find(outputActivations(), output, "output") : find(activations(), hidden, "hidden"),
             last ? 0 : dropout);
  }
  return builder.finish();
}

}  // namespace gp::testing
