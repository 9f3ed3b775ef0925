#include "train/stop_rules.h"

namespace gp {
namespace {

using Values = std::vector<std::pair<std::string, Value>>;

StopRule maxEpochsRow() {
  return {"stop.maxEpochs",
          {"Epochs", "轮数"},
          {"stopped after {epoch} epochs: the limit is {limit}", "已训练 {epoch} 轮：上限为 {limit} 轮"},
          [](const StopSpec& stop, const EpochMeasures& now, const StopMemory&) {
            return stop.maxEpochs && now.epoch >= *stop.maxEpochs;
          },
          [](const StopSpec& stop, const EpochMeasures& now, const StopMemory&) -> Values {
            return {{"epoch", now.epoch}, {"limit", *stop.maxEpochs}};
          }};
}

StopRule trainLossRow() {
  return {
      "stop.trainLoss",
      {"Training loss", "训练损失"},
      {"training loss {loss} has reached {limit} at epoch {epoch}", "第 {epoch} 轮训练损失 {loss} 已达到目标 {limit}"},
      [](const StopSpec& stop, const EpochMeasures& now, const StopMemory&) {
        return stop.trainLoss && now.trainLoss <= *stop.trainLoss;
      },
      [](const StopSpec& stop, const EpochMeasures& now, const StopMemory&) -> Values {
        return {{"loss", now.trainLoss}, {"limit", *stop.trainLoss}, {"epoch", now.epoch}};
      }};
}

StopRule gradientNormRow() {
  return {
      "stop.gradientNorm",
      {"Gradient norm", "梯度范数"},
      {"gradient norm {norm} has reached {limit} at epoch {epoch}", "第 {epoch} 轮梯度范数 {norm} 已达到目标 {limit}"},
      [](const StopSpec& stop, const EpochMeasures& now, const StopMemory&) {
        return stop.gradientNorm && now.gradientNorm <= *stop.gradientNorm;
      },
      [](const StopSpec& stop, const EpochMeasures& now, const StopMemory&) -> Values {
        return {{"norm", now.gradientNorm}, {"limit", *stop.gradientNorm}, {"epoch", now.epoch}};
      }};
}

StopRule patienceRow() {
  return {"stop.patience",
          {"Patience", "耐心"},
          {"the {part} loss has not fallen by more than {minDelta} for {epochs} epochs: best {best} at epoch "
           "{bestEpoch}",
           "{partZh}损失已连续 {epochs} 轮未下降超过 {minDelta}：最佳值 {best}，在第 {bestEpoch} 轮"},
          [](const StopSpec& stop, const EpochMeasures& now, const StopMemory& memory) {
            return stop.patience && memory.watching != 0 && now.epoch - memory.bestEpoch >= *stop.patience;
          },
          [](const StopSpec& stop, const EpochMeasures& now, const StopMemory& memory) -> Values {
            return {{"part", now.testLoss ? "test" : "training"},
                    {"partZh", now.testLoss ? "测试" : "训练"},
                    {"epochs", now.epoch - memory.bestEpoch},
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
    if (rule.holds(stop, now, memory)) {
      return makeReason(rule.path, rule.message.en, rule.message.zh, rule.values(stop, now, memory));
    }
  }
  return std::nullopt;
}

}  // namespace gp
