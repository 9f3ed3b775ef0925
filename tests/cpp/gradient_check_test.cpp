#include "analysis/gradient_check.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "analysis/samples.h"
#include "exchange/experiment.h"
#include "json.h"
#include "nn/activations.h"
#include "nn/losses.h"
#include "train/run.h"

namespace gp::gradient_check_test {
namespace {

using testing::json;

struct Checked {
  GradientCheck check;
  std::ptrdiff_t parameters = 0;
};

Checked checkExperiment(const Value& value) {
  const Experiment experiment = decodeExperiment(value);
  gp::Run<double> run(experiment, prepareData(experiment));
  return {checkGradients(experiment, run.plan(), run.trainRows(), run.descent().parameters()), run.plan().trainable};
}

TEST(GradientCheck, HoldsForEveryActivationLossAndOutputAtRandomDepthAndWidth) {
  Random random(17, Random::Purpose::analysis);
  for (const Activation& activation : activations())
    for (const Loss& loss : losses())
      for (const char* output : loss.outputs) {
        const std::uint32_t depth = 1 + random.below(4);
        std::string hidden;
        for (std::uint32_t l = 0; l < depth; ++l) {
          const std::uint32_t units = 1 + random.below(9);
          hidden += std::string(l ? "," : "") + "{'units': " + std::to_string(units) + ", 'activation': '" +
                    activation.id + "'}";
        }
        const std::uint32_t classes = 2 + random.below(3);
        const std::uint32_t weightSeed = random.below(1000);
        const std::uint32_t dataSeed = random.below(1000);
        const std::string text = "{'precision': 'float64', 'data': {'dataset': 'blobs', 'samples': 30, 'classes': " +
                                 std::to_string(classes) + ", 'seed': " + std::to_string(dataSeed) + "}, 'loss': '" +
                                 loss.id + "', 'network': {'hidden': [" + hidden + "], 'outputActivation': '" + output +
                                 "', 'initializer': 'xavier-normal', 'seed': " + std::to_string(weightSeed) +
                                 "}, 'regularization': {'l1': 0.001, 'l2': 0.01}}";
        const Checked result = checkExperiment(json(text));
        EXPECT_LT(result.check.worstRelativeError, 1e-6) << text << " at parameter " << result.check.parameter;
        EXPECT_EQ(result.check.checked + result.check.kinks, result.parameters);
        EXPECT_GT(result.check.checked, result.parameters * 9 / 10) << text << ": too many kinks";
      }
}

TEST(GradientCheck, HoldsForADeepWideNetwork) {
  std::string hidden;
  for (int l = 0; l < 8; ++l) hidden += std::string(l ? "," : "") + "{'units': 32, 'activation': 'tanh'}";
  const Checked result = checkExperiment(
      json("{'precision': 'float64', 'data': {'dataset': 'xor', 'samples': 10}, 'network': {'hidden': [" + hidden +
           "], 'initializer': 'xavier-uniform'}}"));
  EXPECT_EQ(result.check.checked, result.parameters);
  EXPECT_LT(result.check.worstRelativeError, 1e-6);
}

TEST(GradientCheck, SeesAnActivationWhoseDerivativeIsWrong) {
  const Experiment experiment = decodeExperiment(json("{'precision': 'float64', 'data': {'samples': 40}}"));
  gp::Run<double> run(experiment, prepareData(experiment));
  Activation broken = *lookUp(activations(), "tanh");
  broken.twice.back = lookUp(activations(), "sigmoid")->twice.back;  // a(1 − a) where 1 − a² is right
  NetworkPlan plan = run.plan();
  plan.operations[0].activation = &broken;
  const GradientCheck check = checkGradients(experiment, plan, run.trainRows(), run.descent().parameters());
  EXPECT_GT(check.worstRelativeError, 0.1);
  EXPECT_LT(check.parameter, plan.layers[1].begin) << "the first layer's gradients are the wrong ones";
}

TEST(GradientCheck, CountsParametersWithAKinkInsideTheDifference) {
  // One relu unit whose pre-activation is exactly 0 on every row of a set where all inputs are equal.
  const Experiment experiment = decodeExperiment(json(
      R"({'precision': 'float64', 'task': 'regression', 'data': {'inputs': [[1, 1], [1, 1]], 'targets': [1, 1], 'trainFraction': 1},
          'network': {'hidden': [{'units': 1, 'activation': 'relu'}]}})"));
  gp::Run<double> run(experiment, prepareData(experiment));
  run.descent().parameters() = std::vector<double>(run.descent().parameters().size(), 0.0);
  run.descent().parameters()[0] = 1;
  run.descent().parameters()[1] = -1;
  run.descent().parameters()[3] = 0.5;
  run.parametersChanged();
  const GradientCheck check = checkGradients(experiment, run.plan(), run.trainRows(), run.descent().parameters());
  EXPECT_EQ(check.kinks, 3) << "both weights and the bias of the relu unit";
  EXPECT_EQ(check.checked, 2);
  EXPECT_EQ(check.kinkLayers, std::vector<std::uint32_t>(3, 1)) << "relu of the first layer";
  for (std::size_t i = 0; i < 3; ++i) EXPECT_TRUE(std::isnan(check.numerical[i]));
}

TEST(GradientCheck, TellsAKinkOfThePenaltyFromOneOfAnActivation) {
  // tanh has no kink; with every weight 0 the L1 penalty has one at each of them, and biases carry no penalty.
  const Experiment experiment =
      decodeExperiment(json(R"({'precision': 'float64', 'network': {'hidden': [{'units': 2, 'activation': 'tanh'}],
               'initializer': 'zeros'}, 'regularization': {'l1': 0.01}})"));
  gp::Run<double> run(experiment, prepareData(experiment));
  const GradientCheck check = checkGradients(experiment, run.plan(), run.trainRows(), run.descent().parameters());
  EXPECT_EQ(check.kinkLayers, std::vector<std::uint32_t>(6, 0));
  EXPECT_EQ(check.checked, 3);
}

TEST(GradientCheck, GivesBothNumbersOfEveryParameter) {
  const Experiment experiment = decodeExperiment(
      json("{'precision': 'float64', 'data': {'samples': 60}, 'regularization': {'l1': 0.001, 'l2': 0.01}}"));
  gp::Run<double> run(experiment, prepareData(experiment));
  run.trainEpochs(3);
  const GradientCheck check = checkGradients(experiment, run.plan(), run.trainRows(), run.descent().parameters());
  const auto parameters = static_cast<std::size_t>(run.plan().trainable);
  ASSERT_EQ(check.analytical.size(), parameters);
  ASSERT_EQ(check.numerical.size(), parameters);
  const std::vector<double> gradients = run.gradients();
  double worst = 0;
  for (std::size_t i = 0; i < parameters; ++i) {
    EXPECT_EQ(check.analytical[i], gradients[i]) << "what the page shows as the gradient";
    const double scale = std::max({std::fabs(check.analytical[i]), std::fabs(check.numerical[i]), 1e-3});
    worst = std::max(worst, std::fabs(check.analytical[i] - check.numerical[i]) / scale);
  }
  EXPECT_EQ(worst, check.worstRelativeError);
  EXPECT_GT(worst, 0) << "two ways of computing differ by rounding";
}

TEST(SampleGradients, AverageToTheGradientOfTheLoss) {
  const Experiment experiment = decodeExperiment(json("{'precision': 'float64', 'data': {'samples': 200}}"));
  gp::Run<double> run(experiment, prepareData(experiment));
  run.trainEpochs(2);
  const std::vector<double> whole = run.gradients();
  const double* parameters = run.descent().parameters().data();
  const std::vector<double> norms = sampleGradients(run.plan(), run.wholePass(), parameters, run.trainRows(), -1);
  for (std::ptrdiff_t p = 0; p < run.plan().trainable; ++p) {
    const std::vector<double> each = sampleGradients(run.plan(), run.wholePass(), parameters, run.trainRows(), p);
    double mean = 0;
    for (std::size_t s = 0; s < each.size(); ++s) {
      mean += each[s] / static_cast<double>(each.size());
      EXPECT_LE(std::fabs(each[s]), norms[s] * (1 + 1e-12)) << "a part is no longer than the whole";
    }
    // A hundred terms in another order in float64.
    EXPECT_NEAR(mean, whole[static_cast<std::size_t>(p)], 1e-14) << "parameter " << p;
  }
}

}  // namespace
}  // namespace gp::gradient_check_test
