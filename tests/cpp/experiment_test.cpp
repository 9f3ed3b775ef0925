#include "exchange/experiment.h"

#include <cmath>

#include <gtest/gtest.h>

#include "base/english.h"
#include "experiment/settings.h"
#include "json.h"
#include "train/optimizers.h"

namespace gp::experiment_test {
namespace {

Experiment decode(const std::string& json) { return decodeExperiment(testing::json(json)); }

// --- Defaults ---------------------------------------------------------------------------------------------

TEST(EmptyExperiment, IsTheContractsExample) {
  const Experiment example = decode(R"({
    "version": 1, "task": "classification",
    "data": {"dataset": "spiral", "samples": 500, "noise": 0, "classes": 2, "trainFraction": 0.5, "seed": 1},
    "features": ["x", "y"],
    "network": {"hidden": [{"units": 4, "activation": "tanh"}, {"units": 2, "activation": "tanh"}],
                "outputActivation": "tanh", "initializer": "uniform", "seed": 2},
    "loss": "half-squared-error",
    "regularization": {"l1": 0, "l2": 0},
    "optimizer": {"name": "sgd", "learningRate": 0.03},
    "schedule": {"name": "constant"},
    "gradientClipping": null,
    "batch": {"size": 10, "shuffle": true, "seed": 3},
    "stop": {"maxEpochs": null, "trainLoss": null, "gradientNorm": null, "patience": null, "minDelta": 0},
    "precision": "float32"})");
  EXPECT_EQ(decode("{}"), example);
}

TEST(EmptyExperiment, OfRegressionIsTensorFlowPlaygroundsPlane) {
  const Experiment experiment = decode(R"({"task": "regression"})");
  EXPECT_EQ(experiment.data.dataset, "plane");
  EXPECT_EQ(experiment.data.samples, 1200);
  EXPECT_EQ(experiment.data.classes, 0);
  EXPECT_EQ(experiment.network.outputActivation, "linear");
  EXPECT_EQ(experiment.loss, "half-squared-error");
}

TEST(Defaults, TakeTheTaskFromTheDataset) {
  EXPECT_EQ(decode(R"({"data": {"dataset": "sine"}})").task, Task::regression);
  EXPECT_EQ(decode(R"({"data": {"dataset": "sine"}})").features, std::vector<std::string>{"x"});
  EXPECT_EQ(decode(R"({"data": {"dataset": "digits"}})").features, std::vector<std::string>{"raw"});
}

TEST(Defaults, TakeTheLearningRateFromTheOptimizer) {
  for (const Optimizer& row : optimizers()) {
    const Experiment experiment = decode(R"({"optimizer": {"name": ")" + std::string(row.id) + R"("}})");
    EXPECT_EQ(experiment.learningRate, row.learningRate) << row.id;
    ASSERT_EQ(experiment.optimizer.values.size(), row.parameters.size());
    for (std::size_t i = 0; i < row.parameters.size(); ++i)
      EXPECT_EQ(experiment.optimizer.values[i], row.parameters[i].fallback) << row.id << "." << row.parameters[i].id;
  }
  EXPECT_EQ(decode(R"({"optimizer": {"learningRate": 1e9}})").learningRate, 1e9);
}

// --- Loss and output --------------------------------------------------------------------------------------

void expectOutputs(const std::string& json, const char* activation, const char* loss) {
  const Experiment experiment = decode(json);
  EXPECT_EQ(experiment.network.outputActivation, activation) << json;
  EXPECT_EQ(experiment.loss, loss) << json;
}

TEST(Outputs, FitTheTargetsWhereNeitherLossNorActivationIsGiven) {
  expectOutputs(R"({"data": {"classes": 3}})", "softmax", "cross-entropy");
  expectOutputs(R"({"data": {"dataset": "iris"}})", "softmax", "cross-entropy");
  expectOutputs(R"({"data": {"inputs": [[1], [2]], "targets": [[0, 1], [1, 1]]}})", "sigmoid", "binary-cross-entropy");
}

TEST(Outputs, FitEachOtherWhereOneIsGiven) {
  expectOutputs(R"({"loss": "binary-cross-entropy"})", "sigmoid", "binary-cross-entropy");
  expectOutputs(R"({"loss": "cross-entropy"})", "softmax", "cross-entropy");
  expectOutputs(R"({"loss": "huber"})", "tanh", "huber");
  expectOutputs(R"({"network": {"outputActivation": "softmax"}})", "softmax", "cross-entropy");
  expectOutputs(R"({"network": {"outputActivation": "sigmoid"}})", "sigmoid", "half-squared-error");
  expectOutputs(R"({"data": {"classes": 3}, "network": {"outputActivation": "tanh"}})", "tanh", "half-squared-error");
  expectOutputs(R"({"task": "regression", "loss": "mse"})", "linear", "mse");
}

// --- What is refused --------------------------------------------------------------------------------------

struct Refusal {
  const char* json;
  const char* path;
  const char* message;  ///< what follows the path, or the beginning of it
};

void expectRefused(const Refusal& refusal) {
  SCOPED_TRACE(refusal.json);
  try {
    decode(refusal.json);
    ADD_FAILURE() << "accepted";
  } catch (const ExperimentError& error) {
    EXPECT_EQ(error.path(), refusal.path);
    const std::string expected = std::string(refusal.path) + " " + refusal.message;
    EXPECT_EQ(english(error).substr(0, expected.size()), expected);
  }
}

TEST(Refused, NumbersOutOfRangeOrOfTheWrongKind) {
  const Refusal refusals[] = {
      {R"({"network": {"hidden": [{}, {}, {"units": -1}]}})", "network.hidden[2].units", "is -1, allowed 1 to 1024"},
      {R"({"network": {"hidden": [{"units": 2.5}]}})", "network.hidden[0].units",
       "is 2.5, allowed whole numbers from 1 to 1024"},
      {R"({"network": {"hidden": [{"units": "8"}]}})", "network.hidden[0].units",
       "is \"8\", allowed whole numbers from 1 to 1024"},
      {R"({"network": {"hidden": [{"dropout": 1}]}})", "network.hidden[0].dropout", "is 1, allowed 0 to 0.95"},
      {R"({"network": {"seed": 4294967296}})", "network.seed", "is 4294967296, allowed 0 to 4294967295"},
      {R"({"data": {"seed": 0.5}})", "data.seed", "is 0.5, allowed whole numbers from 0 to 4294967295"},
      {R"({"data": {"noise": 0.9}})", "data.noise", "is 0.9, allowed 0 to 0.8"},
      {R"({"data": {"dataset": "iris", "noise": 0.1}})", "data.noise", "is 0.1, allowed 0"},
      {R"({"data": {"samples": 1}})", "data.samples", "is 1, allowed 2 to 100000"},
      {R"({"data": {"dataset": "iris", "samples": 151}})", "data.samples", "is 151, allowed 2 to 150"},
      {R"({"data": {"classes": 7}})", "data.classes", "is 7, allowed 2 to 6"},
      {R"({"data": {"dataset": "xor", "classes": 3}})", "data.classes", "is 3, allowed 2"},
      {R"({"data": {"trainFraction": 0}})", "data.trainFraction", "is 0, allowed 1e-06 to 1"},
      {R"({"data": {"trainFraction": 1.5}})", "data.trainFraction", "is 1.5, allowed 1e-06 to 1"},
      {R"({"data": {"trainFraction": 0.001}})", "data.trainFraction",
       "is 0.001, which leaves none of 500 rows to train on"},
      {R"({"batch": {"size": 0}})", "batch.size", "is 0, allowed \"full\" or 1 to 1000000, whole"},
      {R"({"batch": {"size": 2.5}})", "batch.size", "is 2.5, allowed \"full\" or 1 to 1000000, whole"},
      {R"({"batch": {"size": null}})", "batch.size", "is null, allowed \"full\" or 1 to 1000000, whole"},
      {R"({"batch": {"size": "all"}})", "batch.size", "is \"all\", allowed \"full\" or 1 to"},
      {R"({"batch": {"shuffle": 1}})", "batch.shuffle", "is 1, allowed true or false"},
      {R"({"optimizer": {"learningRate": 0}})", "optimizer.learningRate", "is 0, allowed 1e-12 to"},
      {R"({"optimizer": {"name": "adam", "beta1": 1.5}})", "optimizer.beta1", "is 1.5, allowed 0 to"},
      {R"({"regularization": {"l1": -1}})", "regularization.l1", "is -1, allowed 0 to"},
      {R"({"gradientClipping": {"norm": 0}})", "gradientClipping.norm", "is 0, allowed 1e-12 to"},
      {R"({"stop": {"patience": 0.5}})", "stop.patience", "is 0.5, allowed whole numbers from 1 to"},
      {R"({"stop": {"minDelta": null}})", "stop.minDelta", "is null, allowed 0 to"},
  };
  for (const Refusal& refusal : refusals) expectRefused(refusal);
}

TEST(Refused, NotANumber) {
  Value hidden = Value::object();
  hidden.set("learningRate", std::nan(""));
  Value experiment = Value::object();
  experiment.set("optimizer", std::move(hidden));
  try {
    decodeExperiment(experiment);
    ADD_FAILURE() << "accepted";
  } catch (const ExperimentError& error) {
    EXPECT_EQ(english(error), "optimizer.learningRate is NaN, allowed 1e-12 to 1e+12");
  }
}

TEST(Refused, NamesThatNobodyHas) {
  const Refusal refusals[] = {
      {R"({"optimiser": {}})", "optimiser", "is not known, allowed version, task, data, "},
      {R"({"data": {"datset": "xor"}})", "data.datset", "is not known, allowed "},
      {R"({"network": {"hidden": [{"neurons": 3}]}})", "network.hidden[0].neurons",
       "is not known, allowed units, activation, dropout"},
      {R"({"optimizer": {"name": "sgd", "beta1": 0.9}})", "optimizer.beta1", "is not known, allowed name, "},
      {R"({"stop": {"loss": 1}})", "stop.loss", "is not known, allowed maxEpochs, "},
      {R"({"data": {"dataset": "spirals"}})", "data.dataset", "is \"spirals\", allowed circle, xor, "},
      {R"({"network": {"hidden": [{"activation": "tan"}]}})", "network.hidden[0].activation",
       "is \"tan\", allowed linear, relu, "},
      {R"({"network": {"outputActivation": "relu"}})", "network.outputActivation", "is \"relu\", allowed linear, "},
      {R"({"network": {"initializer": "he"}})", "network.initializer", "is \"he\", allowed uniform, "},
      {R"({"network": {"initializer": {"name": "he"}}})", "network.initializer.name", "is \"he\", allowed uniform, "},
      {R"({"network": {"initializer": {"name": "zeros", "limit": 1}}})", "network.initializer.limit",
       "is not known, allowed name"},
      {R"({"loss": "mae"})", "loss", "is \"mae\", allowed half-squared-error, "},
      {R"({"optimizer": {"name": "Adam"}})", "optimizer.name", "is \"Adam\", allowed sgd, "},
      {R"({"schedule": {"name": "poly"}})", "schedule.name", "is \"poly\", allowed constant, "},
      {R"({"features": ["x", "z"]})", "features[1]", "is \"z\", allowed x, y, "},
      {R"({"precision": "float16"})", "precision", "is \"float16\", allowed float32, float64"},
      {R"({"task": "ranking"})", "task", "is \"ranking\", allowed classification, regression"},
      {R"({"version": 2})", "version", "is 2, allowed 1"},
  };
  for (const Refusal& refusal : refusals) expectRefused(refusal);
}

TEST(Refused, PartsOfTheWrongKind) {
  const Refusal refusals[] = {
      {R"([])", "experiment", "is a list, allowed an object"},
      {R"({"data": null})", "data", "is null, allowed an object"},
      {R"({"network": []})", "network", "is a list, allowed an object"},
      {R"({"network": {"hidden": 3}})", "network.hidden", "is 3, allowed a list of layers"},
      {R"({"network": {"hidden": [{}, "4"]}})", "network.hidden[1]", "is \"4\", allowed an object"},
      {R"({"features": "x"})", "features", "is \"x\", allowed a list of at least one of x, y"},
      {R"({"features": []})", "features", "is empty, allowed a list of at least one of x, y"},
      {R"({"loss": 1})", "loss", "is 1, allowed a text"},
      {R"({"gradientClipping": 1})", "gradientClipping", "is 1, allowed null, { norm } or { value }"},
      {R"({"gradientClipping": {}})", "gradientClipping", "has neither norm nor value, allowed null"},
      {R"({"gradientClipping": {"norm": 1, "value": 1}})", "gradientClipping", "has both norm and value, allowed null"},
  };
  for (const Refusal& refusal : refusals) expectRefused(refusal);
}

TEST(Refused, PartsThatDoNotFitTogether) {
  const Refusal refusals[] = {
      {R"({"loss": "cross-entropy", "network": {"outputActivation": "tanh"}})", "loss",
       "is \"cross-entropy\", which goes with softmax, but network.outputActivation is \"tanh\", which goes "
       "with "
       "half-squared-error, "},
      {R"({"loss": "mse", "network": {"outputActivation": "softmax"}})", "loss",
       "is \"mse\", which goes with linear, tanh, sigmoid, but network.outputActivation is \"softmax\""},
      {R"({"task": "regression", "loss": "cross-entropy"})", "loss",
       "is \"cross-entropy\", which is for classification, but task is \"regression\""},
      {R"({"task": "regression", "network": {"outputActivation": "softmax"}})", "network.outputActivation",
       "is \"softmax\", which goes with no loss for regression"},
      {R"({"task": "regression", "data": {"dataset": "spiral"}})", "data.dataset",
       "is \"spiral\", a dataset for classification; allowed with task \"regression\": plane, "},
      {R"({"task": "classification", "data": {"dataset": "plane"}})", "data.dataset",
       "is \"plane\", a dataset for regression"},
      {R"({"data": {"dataset": "plane", "classes": 2}})", "data.classes",
       "is given, but \"plane\" is a dataset for regression"},
      {R"({"data": {"dataset": "sine"}, "features": ["x", "y"]})", "features[1]",
       "is \"y\", which needs 2 columns; the data have 1"},
      {R"({"features": ["x", "y", "x"]})", "features[2]", "is \"x\" a second time"},
      {R"({"data": {"dataset": "xor", "missing": "drop"}})", "data.missing", "is given without data.inputs"},
  };
  for (const Refusal& refusal : refusals) expectRefused(refusal);
}

TEST(Refused, NetworksTooLargeToHold) {
  Value layers = Value::list();
  for (int i = 0; i < 10000; ++i) layers.push(Value::object());
  Value network = Value::object();
  network.set("hidden", std::move(layers));
  Value experiment = Value::object();
  experiment.set("network", std::move(network));
  try {
    decodeExperiment(experiment);
    ADD_FAILURE() << "accepted";
  } catch (const ExperimentError& error) {
    EXPECT_EQ(error.path(), "network.hidden");
    EXPECT_EQ(english(error), "network.hidden has 10000 layers, allowed 0 to 64");
  }
  Value wide = testing::json(R"({"network": {"hidden": []}})");
  Value hidden = Value::list();
  for (int i = 0; i < 10; ++i) hidden.push(testing::json(R"({"units": 1024})"));
  wide.set("network", testing::json("{}").set("hidden", std::move(hidden)));
  try {
    decodeExperiment(wide);
    ADD_FAILURE() << "accepted";
  } catch (const ExperimentError& error) {
    // 2·1024 + 9·1024² + 10·1024 + 1024 + 1
    EXPECT_EQ(english(error), "network.hidden makes 9450497 parameters, allowed at most 5000000");
  }
}

}  // namespace
}  // namespace gp::experiment_test
