/// The rules that end training, looked at after every epoch. A rule is off where its setting is empty.
#pragma once

#include <optional>
#include <vector>

#include "experiment/experiment.h"
#include "train/reason.h"

namespace gp {

/// What is known at the end of an epoch.
struct EpochMeasures {
  double epoch = 0;  ///< epochs done
  double trainLoss = 0;
  std::optional<double> testLoss;  ///< empty where all rows train
  double gradientNorm = 0;         ///< 2-norm, over the whole training set
};

/// What patience remembers: plain numbers, part of what a snapshot saves. `StopMemory{}` is the start of a
/// run.
struct StopMemory {
  double best = 0;       ///< the lowest loss so far, by the measure of `minDelta`
  double bestEpoch = 0;  ///< when it was reached
  double watching = 0;   ///< 1 once `best` holds something, else 0
  bool operator==(const StopMemory&) const = default;
};

/// One way to end training.
struct StopRule {
  const char* path;  ///< of its setting in the experiment, which has its name and range
  bool (*holds)(const StopSpec&, const EpochMeasures&, const StopMemory&);
  Message (*message)(const EpochMeasures&);  ///< of the reason
  MessageValues (*values)(const StopSpec&, const EpochMeasures&, const StopMemory&);
};

/// maxEpochs trainLoss gradientNorm patience.
const std::vector<StopRule>& stopRules();

/// Looks at one more finished epoch: updates the memory, then asks the rules in their order.
/// Patience watches the test loss where there is a test part and the training loss otherwise; an epoch
/// improves when its loss is below the best by more than `minDelta`. The memory is empty while patience is
/// off, so that switching it on starts to count at that epoch.
/// @return the reason of the first rule that holds, or nothing
std::optional<Reason> checkStopRules(const StopSpec&, const EpochMeasures&, StopMemory&);

}  // namespace gp
