#include "train/divergence.h"

#include <limits>

#include <gtest/gtest.h>

#include "base/english.h"

namespace gp::divergence_test {
namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

WeightGrowth growthOf(const std::vector<double>& largest) {
  WeightGrowth growth;
  for (const double one : largest) growth.note(one);
  return growth;
}

TEST(DivergenceReason, SaysWhatHappenedWhereAndHowFastTheWeightsGrew) {
  const Reason reason =
      divergenceReason({Divergence::Quantity::loss, notANumber, 312, 3}, growthOf({1, 1.1, 1, 6, 40}));
  EXPECT_EQ(reason.rule, "diverged");
  EXPECT_EQ(english(reason.clauses, reason.values),
            "loss became NaN at step 312; the largest weight grew 40-fold in 2 steps; learning rate 3");
  const Value values = *toValue(reason).get("values");
  EXPECT_EQ(values.get("quantity")->text(), "loss");
  EXPECT_EQ(values.get("value")->text(), "NaN");
  EXPECT_EQ(values.get("step")->number(), 312);
  EXPECT_EQ(values.get("growth")->number(), 40);
  EXPECT_EQ(values.get("growthSteps")->number(), 2);
  EXPECT_EQ(values.get("learningRate")->number(), 3);
  EXPECT_EQ(values.get("layer"), nullptr);
}

TEST(DivergenceReason, LeavesGrowthOutWhereThereWasNone) {
  const Reason reason = divergenceReason({Divergence::Quantity::parameter, infinity, 1, 1e9, Place{2, 3, Place::bias}},
                                         growthOf({1, 1.5}));
  EXPECT_EQ(english(reason.clauses, reason.values),
            "a parameter became Infinity at step 1 (layer 2, neuron 3, bias); learning rate 1e+09");
  EXPECT_EQ(toValue(reason).get("values")->get("growth"), nullptr);
  EXPECT_EQ(toValue(reason).get("values")->get("input"), nullptr);
}

TEST(DivergenceReason, NamesThePlaceOfAWeightAndOfAUnit) {
  const Reason weight = divergenceReason({Divergence::Quantity::gradient, -infinity, 7, 1, Place{1, 2, 4}}, {});
  EXPECT_EQ(english(weight.clauses, weight.values),
            "a gradient became -Infinity at step 7 (layer 1, neuron 2, weight of input 4); learning rate 1");
  const Value values = *toValue(weight).get("values");
  EXPECT_EQ(values.get("layer")->number(), 1);
  EXPECT_EQ(values.get("unit")->number(), 2);
  EXPECT_EQ(values.get("input")->number(), 4);
  const Reason unit = divergenceReason({Divergence::Quantity::loss, infinity, 7, 1, Place{3, 1, Place::wholeUnit}}, {});
  EXPECT_EQ(english(unit.clauses, unit.values),
            "loss became Infinity at step 7 (first in layer 3, neuron 1); learning rate 1");
}

TEST(WeightGrowth, TellsTheShortestRunOfLastStepsThatGrewTenfold) {
  const WeightGrowth::Spurt spurt = growthOf({1, 1, 2, 4, 50}).spurt();
  EXPECT_EQ(spurt.steps, 1);
  EXPECT_DOUBLE_EQ(spurt.factor, 12.5);
}

TEST(WeightGrowth, TellsTheLargestGrowthWhereNoneIsTenfold) {
  const WeightGrowth::Spurt spurt = growthOf({2, 1, 2, 3, 5}).spurt();
  EXPECT_EQ(spurt.steps, 3);
  EXPECT_DOUBLE_EQ(spurt.factor, 5);
}

TEST(WeightGrowth, PassesOverWeightsThatAreNotFinite) {
  EXPECT_EQ(growthOf({1, 30, infinity, notANumber}).spurt().steps, 1);
  EXPECT_EQ(growthOf({notANumber, infinity}).spurt().steps, 0);
  EXPECT_EQ(growthOf({0, 0}).spurt().steps, 0);
  EXPECT_EQ(growthOf({}).spurt().steps, 0);
}

TEST(WeightGrowth, RemembersOnlyTheLastSteps) {
  WeightGrowth growth;
  growth.note(1e-6);
  for (int i = 0; i < WeightGrowth::window; ++i) growth.note(1);
  EXPECT_EQ(growth.count, WeightGrowth::window);
  EXPECT_EQ(growth.spurt().steps, 0);
}

}  // namespace
}  // namespace gp::divergence_test
