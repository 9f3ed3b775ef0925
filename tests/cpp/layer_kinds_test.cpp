/// What every kind of layer must do: a kind that is added to the table is tested by its row.
#include <gtest/gtest.h>

#include "analysis/difference.h"
#include "analysis/gradient_check.h"
#include "base/english.h"
#include "exchange/experiment.h"
#include "json.h"
#include "nn/layers/layer_kind.h"
#include "train/run.h"

namespace gp::layer_kinds_test {
namespace {

using testing::json;

/// A kind between two dense layers, with as many units as it reads: what every kind can be.
std::string between(const std::string& kind, const std::string& activation, const std::string& more = "") {
  return "{'data': {'dataset': 'blobs', 'samples': 60, 'classes': 3}, 'network': {'hidden': [{'units': 4}, {'kind': '" +
         kind + "', 'units': 4, 'activation': '" + activation +
         "'}, {'units': 3}], 'initializer': 'xavier-normal'}, 'regularization': {'l1': 0.001, 'l2': 0.01}" + more + "}";
}

/// The network's first layer: there is no gradient to hand on.
std::string first(const std::string& kind) {
  return "{'data': {'dataset': 'blobs', 'samples': 60}, 'features': ['x', 'y'], 'network': {'hidden': [{'kind': '" +
         kind + "', 'units': 2}, {'units': 3}]}}";
}

template <class T>
gp::Run<T> runOf(const std::string& text) {
  const Experiment experiment = decodeExperiment(json(text));
  return gp::Run<T>(experiment, prepareData(experiment));
}

TEST(EveryLayerKind, HasTheGradientThatDifferencesHave) {
  for (const LayerKind& kind : layerKinds()) {
    std::vector<std::string> texts = {first(kind.id)};
    for (const char* activation : {"tanh", "sigmoid", "softplus", "relu", "linear"})
      texts.push_back(between(kind.id, activation));
    for (const std::string& text : texts) {
      gp::Run<double> run = runOf<double>(text);
      run.trainSteps(20);  // away from where its numbers begin
      const GradientCheck check =
          checkGradients(run.experiment(), run.plan(), run.trainRows(), run.descent().parameters());
      EXPECT_LT(check.worstRelativeError, 1e-6) << text << " at parameter " << check.parameter;
      EXPECT_GT(check.checked, run.plan().trainable * 8 / 10) << text << ": too many kinks";
    }
  }
}

TEST(EveryLayerKind, TrainsInBothPrecisionsAlike) {
  for (const LayerKind& kind : layerKinds()) {
    gp::Run<double> exact = runOf<double>(between(kind.id, "tanh"));
    gp::Run<float> run = runOf<float>(between(kind.id, "tanh"));
    const double before = exact.measures().train.loss;
    exact.trainEpochs(30);
    run.trainEpochs(30);
    EXPECT_LT(exact.measures().train.loss, before * 0.9) << kind.id;
    // 90 updates, each rounding to about 1e-7 of numbers near 1.
    EXPECT_NEAR(run.measures().train.loss, exact.measures().train.loss, 1e-4) << kind.id;
  }
}

TEST(EveryLayerKind, DropsAndBeginsAgainToTheBit) {
  for (const LayerKind& kind : layerKinds()) {
    std::string text = between(kind.id, "tanh");
    text.replace(text.find("'activation'"), 0, "'dropout': 0.5, ");
    gp::Run<float> run = runOf<float>(text);
    run.trainSteps(7);
    const auto trained = run.descent().parameters();
    gp::Run<float> whole = runOf<float>(between(kind.id, "tanh"));
    whole.trainSteps(7);
    EXPECT_NE(trained, whole.descent().parameters()) << kind.id << ": nothing was dropped";
    run.reset();
    run.trainSteps(7);
    EXPECT_EQ(run.descent().parameters(), trained) << kind.id;
  }
}

TEST(EveryLayerKind, IsReadWrittenAndToldApartByItsId) {
  const Experiment dense = decodeExperiment(json(between("dense", "tanh")));
  for (const LayerKind& kind : layerKinds()) {
    const Experiment experiment = decodeExperiment(json(between(kind.id, "tanh")));
    EXPECT_EQ(experiment.network.hidden[1].kind, kind.id);
    EXPECT_TRUE(decodeExperiment(encodeExperiment(experiment)) == experiment) << kind.id;
    if (experiment == dense) continue;
    EXPECT_EQ(differingPaths(dense, experiment), std::vector<std::string>{"network.hidden"});
  }
}

TEST(LayerKinds, ThatDoNotExistAreRefusedByName) {
  try {
    decodeExperiment(json(between("sparse", "tanh")));
    FAIL() << "it was read";
  } catch (const ExperimentError& error) {
    EXPECT_EQ(error.path(), "network.hidden[1].kind");
    EXPECT_NE(english(error).find("dense"), std::string::npos) << english(error);
  }
}

TEST(DifferencesOfThePass, AreThoseOfTheTextbook) {
  for (const char* activation : {"tanh", "relu"}) {
    gp::Run<double> run = runOf<double>(between("dense", activation));
    const auto& parameters = run.descent().parameters();
    const auto pass = passDifference(run.experiment(), run.plan(), run.trainRows(), parameters);
    const auto textbook = textbookDifference(run.experiment(), run.plan(), run.trainRows(), parameters);
    EXPECT_EQ(pass->count(), run.plan().trainable);
    while (pass->next() < pass->count()) {
      const std::ptrdiff_t i = pass->next();
      const std::optional<double> a = pass->take();
      const std::optional<double> b = textbook->take();
      ASSERT_EQ(a.has_value(), b.has_value()) << activation << ", parameter " << i;
      // Both round the objective to about 1e-16 and divide by 12e-6 at the least.
      if (a)
        EXPECT_NEAR(*a, *b, 1e-9) << activation << ", parameter " << i;
      else
        EXPECT_EQ(pass->kinkLayer(), textbook->kinkLayer()) << activation << ", parameter " << i;
    }
  }
}

}  // namespace
}  // namespace gp::layer_kinds_test
