/// Experiments to values and back, what differs between two, and values that no one would write.
#include <limits>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"
#include "data/datasets.h"
#include "data/prepare.h"
#include "exchange/experiment.h"
#include "experiment/settings.h"
#include "json.h"
#include "json_value.h"
#include "nn/initializers.h"
#include "nn/losses.h"
#include "train/optimizers.h"
#include "train/schedules.h"

namespace gp::experiment_round_trip_test {
namespace {

using Paths = std::vector<std::string>;

Experiment decode(const std::string& json) { return decodeExperiment(testing::json(json)); }

void expectRoundTrip(const Value& value) {
  const Experiment experiment = decodeExperiment(value);
  const Value encoded = encodeExperiment(experiment);
  EXPECT_TRUE(decodeExperiment(encoded) == experiment);
  EXPECT_TRUE(decodeExperiment(testing::toValue(testing::toJson(encoded))) == experiment) << "through JSON";
  EXPECT_EQ(testing::toJson(encodeExperiment(decodeExperiment(encoded))), testing::toJson(encoded));
}

TEST(RoundTrip, KeepsEveryRowOfEveryTable) {
  for (const Dataset& row : datasets())
    expectRoundTrip(testing::json(R"({"data": {"dataset": ")" + std::string(row.id) + "\"}}"));
  for (const Optimizer& row : optimizers())
    expectRoundTrip(testing::json(R"({"optimizer": {"name": ")" + std::string(row.id) + "\"}}"));
  for (const Schedule& row : schedules())
    expectRoundTrip(testing::json(R"({"schedule": {"name": ")" + std::string(row.id) + "\"}}"));
  for (const Initializer& row : initializers())
    expectRoundTrip(testing::json(R"({"network": {"initializer": ")" + std::string(row.id) + "\"}}"));
  for (const Loss& row : losses()) expectRoundTrip(testing::json(R"({"loss": ")" + std::string(row.id) + "\"}"));
}

TEST(RoundTrip, KeepsEverySetting) {
  expectRoundTrip(testing::json(
      R"json({"data": {"classes": 4, "noise": 0.3, "samples": 77, "trainFraction": 0.7, "seed": 4294967295,
    "standardize": true}, "features": ["sin(x)", "raw"], "precision": "float64",
    "network": {"hidden": [{"units": 3, "dropout": 0.25}], "seed": 9,
                "initializer": {"name": "uniform", "limit": 0.25}},
    "regularization": {"l1": 0.001, "l2": 0.1}, "gradientClipping": {"value": 0.3},
    "batch": {"size": "full", "shuffle": false, "seed": 4},
    "stop": {"maxEpochs": 5, "trainLoss": 0.1, "gradientNorm": 1e-9, "patience": 3, "minDelta": 0.5}})json"));
  expectRoundTrip(testing::json(R"({"gradientClipping": {"norm": 3}, "network": {"hidden": []}})"));
}

TEST(RoundTrip, KeepsOwnRowsMissingCellsIncluded) {
  expectRoundTrip(
      testing::json(R"({"data": {"inputs": [[1, null], [0.1, 4], [5, 6]], "targets": [0, 1, null], "missing": "drop",
    "trainFraction": 1, "columnNames": ["a", "b"], "classNames": ["no", "yes"], "domain": [[-6, 6], [0, 0.1]]}})"));
  expectRoundTrip(testing::json(R"({"data": {"inputs": [1, 2], "targets": [[0, 1], [1, 0]], "trainFraction": 1}})"));
  expectRoundTrip(testing::json(R"({"loss": "cross-entropy",
    "data": {"inputs": [1, 2], "targets": [[0, 1], [1, 0]], "trainFraction": 1, "classNames": ["a", "b"]}})"));
  expectRoundTrip(testing::json(R"({"task": "regression", "data": {"inputs": [[1], [2]], "targets": [[0.5, 2], [1, -1]],
    "testInputs": [[3]], "testTargets": [[1, 1]]}})"));
}

TEST(RoundTrip, WritesAnInitializerWithItsDefaultsByNameAlone) {
  const Value value = encodeExperiment(decode(R"({"network": {"initializer": {"name": "uniform"}}})"));
  EXPECT_EQ(value.get("network")->get("initializer")->text(), "uniform");
}

TEST(Table, WithMissingCellsEqualsItself) {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE((Table{1, {1, missing}} == Table{1, {1, missing}}));
  EXPECT_FALSE((Table{1, {1, missing}} == Table{1, {1, 2}}));
  EXPECT_FALSE((Table{1, {1, 2}} == Table{2, {1, 2}}));
}

// --- Differences ------------------------------------------------------------------------------------------

Paths difference(const std::string& a, const std::string& b) { return differingPaths(decode(a), decode(b)); }

TEST(Differences, AreNamedByTheirPaths) {
  EXPECT_EQ(difference("{}", "{}"), Paths{});
  EXPECT_EQ(difference("{}", R"({"optimizer": {"learningRate": 0.1}})"), Paths{"optimizer.learningRate"});
  EXPECT_EQ(difference(R"({"optimizer": {"name": "adam"}})", R"({"optimizer": {"name": "adam", "beta1": 0.8}})"),
            Paths{"optimizer.beta1"});
  EXPECT_EQ(difference("{}", R"({"schedule": {"name": "step"}})"), Paths{"schedule.name"});
  EXPECT_EQ(difference("{}", R"({"network": {"hidden": [{"units": 4}, {"units": 2, "dropout": 0.5}]}})"),
            Paths{"network.hidden[1].dropout"});
  EXPECT_EQ(difference("{}", R"({"network": {"hidden": [{"units": 4}, {"units": 3}]}})"), Paths{"network.hidden"});
  EXPECT_EQ(difference("{}", R"({"data": {"noise": 0.1}, "batch": {"size": 5, "shuffle": false}})"),
            (Paths{"data.noise", "batch.size", "batch.shuffle"}));
  EXPECT_EQ(difference("{}", R"({"data": {"dataset": "xor", "seed": 5}})"), (Paths{"data.dataset", "data.seed"}));
  const std::string own = R"({"network": {"outputActivation": "tanh"}, "data": {"inputs": [[1, 2], [3, )";
  EXPECT_EQ(difference(own + R"(4]], "targets": [0, 1]}})", own + R"(5]], "targets": [0, 1]}})"), Paths{"data"});
  EXPECT_EQ(difference("{}", own + R"(4]], "targets": [0, 1]}})"), Paths{"data"});
}

TEST(Differences, ThatNeedANewStartAreThoseOfDataNetworkLossAndSeeds) {
  for (const char* path : {"task", "data", "data.dataset", "data.noise", "data.standardize", "features",
                           "network.hidden", "network.outputActivation", "network.initializer", "network.seed", "loss",
                           "optimizer.name", "precision", "batch.seed"})
    EXPECT_TRUE(restartsOnChangeOf(path)) << path;
  for (const char* path : {"optimizer.learningRate", "optimizer.beta1", "schedule.name", "schedule.gamma",
                           "regularization.l1", "regularization.l2", "gradientClipping", "batch.size", "batch.shuffle",
                           "network.hidden[3].dropout", "stop.maxEpochs", "stop.patience", "stop.minDelta"})
    EXPECT_FALSE(restartsOnChangeOf(path)) << path;
}

// --- Values that no one would write -----------------------------------------------------------------------

/// A random value: any kind, any number, keys and texts from the contract and from nowhere.
Value randomValue(Random& random, int depth) {
  static const char* const words[] = {"data",     "inputs", "targets", "network", "hidden", "units",
                                      "name",     "adam",   "xor",     "size",    "full",   "loss",
                                      "mse",      "stop",   "",        "tanh",    "step",   "norm",
                                      "features", "raw",    "x",       "columns", "task",   "regression"};
  static const double numbers[] = {0,
                                   1,
                                   -1,
                                   0.5,
                                   2,
                                   3,
                                   1e9,
                                   -1e300,
                                   1e300,
                                   std::numeric_limits<double>::infinity(),
                                   std::numeric_limits<double>::quiet_NaN(),
                                   4294967296.0,
                                   5e-324};
  const auto word = [&] { return words[random.below(std::size(words))]; };
  const auto number = [&] { return numbers[random.below(std::size(numbers))]; };
  const std::uint32_t count = random.below(4);
  switch (random.below(depth > 0 ? 7 : 4)) {
    case 0:
      return {};
    case 1:
      return random.below(2) == 1;
    case 2:
      return number();
    case 3:
      return word();
    case 4: {
      std::vector<double> values;
      for (std::uint32_t i = 0; i < count; ++i) values.push_back(number());
      return values;
    }
    case 5: {
      Value list = Value::list();
      for (std::uint32_t i = 0; i < count; ++i) list.push(randomValue(random, depth - 1));
      return list;
    }
    default: {
      Value object = Value::object();
      for (std::uint32_t i = 0; i < count; ++i) {
        const char* key = word();
        object.set(key, randomValue(random, depth - 1));
      }
      return object;
    }
  }
}

/// The value with one place of it, at any depth, replaced.
Value mutated(const Value& value, Random& random) {
  if (random.below(4) == 0 || (value.items().empty() && value.members().empty())) return randomValue(random, 2);
  if (value.is(Value::Kind::list)) {
    Value list = Value::list();
    const std::uint32_t at = random.below(static_cast<std::uint32_t>(value.items().size()));
    for (std::uint32_t i = 0; i < value.items().size(); ++i)
      list.push(i == at ? mutated(value.items()[i], random) : value.items()[i]);
    return list;
  }
  Value object = Value::object();
  const std::uint32_t at = random.below(static_cast<std::uint32_t>(value.members().size()));
  for (std::uint32_t i = 0; i < value.members().size(); ++i) {
    const Value::Member& member = value.members()[i];
    object.set(member.key, i == at ? mutated(member.value, random) : member.value);
  }
  return object;
}

TEST(RandomExperiments, AreRefusedByPathOrPrepared) {
  const Value seeds[] = {
      encodeExperiment(decode("{}")), encodeExperiment(decode(R"({"data": {"dataset": "sine", "samples": 10}})")),
      encodeExperiment(decode(R"({"data": {"inputs": [[1, 2], [3, 4], [5, null]], "targets": [0, 1, 2],
        "missing": "drop", "columnNames": ["a", "b"]}, "optimizer": {"name": "adam"}})")),
      encodeExperiment(decode(R"({"task": "regression", "data": {"inputs": [[1, 2]], "targets": [[1, 2]],
        "testInputs": [[1, 2]], "testTargets": [[0, 0]]}})"))};
  Random random(1, Random::Purpose::analysis);
  int accepted = 0;
  int refused = 0;
  for (int i = 0; i < 6000; ++i) {
    const Value value = i % 5 == 0 ? randomValue(random, 4) : mutated(seeds[static_cast<std::size_t>(i % 4)], random);
    try {
      const Experiment experiment = decodeExperiment(value);
      ++accepted;
      if (i % 20 == 0) expectRoundTrip(value);
      const PreparedData data = prepareData(experiment);
      ASSERT_GT(data.trainFeatures.rows(), 0);
      ASSERT_EQ(data.trainOutputs.columns, data.outputs);
      ASSERT_EQ(data.trainOutputs.rows(), data.trainFeatures.rows());
      ASSERT_EQ(data.testOutputs.rows(), data.testFeatures.rows());
      ASSERT_EQ(data.domain.size(), data.columnNames.size());
    } catch (const ExperimentError& error) {
      ++refused;
      ASSERT_FALSE(error.path().empty()) << error.what();
    }
  }
  EXPECT_GT(accepted, 100);
  EXPECT_GT(refused, 3000);
}

}  // namespace
}  // namespace gp::experiment_round_trip_test
