#include "data/datasets.h"

#include "data/dataset_parts.h"

namespace gp {

const std::vector<Dataset>& datasets() {
  static const std::vector<Dataset> table = [] {
    std::vector<Dataset> rows;
    for (const auto& group :
         {parts::playground(), parts::shapes(), parts::curves(), parts::surfaces(), parts::measured()})
      rows.insert(rows.end(), group.begin(), group.end());
    return rows;
  }();
  return table;
}

LabelledRows makeRows(const Dataset& dataset, const DataRequest& request, std::uint32_t seed) {
  LabelledRows rows;
  rows.inputs.columns = static_cast<int>(dataset.columns.size());
  rows.targets.columns = 1;
  rows.inputs.values.reserve(dataset.columns.size() * static_cast<std::size_t>(request.samples));
  rows.targets.values.reserve(static_cast<std::size_t>(request.samples));
  Random random(seed, Random::Purpose::data);
  RandomSource source(random);
  dataset.make(request, source, rows);
  return rows;
}

}  // namespace gp
