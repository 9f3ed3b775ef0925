/// What makes each update rule itself; all of them together are tested in optimizers_test.cpp.
#include <gtest/gtest.h>

#include "optimizer_run.h"

namespace gp::optimizer_rules_test {
namespace {

const Optimizer& row(const char* id) { return find(optimizers(), id, "optimizer.name"); }

TEST(Adam, FirstStepHasLengthRateWhateverTheGradientSize) {
  for (const double gradient : {1e-3, 1.0, 1e6}) {
    OptimizerRun<double> run(row("adam"), {5}, 0.01);
    run.step({gradient});
    // ε of 1e-8 shortens the step by 1e-8/1e-3 at most.
    EXPECT_NEAR(5 - run.parameters()[0], 0.01, 0.01 * 2e-5) << gradient;
  }
}

TEST(Adam, CountsStepsPerNetworkAndNotPerParameter) {
  OptimizerRun<double> run(row("adam"), std::vector<double>(64, 0.0), 0.01);
  for (int t = 1; t <= 3; ++t) run.step(std::vector<double>(64, 1.0));
  EXPECT_DOUBLE_EQ(run.scalars()[0], 0.9 * 0.9 * 0.9);
  // A constant gradient: corrected averages are exactly that gradient, so each step has length rate.
  for (const double parameter : run.parameters()) EXPECT_NEAR(parameter, -0.03, 1e-9);
}

TEST(Amsgrad, NeverForgetsTheLargestGradient) {
  OptimizerRun<double> run(row("amsgrad"), {0}, 0.01, {{"beta2", 0.5}});
  run.step({10});
  for (int t = 0; t < 30; ++t) run.step({0});
  const std::vector<std::vector<double>>& state = run.state();
  EXPECT_LT(state[1][0], 1e-6);
  EXPECT_DOUBLE_EQ(state[2][0], 50);  // (1 − 0.5)·10²
}

TEST(Adamw, ShrinksTheParameterByRateTimesDecayApartFromTheGradient) {
  OptimizerRun<double> run(row("adamw"), {2}, 0.1, {{"weightDecay", 0.25}});
  run.step({0});
  EXPECT_DOUBLE_EQ(run.parameters()[0], 2 * (1 - 0.1 * 0.25));
  EXPECT_EQ(run.state()[0][0], 0);
}

TEST(Momentum, ApproachesRateOverOneMinusMomentumUnderAConstantGradient) {
  OptimizerRun<double> run(row("momentum"), {0}, 0.01, {{"momentum", 0.5}});
  for (int t = 0; t < 60; ++t) run.step({1});
  const double before = run.parameters()[0];
  run.step({1});
  EXPECT_NEAR(before - run.parameters()[0], 0.01 / (1 - 0.5), 1e-14);  // short of it by 0.5^61
}

TEST(Nesterov, StepsFurtherAheadThanMomentum) {
  OptimizerRun<double> ahead(row("nesterov"), {0}, 0.1);
  OptimizerRun<double> behind(row("momentum"), {0}, 0.1);
  ahead.step({1});
  behind.step({1});
  EXPECT_DOUBLE_EQ(behind.parameters()[0], -0.1);
  EXPECT_DOUBLE_EQ(ahead.parameters()[0], -0.1 * 1.9);
}

TEST(Radam, IgnoresSquaredGradientsForItsFirstFiveSteps) {
  OptimizerRun<double> small(row("radam"), {0}, 0.001);
  OptimizerRun<double> large(row("radam"), {0}, 0.001);
  for (int t = 1; t <= 6; ++t) {
    const double smallBefore = small.parameters()[0];
    const double largeBefore = large.parameters()[0];
    small.step({1});
    large.step({100});
    const double ratio = (large.parameters()[0] - largeBefore) / (small.parameters()[0] - smallBefore);
    // Unrectified steps grow with the gradient; from the sixth on it is divided by its own size (but for ε).
    EXPECT_NEAR(ratio, t <= 5 ? 100 : 1, 1e-4) << t;
  }
}

TEST(Rprop, StepsByTheSignAlone) {
  OptimizerRun<double> run(row("rprop"), {0, 0, 0}, 0.1);
  run.step({1e-9, 5, -1e9});
  EXPECT_EQ(run.parameters(), (std::vector<double>{-0.1, -0.1, 0.1}));
}

TEST(Rprop, GrowsWhileTheSignStaysAndHaltsAndShrinksWhenItTurns) {
  OptimizerRun<double> run(row("rprop"), {0}, 0.1);
  const std::vector<double>& size = run.state()[1];
  run.step({1});
  run.step({1});
  EXPECT_DOUBLE_EQ(size[0], 0.12);
  const double before = run.parameters()[0];
  run.step({-1});
  EXPECT_DOUBLE_EQ(size[0], 0.06);
  EXPECT_EQ(run.parameters()[0], before);
  run.step({-1});
  EXPECT_DOUBLE_EQ(size[0], 0.06);  // the halted gradient counts as zero
  EXPECT_DOUBLE_EQ(run.parameters()[0], before + 0.06);
}

/// Gradients of a deep net may be so small that the product of two vanishes in float.
TEST(Rprop, SeesTheSignOfGradientsWhoseProductVanishes) {
  OptimizerRun<float> run(row("rprop"), {0}, 0.1);
  run.step({1e-30F});
  run.step({1e-30F});
  EXPECT_FLOAT_EQ(run.state()[1][0], 0.12F);
}

TEST(Rprop, TakesTheRateOfItsFirstStepOnly) {
  OptimizerRun<double> run(row("rprop"), {0}, 0.1);
  run.step({1});
  run.setRate(7);
  run.step({1});
  EXPECT_DOUBLE_EQ(run.parameters()[0], -0.1 - 0.12);
}

}  // namespace
}  // namespace gp::optimizer_rules_test
