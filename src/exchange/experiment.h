/// The experiment as a plain `Value`: decoded, encoded, compared.
#pragma once

#include <string>
#include <vector>

#include "base/value.h"
#include "experiment/experiment.h"

namespace gp {

/// Reads an experiment, fills what is left out, and checks every name, type and range, and that the parts fit together
/// (loss with output, features with columns, targets with classes, the network with the memory there is).
///
/// Left out: the task is the dataset's, for own rows classification; the dataset is the spiral, for regression the
/// plane; samples, noise, classes and `standardize` are the dataset's; own rows have as many classes as they show or
/// have names, at least two; features are x and y, x alone where there is one column, every column as it is where there
/// are more; loss and output activation are chosen as exchange/outputs.h says; the learning rate is the optimizer's
/// own; every other number stands in `settings()`.
///
/// Own rows come as lists of rows or as flat arrays, which `data.columns` or the number of targets cuts into rows. null
/// and NaN are missing cells. `[[t], …]` is the same as `[t, …]`; wider rows of targets are labels (0 or 1), under
/// softmax one-hot classes.
/// @throws ExperimentError whose path names the place
Experiment decodeExperiment(const Value& value);

/// The same experiment with every default filled in; `decodeExperiment(encodeExperiment(e)) == e`.
Value encodeExperiment(const Experiment& experiment);

/// The paths at which two experiments differ, as in `optimizer.learningRate` or `data.noise`. Coarse where a
/// part is replaced as a whole: `data` for other own rows (or rows of another kind), `data.dataset`,
/// `optimizer.name` and `schedule.name` without what follows from them, `network.hidden` where a layer or its
/// activation changes.
std::vector<std::string> differingPaths(const Experiment& a, const Experiment& b);

/// Whether a change at `path` (as `differingPaths` spells it) needs a new start. Learning rate, the
/// optimizer's own parameters, schedule, penalties, clipping, batch size and shuffling, dropout and stop
/// rules do not; seeds do.
bool restartsOnChangeOf(const std::string& path);

}  // namespace gp
