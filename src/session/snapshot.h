/// A run as JSON that goes on as if it had never stopped: the experiment, what moves, the history.
#pragma once

#include "base/value.h"
#include "train/run.h"

namespace gp {

/// `Snapshot` of web/engine/types.ts.
template <class T>
Value writeSnapshot(Run<T>& run);

/// The experiment a snapshot was made of. @throws ExperimentError
Experiment snapshotExperiment(const Value& snapshot);

/// Puts a run of that experiment where it was. @throws ExperimentError
template <class T>
void readSnapshot(const Value& snapshot, Run<T>& run);

}  // namespace gp
