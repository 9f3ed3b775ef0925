#include "data/table_files.h"

#include <map>
#include <stdexcept>
#include <utility>

#include "data/datasets.h"

namespace gp {
namespace {

/// By the file's name. Texts never move, so that views of them stay good.
std::map<std::string, std::string>& texts() {
  static std::map<std::string, std::string> kept;
  return kept;
}

/// Reads all rows out of the text that has just been kept.
bool isComplete(const Dataset& dataset) {
  try {
    const DataRequest oneTooMany{dataset.samples.max + 1, 0, dataset.classes ? dataset.classes->max : 0};
    const LabelledRows rows = makeRows(dataset, oneTooMany, 1);
    return rows.targets.rows() == dataset.samples.max;
  } catch (const std::logic_error&) {  // a column or class that is not there, a cell that is no number
    return false;
  }
}

}  // namespace

void provideTable(const std::string& id, std::string csv) {
  const Dataset& dataset = find(datasets(), id, "dataset");
  if (!dataset.file) throw ExperimentError("dataset", "is \"" + id + "\", whose rows are built in");
  const auto [place, isNew] = texts().try_emplace(dataset.file);
  std::swap(place->second, csv);
  if (isComplete(dataset)) return;
  std::swap(place->second, csv);
  if (isNew) texts().erase(place);
  throw ExperimentError(dataset.file, "is not the table of dataset \"" + id + "\": it is damaged or another file");
}

std::string_view tableText(const std::string& dataset, const std::string& file) {
  const auto found = texts().find(file);
  if (found != texts().end()) return found->second;
  throw ExperimentError("data.dataset",
                        "is \"" + dataset + "\", whose rows are a file of their own, " + file + ", not loaded yet");
}

}  // namespace gp
