#include "train/optimizers.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <set>

#include <gtest/gtest.h>

#include "base/random.h"
#include "naive_optimizers.h"
#include "optimizer_run.h"
#include "reference_network.h"

namespace gp {
namespace {

const Optimizer& row(const char* id) { return find(optimizers(), id, "optimizer.name"); }

template <class T>
bool sameBits(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() &&
         (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
}

/// Numbers that look like parameters or gradients: every size from 1e-6 to 1, either sign.
template <class T>
std::vector<T> someNumbers(std::uint64_t seed, std::size_t count) {
  Random random(seed, Random::Purpose::analysis);
  std::vector<T> numbers(count);
  for (T& number : numbers) {
    const double size = random.uniform(0.1, 1);
    const std::uint32_t decades = random.below(6);
    const bool negative = random.below(2) == 1;
    double value = negative ? -size : size;
    for (std::uint32_t i = 0; i < decades; ++i) value /= 10;
    number = static_cast<T>(value);
  }
  return numbers;
}

TEST(EveryOptimizer, IsNamedByTheContract) {
  EXPECT_EQ(idsOf(optimizers()),
            "sgd, momentum, nesterov, adagrad, rmsprop, adadelta, adam, amsgrad, adamw, nadam, radam, "
            "adamax, rprop");
}

TEST(EveryOptimizer, DescribesItselfInFull) {
  for (const Optimizer& optimizer : optimizers()) {
    SCOPED_TRACE(optimizer.id);
    for (const char* text : {optimizer.label.en, optimizer.label.zh, optimizer.summary.en,
                             optimizer.summary.zh, optimizer.formula, optimizer.source})
      EXPECT_GT(std::strlen(text), 1U);
    EXPECT_GT(optimizer.learningRate, 0);
    std::set<std::string> names;
    for (const Parameter& parameter : optimizer.parameters) {
      SCOPED_TRACE(parameter.id);
      EXPECT_TRUE(names.insert(parameter.id).second);
      EXPECT_LT(parameter.min, parameter.max);
      EXPECT_LE(parameter.min, parameter.fallback);
      EXPECT_GE(parameter.max, parameter.fallback);
      EXPECT_TRUE(parameter.scale != Scale::log || parameter.min > 0);
      EXPECT_GT(std::strlen(parameter.summary.en) * std::strlen(parameter.summary.zh), 0U);
    }
  }
}

/// The product's loops against single numbers with powers taken anew: with default values and with others, so
/// that a value read from the wrong place cannot pass.
TEST(EveryOptimizer, AgreesWithTheFormulasOneNumberAtATime) {
  const std::map<std::string, double> others = {{"momentum", 0.7},
                                                {"alpha", 0.8},
                                                {"rho", 0.85},
                                                {"beta1", 0.8},
                                                {"beta2", 0.95},
                                                {"epsilon", 1e-4},
                                                {"learningRateDecay", 0.1},
                                                {"etaMinus", 0.3},
                                                {"etaPlus", 1.5},
                                                {"stepMin", 2e-3},
                                                {"stepMax", 0.05},
                                                {"weightDecay", 0.05},
                                                {"momentumDecay", 0.02}};
  for (const Optimizer& optimizer : optimizers()) {
    for (const bool changed : {false, true}) {
      SCOPED_TRACE(std::string(optimizer.id) + (changed ? " with other values" : " with its defaults"));
      naive::Values values = {{"weightDecay", 0}};
      for (const Parameter& parameter : optimizer.parameters)
        values[parameter.id] = changed ? others.at(parameter.id) : parameter.fallback;
      std::vector<double> expected = someNumbers<double>(1, 13);
      std::vector<naive::Memory> memories(expected.size());
      OptimizerRun<double> run(optimizer, expected, 0.02, values);
      for (int t = 1; t <= 200; ++t) {
        const std::vector<double> gradient =
            someNumbers<double>(static_cast<std::uint64_t>(t) + 1, expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
          expected[i] =
              naive::rules().at(optimizer.id)({expected[i], gradient[i], 0.02, t, values, memories[i]});
        run.step(gradient);
      }
      const std::vector<double> got = run.parameters();
      // 200 steps of a few roundings of 1e-16 each; the parameters have moved by 1e-4 to 1.
      for (std::size_t i = 0; i < got.size(); ++i) {
        EXPECT_NEAR(got[i], expected[i], 1e-12 * std::max(1.0, std::fabs(expected[i])));
        EXPECT_GT(std::fabs(got[i] - someNumbers<double>(1, 13)[i]), 1e-6);
      }
    }
  }
}

/// Float lanes against double lanes: the same rule in both.
TEST(EveryOptimizer, AgreesBetweenThePrecisions) {
  for (const Optimizer& optimizer : optimizers()) {
    SCOPED_TRACE(optimizer.id);
    OptimizerRun<float> single(optimizer, someNumbers<float>(1, 13), 0.01);
    OptimizerRun<double> twice(optimizer, someNumbers<double>(1, 13), 0.01);
    for (std::uint64_t t = 1; t <= 50; ++t) {
      single.step(someNumbers<float>(t + 1, 13));
      twice.step(someNumbers<double>(t + 1, 13));
    }
    // 50 steps that each round to 6e-8 of the parameter and of a step of at most 0.12 (rprop's, after
    // growing).
    for (std::size_t i = 0; i < 13; ++i)
      EXPECT_NEAR(single.parameters()[i], twice.parameters()[i], 2e-5) << i;
  }
}

/// PyTorch's own parameters after 50 steps on a small network, in float64.
TEST(EveryOptimizer, FollowsPyTorchThroughATrainingRun) {
  const std::map<std::string, std::string> names = {{"momentum", "momentum"},
                                                    {"alpha", "alpha"},
                                                    {"rho", "rho"},
                                                    {"eps", "epsilon"},
                                                    {"weight_decay", "weightDecay"}};
  for (const Optimizer& optimizer : optimizers()) {
    SCOPED_TRACE(optimizer.id);
    const nlohmann::json& given = referenceCase(std::string("optimizer-") + optimizer.id);
    std::map<std::string, double> values;
    for (const auto& [key, value] : given.at("optimizer").items())
      if (names.count(key) > 0) values[names.at(key)] = value;
    const ReferenceNetwork network(given);
    const nlohmann::json& expected = given.at("expected");
    OptimizerRun<double> run(optimizer, ReferenceNetwork::flatten(given.at("weights"), given.at("biases")),
                             given.at("optimizer").at("lr"), values);
    const int steps = expected.at("steps");
    double loss = 0;
    for (int step = 0; step < steps; ++step) {
      run.step(network.gradient(run.parameters(), loss));
      ASSERT_LT(referenceError(loss, expected.at("lossPerStep")[static_cast<std::size_t>(step)]), 1e-9)
          << step;
    }
    const std::vector<double> after =
        ReferenceNetwork::flatten(expected.at("weightsAfter"), expected.at("biasesAfter"));
    for (std::size_t i = 0; i < after.size(); ++i)
      EXPECT_LT(referenceError(run.parameters()[i], after[i]), 1e-9) << i;
  }
}

TEST(EveryOptimizer, LeavesParametersAloneWhereThereIsNoGradientAndNoDecay) {
  for (const Optimizer& optimizer : optimizers()) {
    SCOPED_TRACE(optimizer.id);
    const std::vector<float> start = someNumbers<float>(1, 9);
    OptimizerRun<float> run(optimizer, start, 1, {{"weightDecay", 0}});
    for (int t = 0; t < 3; ++t) run.step(std::vector<float>(9, 0));
    EXPECT_TRUE(sameBits(run.parameters(), start));
    run.step(std::vector<float>(9, 0.5F));
    EXPECT_FALSE(sameBits(run.parameters(), start));
  }
}

TEST(EveryOptimizer, MovesEveryParameterAgainstItsFirstGradient) {
  for (const Optimizer& optimizer : optimizers()) {
    SCOPED_TRACE(optimizer.id);
    OptimizerRun<double> run(optimizer, {1, 1, 1, 1, 1}, optimizer.learningRate, {{"weightDecay", 0}});
    run.step({0.3, -0.3, 1e-3, -1e-3, 0});
    EXPECT_LT(run.parameters()[0], 1);
    EXPECT_GT(run.parameters()[1], 1);
    EXPECT_LT(run.parameters()[2], 1);
    EXPECT_GT(run.parameters()[3], 1);
    EXPECT_EQ(run.parameters()[4], 1);
  }
}

TEST(EveryOptimizer, GivesTheSameBitsFromTheSameState) {
  for (const Optimizer& optimizer : optimizers()) {
    SCOPED_TRACE(optimizer.id);
    OptimizerRun<float> run(optimizer, someNumbers<float>(1, 13), 0.01);
    for (std::uint64_t t = 1; t <= 7; ++t) run.step(someNumbers<float>(t, 13));
    OptimizerRun<float> copy = run;  // parameters, state, scalars and count of steps: what a snapshot holds
    for (std::uint64_t t = 8; t <= 20; ++t) {
      run.step(someNumbers<float>(t, 13));
      copy.step(someNumbers<float>(t, 13));
    }
    EXPECT_TRUE(sameBits(run.parameters(), copy.parameters()));
    EXPECT_TRUE(sameBits(run.scalars(), copy.scalars()));
    for (std::size_t i = 0; i < run.state().size(); ++i)
      EXPECT_TRUE(sameBits(run.state()[i], copy.state()[i]));
  }
}

/// A parameter's path may not depend on how many others there are, nor on its place among the lanes.
TEST(EveryOptimizer, TreatsEveryParameterAlikeWhateverItsLane) {
  for (const Optimizer& optimizer : optimizers()) {
    SCOPED_TRACE(optimizer.id);
    OptimizerRun<float> many(optimizer, std::vector<float>(11, 0.25F), 0.01);
    OptimizerRun<float> one(optimizer, {0.25F}, 0.01);
    for (std::uint64_t t = 1; t <= 10; ++t) {
      const float gradient = someNumbers<float>(t, 1)[0];
      many.step(std::vector<float>(11, gradient));
      one.step({gradient});
    }
    for (const float parameter : many.parameters())
      EXPECT_TRUE(sameBits<float>({parameter}, one.parameters()));
    EXPECT_NE(one.parameters()[0], 0.25F);
  }
}

TEST(EveryOptimizer, LeavesPaddingZeroAndTouchesNothingBehindIt) {
  for (const Optimizer& optimizer : optimizers()) {
    SCOPED_TRACE(optimizer.id);
    OptimizerRun<double> run(optimizer, someNumbers<double>(1, 5), 0.5);
    for (std::uint64_t t = 1; t <= 12; ++t) run.step(someNumbers<double>(t, 5));
    const std::vector<double>& all = run.everything();
    for (std::size_t i = 5; i < all.size(); ++i) EXPECT_EQ(all[i], 0) << i;
    for (const std::vector<double>& array : run.state())
      for (std::size_t i = run.padded(); i < array.size(); ++i) EXPECT_EQ(array[i], 0) << i;
  }
}

TEST(EveryOptimizer, UsesAllTheStateItDeclares) {
  for (const Optimizer& optimizer : optimizers()) {
    SCOPED_TRACE(optimizer.id);
    OptimizerRun<double> run(optimizer, someNumbers<double>(1, 4), 0.01, {{"momentum", 0.9}});
    run.step(someNumbers<double>(2, 4));
    ASSERT_EQ(run.state().size(), optimizer.stateNames.size());
    for (std::size_t i = 0; i < run.state().size(); ++i)
      EXPECT_NE(run.state()[i][0], 0) << optimizer.stateNames[i];
    for (const double scalar : run.scalars()) EXPECT_NE(scalar, 1);
  }
}

TEST(EveryOptimizer, LetsABrokenGradientShowInItsParameter) {
  for (const Optimizer& optimizer : optimizers()) {
    SCOPED_TRACE(optimizer.id);
    OptimizerRun<float> run(optimizer, {1, 1, 1, 1}, 0.01);
    run.step({0.1F, 0.1F, 0.1F, 0.1F});
    run.step({0.1F, std::numeric_limits<float>::quiet_NaN(), 0.1F, 0.1F});
    EXPECT_TRUE(std::isnan(run.parameters()[1]));
    for (const std::size_t i : {0U, 2U, 3U}) EXPECT_TRUE(std::isfinite(run.parameters()[i])) << i;
  }
}

TEST(EveryOptimizer, DecaysWeightsWhereItHasWeightDecay) {
  for (const Optimizer& optimizer : optimizers()) {
    SCOPED_TRACE(optimizer.id);
    OptimizerRun<double> run(optimizer, {2, -2}, optimizer.learningRate, {{"weightDecay", 0.1}});
    for (int t = 0; t < 10; ++t) run.step({0, 0});
    const bool decays = std::any_of(optimizer.parameters.begin(), optimizer.parameters.end(),
                                    [](const Parameter& p) { return p.id == std::string("weightDecay"); });
    EXPECT_EQ(decays, run.parameters()[0] < 2);
    EXPECT_EQ(decays, run.parameters()[1] > -2);
    EXPECT_EQ(decays, optimizer.id != std::string("rprop"));  // the one without in PyTorch, too
  }
}

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
}  // namespace gp
