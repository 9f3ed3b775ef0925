#include "train/stop_rules.h"

#include <limits>

#include <gtest/gtest.h>

#include "base/english.h"

namespace gp::stop_rules_test {
namespace {

EpochMeasures after(double epoch, double trainLoss, double gradientNorm = 1) {
  EpochMeasures measures;
  measures.epoch = epoch;
  measures.trainLoss = trainLoss;
  measures.gradientNorm = gradientNorm;
  return measures;
}

/// The epoch (from 1) at which a run with these losses is stopped, or 0.
int stoppedAt(const StopSpec& stop, const std::vector<double>& losses) {
  StopMemory memory;
  for (std::size_t i = 0; i < losses.size(); ++i) {
    if (checkStopRules(stop, after(static_cast<double>(i + 1), losses[i]), memory)) return static_cast<int>(i + 1);
  }
  return 0;
}

TEST(StopRules, AreOffUnlessAskedFor) { EXPECT_EQ(stoppedAt({}, {1, 0, 0, 0, 0}), 0); }

TEST(StopRules, StandInTheOrderOfTheExperiment) {
  std::vector<std::string> paths;
  for (const StopRule& rule : stopRules()) paths.emplace_back(rule.path);
  EXPECT_EQ(paths,
            (std::vector<std::string>{"stop.maxEpochs", "stop.trainLoss", "stop.gradientNorm", "stop.patience"}));
}

TEST(MaxEpochs, HoldsFromItsEpochOn) {
  StopSpec stop;
  stop.maxEpochs = 3;
  EXPECT_EQ(stoppedAt(stop, {5, 5, 5, 5}), 3);
  StopMemory memory;
  const std::optional<Reason> reason = checkStopRules(stop, after(4, 5), memory);
  ASSERT_TRUE(reason);
  EXPECT_EQ(reason->rule, "stop.maxEpochs");
  EXPECT_EQ(english(reason->clauses, reason->values), "stopped after 4 epochs: the limit is 3");
}

TEST(TrainLossRule, HoldsAtItsLimit) {
  StopSpec stop;
  stop.trainLoss = 0.25;
  EXPECT_EQ(stoppedAt(stop, {0.5, 0.26, 0.25}), 3);
  EXPECT_EQ(stoppedAt(stop, {0.5, std::numeric_limits<double>::quiet_NaN()}), 0);
}

TEST(GradientNormRule, HoldsAtItsLimit) {
  StopSpec stop;
  stop.gradientNorm = 0.01;
  StopMemory memory;
  EXPECT_FALSE(checkStopRules(stop, after(1, 1, 0.011), memory));
  const std::optional<Reason> reason = checkStopRules(stop, after(2, 1, 0.01), memory);
  ASSERT_TRUE(reason);
  EXPECT_EQ(english(reason->clauses, reason->values), "gradient norm 0.01 has reached 0.01 at epoch 2");
}

TEST(Patience, CountsEpochsSinceTheLastImprovement) {
  StopSpec stop;
  stop.patience = 2;
  EXPECT_EQ(stoppedAt(stop, {5, 4, 4, 4, 4}), 4);  // best at epoch 2; 3 and 4 bring nothing
  EXPECT_EQ(stoppedAt(stop, {5, 4, 4, 3, 3, 2, 2, 1}), 0);
  EXPECT_EQ(stoppedAt(stop, {5, 4, 6, 3.9, 6, 6}), 6);
}

TEST(Patience, TakesOnlyFallsOfMoreThanMinDeltaForImprovements) {
  StopSpec stop;
  stop.patience = 2;
  stop.minDelta = 0.5;
  EXPECT_EQ(stoppedAt(stop, {5, 4.75, 4.5, 4.25}), 3);  // 4.5 is not below 5 − 0.5
  // Small falls add up: they are measured from the best, not from the epoch before.
  EXPECT_EQ(stoppedAt(stop, {5, 4.7, 4.4, 4.1, 3.8, 3.5, 3.2}), 0);
}

TEST(Patience, WatchesTheTestLossWhereThereIsOne) {
  StopSpec stop;
  stop.patience = 2;
  StopMemory memory;
  std::optional<Reason> reason;
  for (int epoch = 1; epoch <= 3; ++epoch) {
    EpochMeasures measures = after(epoch, 1.0 / epoch);
    measures.testLoss = 0.5 + 0.25 * epoch;  // rises while the training loss falls
    reason = checkStopRules(stop, measures, memory);
    EXPECT_EQ(reason.has_value(), epoch == 3);
  }
  ASSERT_TRUE(reason);
  EXPECT_EQ(english(reason->clauses, reason->values),
            "the test loss has not fallen by more than 0 for 2 epochs: best 0.75 at epoch 1");
}

TEST(Patience, StartsToCountWhenItIsSwitchedOn) {
  StopSpec off;
  StopSpec on;
  on.patience = 2;
  StopMemory memory;
  for (int epoch = 1; epoch <= 10; ++epoch) EXPECT_FALSE(checkStopRules(off, after(epoch, 1), memory));
  EXPECT_FALSE(checkStopRules(on, after(11, 1), memory));
  EXPECT_FALSE(checkStopRules(on, after(12, 1), memory));
  EXPECT_TRUE(checkStopRules(on, after(13, 1), memory));
}

TEST(Patience, GoesOnFromASavedMemory) {
  StopSpec stop;
  stop.patience = 3;
  StopMemory memory;
  checkStopRules(stop, after(1, 1), memory);
  checkStopRules(stop, after(2, 1), memory);
  StopMemory restored = {memory.best, memory.bestEpoch, memory.watching};
  EXPECT_EQ(restored, memory);
  EXPECT_FALSE(checkStopRules(stop, after(3, 1), restored));
  EXPECT_TRUE(checkStopRules(stop, after(4, 1), restored));
}

TEST(StopRules, AnswerWithTheFirstThatHolds) {
  StopSpec stop;
  stop.maxEpochs = 1;
  stop.trainLoss = 1;
  StopMemory memory;
  EXPECT_EQ(checkStopRules(stop, after(1, 0), memory)->rule, "stop.maxEpochs");
}

TEST(EveryStopRule, FillsItsSentence) {
  StopSpec stop;
  stop.maxEpochs = 7;
  stop.trainLoss = 0.5;
  stop.gradientNorm = 2;
  stop.patience = 1;
  const StopMemory memory = {0.25, 3, 1};
  EpochMeasures tested = after(7, 0.5);
  tested.testLoss = 0.75;
  for (const StopRule& rule : stopRules()) {
    for (const EpochMeasures& measures : {after(7, 0.5), tested}) {
      SCOPED_TRACE(rule.path);
      EXPECT_TRUE(rule.holds(stop, measures, memory));
      const Reason reason{rule.path, {rule.message(measures)}, rule.values(stop, measures, memory)};
      EXPECT_EQ(english(reason.clauses, reason.values).find_first_of("{}"), std::string::npos)
          << english(reason.clauses, reason.values);
      const std::string pattern = messages()[static_cast<std::size_t>(reason.clauses.front())].english;
      for (const auto& [name, value] : reason.values)
        EXPECT_NE(pattern.find("{" + name + "}"), std::string::npos) << name;
    }
  }
}

TEST(Reason, BecomesAValueWithItsIdsItsNumbersAndItsEnglish) {
  const double infinity = std::numeric_limits<double>::infinity();
  const Reason reason{"stop.test",
                      {Message::divergedLoss, Message::divergedRate},
                      {{"value", infinity}, {"step", 7}, {"learningRate", 0.5}, {"quantity", "loss"}}};
  EXPECT_EQ(english(reason.clauses, reason.values), "loss became Infinity at step 7; learning rate 0.5");
  const Value value = toValue(reason);
  EXPECT_EQ(value.get("rule")->text(), "stop.test");
  ASSERT_EQ(value.get("ids")->items().size(), 2U);
  EXPECT_EQ(value.get("ids")->items()[1].text(), "divergedRate");
  EXPECT_EQ(value.get("values")->get("learningRate")->number(), 0.5);
  EXPECT_EQ(value.get("values")->get("quantity")->text(), "loss");
  EXPECT_EQ(value.get("values")->get("value")->text(), "Infinity");  // JSON has no such number
}

}  // namespace
}  // namespace gp::stop_rules_test
