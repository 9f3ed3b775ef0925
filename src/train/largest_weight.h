/// How large a network's weights have become.
#pragma once

#include <vector>

#include "nn/plan.h"

namespace gp {

/// The largest |w|, of those that are numbers.
template <class T>
double largestWeight(const NetworkPlan& plan, const std::vector<T>& parameters);

extern template double largestWeight(const NetworkPlan&, const std::vector<float>&);
extern template double largestWeight(const NetworkPlan&, const std::vector<double>&);

}  // namespace gp
