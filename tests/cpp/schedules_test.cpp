#include "train/schedules.h"

#include <cmath>
#include <cstring>

#include <gtest/gtest.h>

namespace gp::schedules_test {
namespace {

const Schedule& row(const char* id) { return find(schedules(), id, "schedule.name"); }

std::vector<double> defaultsOf(const Schedule& schedule) {
  std::vector<double> values;
  for (const Parameter& parameter : schedule.parameters) values.push_back(parameter.fallback);
  return values;
}

TEST(EverySchedule, IsNamedByTheContract) {
  std::string ids;
  for (const auto& row : schedules()) ids += (ids.empty() ? "" : ", ") + std::string(row.id);
  EXPECT_EQ(ids, "constant, step, exponential, cosine, inverse-time");
}

TEST(EverySchedule, DescribesItselfInFull) {
  for (const Schedule& schedule : schedules()) {
    SCOPED_TRACE(schedule.id);
    for (const char* text : {schedule.label.en, schedule.label.zh, schedule.summary.en, schedule.summary.zh,
                             schedule.formula, schedule.source})
      EXPECT_GT(std::strlen(text), 1U);
    for (const Parameter& parameter : schedule.parameters) {
      EXPECT_LT(parameter.min, parameter.max) << parameter.id;
      EXPECT_LE(parameter.min, parameter.fallback) << parameter.id;
      EXPECT_GE(parameter.max, parameter.fallback) << parameter.id;
    }
  }
}

TEST(EverySchedule, BeginsWithTheWholeRateAndNeverExceedsIt) {
  for (const Schedule& schedule : schedules()) {
    SCOPED_TRACE(schedule.id);
    const std::vector<double> values = defaultsOf(schedule);
    EXPECT_EQ(schedule.factor(values, 0), 1);
    double before = 1;
    for (double epoch = 0.25; epoch < 2000; epoch += 0.25) {
      const double factor = schedule.factor(values, epoch);
      ASSERT_LE(factor, before) << epoch;
      ASSERT_GE(factor, 0) << epoch;
      before = factor;
    }
    EXPECT_EQ(before < 1, std::strcmp(schedule.id, "constant") != 0);
  }
}

TEST(EverySchedule, IsFiniteAtTheEndsOfEveryRange) {
  for (const Schedule& schedule : schedules()) {
    SCOPED_TRACE(schedule.id);
    const std::size_t count = schedule.parameters.size();
    for (std::size_t corner = 0; corner < (std::size_t{1} << count); ++corner) {
      std::vector<double> values;
      for (std::size_t i = 0; i < count; ++i)
        values.push_back((corner >> i & 1U) != 0 ? schedule.parameters[i].max : schedule.parameters[i].min);
      for (const double epoch : {0.0, 0.5, 1.0, 1e3, 1e7}) {
        const double factor = schedule.factor(values, epoch);
        EXPECT_TRUE(factor >= 0 && factor <= 1) << factor << " in corner " << corner << " at " << epoch;
      }
    }
  }
}

/// StepLR(step_size=3, gamma=0.5).
TEST(StepSchedule, DropsAtTheEndOfEverySteps) {
  const std::vector<double> values = {3, 0.5};
  EXPECT_EQ(row("step").factor(values, 2.999), 1);
  EXPECT_EQ(row("step").factor(values, 3), 0.5);
  EXPECT_EQ(row("step").factor(values, 9.5), 0.125);
}

/// ExponentialLR(gamma=0.9) at whole epochs.
TEST(ExponentialSchedule, IsGammaToTheEpochsDone) {
  double expected = 1;
  for (int epoch = 0; epoch < 300; ++epoch) {
    // log, exp and 300 products, each within 1e-16 or so of the value; the exponent reaches 32.
    EXPECT_NEAR(row("exponential").factor({0.9}, epoch) / expected, 1, 1e-13);
    expected *= 0.9;
  }
  EXPECT_NEAR(row("exponential").factor({0.9}, 0.5), std::sqrt(0.9), 1e-15);
}

/// CosineAnnealingLR(T_max=80, eta_min=0.1·η) after LinearLR(start_factor=0.2, total_iters=20).
TEST(CosineSchedule, RisesInALineAndFallsAlongHalfACosine) {
  const std::vector<double> values = {20, 100, 0.1, 0.2};
  const Schedule& cosine = row("cosine");
  EXPECT_DOUBLE_EQ(cosine.factor(values, 0), 0.2);
  EXPECT_DOUBLE_EQ(cosine.factor(values, 5), 0.4);
  EXPECT_DOUBLE_EQ(cosine.factor(values, 20), 1);
  EXPECT_DOUBLE_EQ(cosine.factor(values, 40), 0.1 + 0.45 * (1 + std::sqrt(0.5)));
  EXPECT_DOUBLE_EQ(cosine.factor(values, 60), 0.55);
  EXPECT_NEAR(cosine.factor(values, 99.999), 0.1, 1e-9);
  EXPECT_EQ(cosine.factor(values, 100), 0.1);
  EXPECT_EQ(cosine.factor(values, 1e6), 0.1);
}

TEST(CosineSchedule, EndsAtTheLastEpochEvenWithinTheWarmUp) {
  const std::vector<double> values = {50, 10, 0.1, 0.2};
  EXPECT_NEAR(row("cosine").factor(values, 9.999), 0.2 + 0.8 * 9.999 / 50, 1e-15);
  EXPECT_EQ(row("cosine").factor(values, 10), 0.1);
}

TEST(InverseTimeSchedule, DividesByOnePlusDecayTimesEpochs) {
  EXPECT_DOUBLE_EQ(row("inverse-time").factor({0.5}, 2), 0.5);
  EXPECT_DOUBLE_EQ(row("inverse-time").factor({0.5}, 7), 1 / 4.5);
}

}  // namespace
}  // namespace gp::schedules_test
