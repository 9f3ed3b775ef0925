#include "nn/penalties.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "optimizer_run.h"
#include "reference_network.h"

namespace gp::penalties_test {
namespace {

TEST(Penalty, IsTheSlopeOfItsOwnValue) {
  const std::vector<double> weights = {0.5, -0.25, 2, -3, 0.125, 1, -1};
  const double l1 = 0.3;
  const double l2 = 0.07;
  std::vector<double> gradient(weights.size(), 0.0);
  addPenaltyGradient(weights.data(), gradient.data(), static_cast<std::ptrdiff_t>(weights.size()), l1, l2);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto at = [&](double shift) {
      std::vector<double> moved = weights;
      moved[i] += shift;
      return penalty(moved.data(), static_cast<std::ptrdiff_t>(moved.size()), l1, l2);
    };
    const double step = 0x1p-10;
    // The value is a parabola between kinks: central differences are exact but for rounding (1e-16·2^10).
    EXPECT_NEAR(gradient[i], (at(step) - at(-step)) / (2 * step), 1e-12) << i;
  }
}

TEST(Penalty, AddsToTheGradientOfEachWeightAndNothingBehindThem) {
  const std::vector<float> weights = {1, -2, 0, 4, -8, 100, 100, 100};
  std::vector<float> gradient(weights.size(), 0.5F);
  addPenaltyGradient(weights.data(), gradient.data(), 5, 0.25, 0.125);
  EXPECT_EQ(gradient, (std::vector<float>{0.875F, 0, 0.5F, 1.25F, -0.75F, 0.5F, 0.5F, 0.5F}));
  EXPECT_DOUBLE_EQ(penalty(weights.data(), 5, 0.25, 0.125), 0.25 * 15 + 0.0625 * 85);
}

TEST(Penalty, PullsAZeroWeightNowhere) {
  const double weight = 0;
  double gradient = 0.5;
  addPenaltyGradient(&weight, &gradient, 1, 1, 1);
  EXPECT_EQ(gradient, 0.5);
}

TEST(Penalty, DoesNotLetAnUnusedSumSpoilIt) {
  const double weight = 1e200;  // its square overflows
  EXPECT_EQ(penalty(&weight, 1, 0.5, 0), 0.5e200);
  EXPECT_EQ(penalty(&weight, 1, 0, 0), 0);
}

/// PyTorch's objective and its parameters after 20 steps of gradient descent with penalties.
TEST(Penalty, FollowsPyTorchThroughATrainingRun) {
  for (const char* name : {"penalty-l1-0.01-l2-0", "penalty-l1-0-l2-0.03", "penalty-l1-0.01-l2-0.02"}) {
    SCOPED_TRACE(name);
    const nlohmann::json& given = referenceCase(name);
    const double l1 = given.at("l1");
    const double l2 = given.at("l2");
    const ReferenceNetwork network(given);
    OptimizerRun<double> run(find(optimizers(), "sgd", "optimizer.name"),
                             ReferenceNetwork::flatten(given.at("weights"), given.at("biases")),
                             given.at("optimizer").at("lr"));
    const nlohmann::json& expected = given.at("expected");
    const int steps = expected.at("steps");
    for (int step = 0; step < steps; ++step) {
      const std::vector<double> parameters = run.parameters();
      double objective = 0;
      std::vector<double> gradient = network.gradient(parameters, objective);
      std::size_t at = 0;
      for (std::size_t layer = 0; layer < network.layers(); ++layer) {
        const std::size_t weights = network.unitsOf(layer) * network.inputsOf(layer);
        const auto count = static_cast<std::ptrdiff_t>(weights);
        addPenaltyGradient(&parameters[at], &gradient[at], count, l1, l2);
        objective += penalty(&parameters[at], count, l1, l2);
        at += weights + network.unitsOf(layer);
      }
      EXPECT_TRUE(step > 0 || referenceError(objective, expected.at("objective")) < 1e-9);
      run.step(gradient);
    }
    const std::vector<double> after =
        ReferenceNetwork::flatten(expected.at("weightsAfter"), expected.at("biasesAfter"));
    for (std::size_t i = 0; i < after.size(); ++i) EXPECT_LT(referenceError(run.parameters()[i], after[i]), 1e-9) << i;
  }
}

}  // namespace
}  // namespace gp::penalties_test
