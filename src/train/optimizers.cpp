#include "train/optimizers.h"

#include "train/rules/rules.h"

namespace gp {

const std::vector<Optimizer>& optimizers() {
  static const std::vector<Optimizer> table = [] {
    std::vector<Optimizer> rows;
    for (const auto family :
         {descentOptimizers, scalingOptimizers, adamOptimizers, adamKinOptimizers, resilientOptimizers}) {
      for (Optimizer& row : family()) rows.push_back(std::move(row));
    }
    return rows;
  }();
  return table;
}

}  // namespace gp
