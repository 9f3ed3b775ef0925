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

namespace gp::optimizers_test {
namespace {

template <class T>
bool sameBits(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
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
  std::string ids;
  for (const auto& row : optimizers()) ids += (ids.empty() ? "" : ", ") + std::string(row.id);
  EXPECT_EQ(ids,
            "sgd, momentum, nesterov, adagrad, rmsprop, adadelta, adam, amsgrad, adamw, nadam, radam, "
            "adamax, rprop");
}

TEST(EveryOptimizer, DescribesItselfInFull) {
  for (const Optimizer& optimizer : optimizers()) {
    SCOPED_TRACE(optimizer.id);
    for (const char* text : {optimizer.label.en, optimizer.label.zh, optimizer.summary.en, optimizer.summary.zh,
                             optimizer.formula, optimizer.source})
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
        const std::vector<double> gradient = someNumbers<double>(static_cast<std::uint64_t>(t) + 1, expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
          expected[i] = naive::rules().at(optimizer.id)({expected[i], gradient[i], 0.02, t, values, memories[i]});
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
    for (std::size_t i = 0; i < 13; ++i) EXPECT_NEAR(single.parameters()[i], twice.parameters()[i], 2e-5) << i;
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
      ASSERT_LT(referenceError(loss, expected.at("lossPerStep")[static_cast<std::size_t>(step)]), 1e-9) << step;
    }
    const std::vector<double> after =
        ReferenceNetwork::flatten(expected.at("weightsAfter"), expected.at("biasesAfter"));
    for (std::size_t i = 0; i < after.size(); ++i) EXPECT_LT(referenceError(run.parameters()[i], after[i]), 1e-9) << i;
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
    for (std::size_t i = 0; i < run.state().size(); ++i) EXPECT_TRUE(sameBits(run.state()[i], copy.state()[i]));
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
    for (const float parameter : many.parameters()) EXPECT_TRUE(sameBits<float>({parameter}, one.parameters()));
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
    ASSERT_EQ(run.state().size(), optimizer.rule.stateNames.size());
    for (std::size_t i = 0; i < run.state().size(); ++i)
      EXPECT_NE(run.state()[i][0], 0) << optimizer.rule.stateNames[i];
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

}  // namespace
}  // namespace gp::optimizers_test
