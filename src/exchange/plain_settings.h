/// Plain settings: read, written and compared by their rows alone.
#pragma once

#include <string>
#include <vector>

#include "exchange/reader.h"
#include "experiment/experiment.h"

namespace gp {

/// Reads every plain setting of a part: of `stop`, the rows `stop.…` of `settings()` that name their member.
/// @param reader  of the part @throws ExperimentError
void readPlainSettings(ObjectReader& reader, Experiment& experiment);

/// Adds them to the part's object, in the order of the table.
void writePlainSettings(const std::string& part, const Experiment& experiment, Value& object);

/// The paths of those that differ.
std::vector<std::string> differingPlainSettings(const std::string& part, const Experiment& a, const Experiment& b);

}  // namespace gp
