#include "train/stop_rules.h"

namespace gp {
namespace {

StopRule maxEpochsRow() {
  return {"stop.maxEpochs",
          [](const StopSpec& stop, const EpochMeasures& now, const StopMemory&) {
            return stop.maxEpochs && now.epoch >= *stop.maxEpochs;
          },
          [](const EpochMeasures&) { return Message::stoppedMaxEpochs; },
          [](const StopSpec& stop, const EpochMeasures& now, const StopMemory&) -> MessageValues {
            return {{"epoch", now.epoch}, {"limit", *stop.maxEpochs}};
          }};
}

StopRule trainLossRow() {
  return {"stop.trainLoss",
          [](const StopSpec& stop, const EpochMeasures& now, const StopMemory&) {
            return stop.trainLoss && now.trainLoss <= *stop.trainLoss;
          },
          [](const EpochMeasures&) { return Message::stoppedTrainLoss; },
          [](const StopSpec& stop, const EpochMeasures& now, const StopMemory&) -> MessageValues {
            return {{"loss", now.trainLoss}, {"limit", *stop.trainLoss}, {"epoch", now.epoch}};
          }};
}

StopRule gradientNormRow() {
  return {"stop.gradientNorm",
          [](const StopSpec& stop, const EpochMeasures& now, const StopMemory&) {
            return stop.gradientNorm && now.gradientNorm <= *stop.gradientNorm;
          },
          [](const EpochMeasures&) { return Message::stoppedGradientNorm; },
          [](const StopSpec& stop, const EpochMeasures& now, const StopMemory&) -> MessageValues {
            return {{"norm", now.gradientNorm}, {"limit", *stop.gradientNorm}, {"epoch", now.epoch}};
          }};
}

StopRule patienceRow() {
  return {"stop.patience",
          [](const StopSpec& stop, const EpochMeasures& now, const StopMemory& memory) {
            return stop.patience && memory.watching != 0 && now.epoch - memory.bestEpoch >= *stop.patience;
          },
          [](const EpochMeasures& now) {
            return now.testLoss ? Message::stoppedPatienceTest : Message::stoppedPatienceTraining;
          },
          [](const StopSpec& stop, const EpochMeasures& now, const StopMemory& memory) -> MessageValues {
            return {{"epochs", now.epoch - memory.bestEpoch},
                    {"minDelta", stop.minDelta},
                    {"best", memory.best},
                    {"bestEpoch", memory.bestEpoch}};
          }};
}

/// Updates what patience knows; see checkStopRules.
void remember(const StopSpec& stop, const EpochMeasures& now, StopMemory& memory) {
  if (!stop.patience) {
    memory = StopMemory{};
    return;
  }
  const double watched = now.testLoss ? *now.testLoss : now.trainLoss;
  if (memory.watching == 0 || watched < memory.best - stop.minDelta) memory = {watched, now.epoch, 1};
}

}  // namespace

const std::vector<StopRule>& stopRules() {
  static const std::vector<StopRule> table = {maxEpochsRow(), trainLossRow(), gradientNormRow(), patienceRow()};
  return table;
}

std::optional<Reason> checkStopRules(const StopSpec& stop, const EpochMeasures& now, StopMemory& memory) {
  remember(stop, now, memory);
  for (const StopRule& rule : stopRules()) {
    if (rule.holds(stop, now, memory)) return Reason{rule.path, {rule.message(now)}, rule.values(stop, now, memory)};
  }
  return std::nullopt;
}

}  // namespace gp
