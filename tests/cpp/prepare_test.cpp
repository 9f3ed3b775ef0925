#include "data/prepare.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "data/data_part.h"
#include "data/datasets.h"
#include "exchange/experiment.h"
#include "json.h"
#include "json_value.h"

namespace gp::prepare_test {
namespace {

using Numbers = std::vector<double>;

PreparedData prepare(const std::string& json) { return prepareData(decodeExperiment(testing::json(json))); }

/// The rows of several tables side by side, sorted: what is there, whatever the order.
std::vector<Numbers> sortedRows(std::initializer_list<std::pair<const Table*, const Table*>> parts) {
  std::vector<Numbers> rows;
  for (const auto& [inputs, targets] : parts) {
    for (int r = 0; r < inputs->rows(); ++r) {
      Numbers row;
      for (int c = 0; c < inputs->columns; ++c)
        row.push_back(inputs->values[static_cast<std::size_t>(r * inputs->columns + c)]);
      for (int c = 0; c < targets->columns; ++c)
        row.push_back(targets->values[static_cast<std::size_t>(r * targets->columns + c)]);
      rows.push_back(row);
    }
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

// --- Split ------------------------------------------------------------------------------------------------

TEST(Split, SharesOutEveryRowOnceAndGivesTheFloorToTraining) {
  for (const Dataset& dataset : datasets()) {
    SCOPED_TRACE(dataset.id);
    Experiment experiment = decodeExperiment(
        testing::json(R"({"data": {"dataset": ")" + std::string(dataset.id) + R"(", "trainFraction": 0.3}})"));
    const PreparedData data = prepareData(experiment);
    const int rows = experiment.data.samples;
    EXPECT_EQ(data.trainInputs.rows(), static_cast<int>(rows * 0.3));
    EXPECT_EQ(data.trainInputs.rows() + data.testInputs.rows(), rows);
    const LabelledRows all = makeRows(dataset, {rows, experiment.data.noise, experiment.data.classes}, 1);
    EXPECT_EQ(sortedRows({{&data.trainInputs, &data.trainTargets}, {&data.testInputs, &data.testTargets}}),
              sortedRows({{&all.inputs, &all.targets}}));
    EXPECT_NE(Numbers(all.inputs.values.begin(), all.inputs.values.begin() + 50),
              Numbers(data.trainInputs.values.begin(), data.trainInputs.values.begin() + 50))
        << "shuffled";
  }
}

TEST(Split, FollowsTheSeed) {
  const PreparedData one = prepare(R"({"data": {"dataset": "spiral", "seed": 1}})");
  const PreparedData again = prepare(R"({"data": {"dataset": "spiral", "seed": 1}})");
  const PreparedData other = prepare(R"({"data": {"dataset": "spiral", "seed": 2}})");
  EXPECT_EQ(one.trainInputs, again.trainInputs);
  EXPECT_EQ(one.testTargets, again.testTargets);
  EXPECT_FALSE(one.trainInputs == other.trainInputs);
}

TEST(Split, CountsWholePerCentAsTensorFlowPlaygroundDoes) {
  EXPECT_EQ(trainingRows(100, 0.29), 29);  // 100 · 0.29 is 28.999999999999996
  EXPECT_EQ(trainingRows(500, 0.7), 350);
  EXPECT_EQ(trainingRows(7, 0.5), 3);
  EXPECT_EQ(trainingRows(7, 1), 7);
  EXPECT_EQ(trainingRows(1, 0.999), 0);
}

TEST(Split, OfOneRowOrMoreKeepsATestPartEmptyAtOne) {
  const PreparedData data = prepare(R"({"data": {"dataset": "circle", "trainFraction": 1}})");
  EXPECT_EQ(data.trainInputs.rows(), 500);
  EXPECT_EQ(data.testInputs.rows(), 0);
  EXPECT_EQ(data.testInputs.columns, 2);
  EXPECT_EQ(data.testOutputs.rows(), 0);
}

std::set<double> classesIn(const Table& targets) { return {targets.values.begin(), targets.values.end()}; }

TEST(Split, OfEightRowsLosesNoClassOnEitherSide) {
  const std::string rows = R"({"data": {"inputs": [0, 1, 2, 3, 4, 5, 6, 7], "columns": 1,
    "targets": [0, 0, 0, 0, 0, 0, 1, 1], "trainFraction": 0.5, "seed": )";
  for (int seed = 0; seed < 100; ++seed) {
    const PreparedData data = prepare(rows + std::to_string(seed) + "}}");
    EXPECT_EQ(data.trainInputs.rows(), 4) << seed;
    EXPECT_EQ(classesIn(data.trainTargets), (std::set<double>{0, 1})) << seed;
    EXPECT_EQ(classesIn(data.testTargets), (std::set<double>{0, 1})) << seed;
    const auto all = sortedRows({{&data.trainInputs, &data.trainTargets}, {&data.testInputs, &data.testTargets}});
    for (std::size_t i = 0; i < 8; ++i) EXPECT_EQ(all[i], (Numbers{static_cast<double>(i), i < 6 ? 0.0 : 1.0}));
  }
}

TEST(Split, GivesTheOnlyRowOfAClassToTraining) {
  for (int seed = 0; seed < 40; ++seed) {
    const PreparedData data = prepare(R"({"data": {"inputs": [0, 1, 2, 3, 4, 5], "columns": 1,
      "targets": [0, 0, 1, 1, 1, 2], "trainFraction": 0.5, "seed": )" +
                                      std::to_string(seed) + "}}");
    EXPECT_EQ(classesIn(data.trainTargets), (std::set<double>{0, 1, 2})) << seed;
  }
}

TEST(Split, StaysWhatItWasWhereChanceHasLeftNoClassOut) {
  int kept = 0;
  for (int seed = 0; seed < 40; ++seed) {
    const std::string rest = R"("trainFraction": 0.5, "seed": )" + std::to_string(seed) + "}}";
    const PreparedData data = prepare(R"({"data": {"inputs": [0, 1, 2, 3, 4, 5, 6, 7], "columns": 1,
      "targets": [0, 1, 0, 1, 0, 1, 0, 1], )" +
                                      rest);
    const PreparedData plain = prepare(R"({"task": "regression", "data": {"inputs": [0, 1, 2, 3, 4, 5, 6, 7],
      "columns": 1, "targets": [0, 1, 0, 1, 0, 1, 0, 1], )" +
                                       rest);
    if (classesIn(plain.trainTargets).size() < 2) continue;
    EXPECT_EQ(data.trainInputs, plain.trainInputs) << seed;
    EXPECT_EQ(data.testInputs, plain.testInputs) << seed;
    ++kept;
  }
  EXPECT_GT(kept, 20);
}

// --- Own rows ---------------------------------------------------------------------------------------------

TEST(OwnRows, KeepTheOrderGivenWhenAllOfThemTrain) {
  const PreparedData data =
      prepare(R"({"data": {"inputs": [[1, 2], [3, 4], [5, 6]], "targets": [0, 1, 1], "trainFraction": 1}})");
  EXPECT_EQ(data.trainInputs.values, (Numbers{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(data.trainTargets.values, (Numbers{0, 1, 1}));
  EXPECT_EQ(data.columnNames, (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(data.classNames, (std::vector<std::string>{"0", "1"}));
}

TEST(OwnRows, AreShownWithinTheBoundsTheyAreGivenWith) {
  const PreparedData given = prepare(
      R"({"data": {"inputs": [[1, 2], [3, 4]], "targets": [0, 1], "trainFraction": 1, "domain": [[-6, 6], [0, 5]]}})");
  EXPECT_EQ(given.domain, (std::vector<std::pair<double, double>>{{-6, 6}, {0, 5}}));
  const PreparedData own = prepare(R"({"data": {"inputs": [[1, 2], [3, 4]], "targets": [0, 1], "trainFraction": 1}})");
  EXPECT_EQ(own.domain[0], (std::pair<double, double>{0.9, 3.1}));
}

TEST(OwnRows, AreShuffledAndSplitBySeedOtherwise) {
  std::string rows;
  std::string targets;
  for (int i = 0; i < 40; ++i) {
    rows += (i ? "," : "") + std::to_string(i);
    targets += (i ? "," : "") + std::to_string(i % 2);
  }
  const std::string json = R"({"data": {"inputs": [)" + rows + R"(], "targets": [)" + targets + "]}}";
  const PreparedData data = prepare(json);
  ASSERT_EQ(data.trainInputs.rows(), 20);
  EXPECT_FALSE(std::is_sorted(data.trainInputs.values.begin(), data.trainInputs.values.end()));
  for (std::size_t i = 0; i < 20; ++i)
    EXPECT_EQ(data.trainTargets.values[i], std::fmod(data.trainInputs.values[i], 2)) << "row and target stay together";
  const auto all = sortedRows({{&data.trainInputs, &data.trainTargets}, {&data.testInputs, &data.testTargets}});
  for (std::size_t i = 0; i < 40; ++i) EXPECT_EQ(all[i][0], static_cast<double>(i));
}

TEST(OwnRows, WithTestRowsOfTheirOwnKeepBothOrders) {
  const PreparedData data = prepare(R"({"task": "regression", "data": {
    "inputs": [[1], [2]], "targets": [0.5, 0.25], "testInputs": [[9], [8], [7]], "testTargets": [1, 2, 3]}})");
  EXPECT_EQ(data.trainInputs.values, (Numbers{1, 2}));
  EXPECT_EQ(data.testInputs.values, (Numbers{9, 8, 7}));
  EXPECT_EQ(data.testOutputs.values, (Numbers{1, 2, 3}));
  EXPECT_EQ(data.domain.front(), (std::pair<double, double>{1 - 0.4, 9 + 0.4}));
}

TEST(OwnRows, LeaveOutRowsWithAMissingCellAndCountThem) {
  const PreparedData data = prepare(R"({"data": {"missing": "drop", "trainFraction": 1,
    "inputs": [[1, 2], [null, 4], [5, 6], [7, 8]], "targets": [0, 1, null, 1]}})");
  EXPECT_EQ(data.dropped, 2);
  EXPECT_EQ(data.trainInputs.values, (Numbers{1, 2, 7, 8}));
  EXPECT_EQ(data.trainTargets.values, (Numbers{0, 1}));
}

TEST(OwnRows, OfOneColumnOfEqualNumbersHaveAPictureOfSomeWidth) {
  const PreparedData data = prepare(R"({"data": {"inputs": [[3], [3]], "targets": [0, 1], "trainFraction": 1}})");
  EXPECT_EQ(data.domain.front(), (std::pair<double, double>{2, 4}));
}

// --- Standardisation --------------------------------------------------------------------------------------

TEST(Standardise, IsFittedOnTheTrainingPartOnly) {
  const PreparedData data = prepare(R"({"task": "regression", "data": {"standardize": true,
    "inputs": [[1, 5], [3, 5]], "targets": [0, 0], "testInputs": [[100, 7]], "testTargets": [0]}})");
  EXPECT_EQ(data.mean, (Numbers{2, 5}));
  EXPECT_EQ(data.deviation, (Numbers{1, 1}));  // the second column is constant
  EXPECT_EQ(data.trainFeatures.values, (Numbers{-1, 0, 1, 0}));
  EXPECT_EQ(data.testFeatures.values, (Numbers{98, 2}));
  EXPECT_EQ(data.trainInputs.values, (Numbers{1, 5, 3, 5})) << "inputs stay in data space";
  EXPECT_EQ(data.columnMeans, (Numbers{2, 5}));
}

TEST(Standardise, GivesMeanZeroAndVarianceOneOnMeasuredData) {
  const PreparedData data = prepare(R"({"data": {"dataset": "penguins"}})");  // standardised by default
  const auto rows = static_cast<double>(data.trainFeatures.rows());
  for (std::size_t c = 0; c < 4; ++c) {
    double sum = 0;
    double squares = 0;
    for (std::size_t i = c; i < data.trainFeatures.values.size(); i += 4) {
      sum += data.trainFeatures.values[i];
      squares += data.trainFeatures.values[i] * data.trainFeatures.values[i];
    }
    EXPECT_NEAR(sum / rows, 0, 1e-13);  // 171 sums of numbers near 1, rounded by 1e-16 · √171 each
    EXPECT_NEAR(squares / rows, 1, 1e-13);
  }
}

TEST(Standardise, KeepsAConstantColumnThatNoMeanRepresentsAtZero) {
  // Seven times 0.1 sums to 0.7 − 1e-16: the deviation must not become that rounding error.
  const PreparedData data = prepare(R"({"task": "regression", "data": {"standardize": true, "trainFraction": 1,
    "inputs": [[0.1], [0.1], [0.1], [0.1], [0.1], [0.1], [0.1]], "targets": [0, 0, 0, 0, 0, 0, 0]}})");
  EXPECT_EQ(data.trainFeatures.values, Numbers(7, 0));
}

// --- Targets ----------------------------------------------------------------------------------------------

PreparedData threeRows(const std::string& targets, const std::string& output, const std::string& more = "") {
  return prepare(R"({"network": {"outputActivation": ")" + output +
                 R"("}, "data": {"trainFraction": 1, "inputs": [[1, 1], [2, 2], [3, 3]], "targets": )" + targets +
                 more + "}}");
}

TEST(Targets, OfTwoClassesNeedOneOutput) {
  EXPECT_EQ(threeRows("[0, 1, 1]", "sigmoid").trainOutputs.values, (Numbers{0, 1, 1}));
  for (const char* output : {"tanh", "linear"}) {
    const PreparedData data = threeRows("[0, 1, 1]", output);
    EXPECT_EQ(data.outputs, 1);
    EXPECT_EQ(data.classes, 2);
    EXPECT_EQ(data.trainOutputs.values, (Numbers{-1, 1, 1}));
  }
}

TEST(Targets, OfTwoClassesUnderSoftmaxNeedTwoOutputs) {
  const PreparedData data = threeRows("[0, 1, 1]", "softmax");
  EXPECT_EQ(data.outputs, 2);
  EXPECT_EQ(data.trainOutputs.values, (Numbers{1, 0, 0, 1, 0, 1}));
  EXPECT_EQ(data.trainTargets.values, (Numbers{0, 1, 1}));
}

TEST(Targets, OfMoreClassesNeedOneOutputAClass) {
  EXPECT_EQ(threeRows("[0, 2, 1]", "sigmoid").trainOutputs.values, (Numbers{1, 0, 0, 0, 0, 1, 0, 1, 0}));
  for (const char* output : {"tanh", "linear"})
    EXPECT_EQ(threeRows("[0, 2, 1]", output).trainOutputs.values, (Numbers{1, -1, -1, -1, -1, 1, -1, 1, -1}));
}

TEST(Targets, CountClassesThatNoRowShows) {
  const PreparedData data = threeRows("[0, 0, 0]", "softmax", R"(, "classes": 4)");
  EXPECT_EQ(data.outputs, 4);
  EXPECT_EQ(threeRows("[0, 0, 0]", "sigmoid").classes, 2) << "there are never fewer than two";
  EXPECT_EQ(threeRows("[0, 1, 0]", "softmax", R"(, "classNames": ["a", "b", "c"])").outputs, 3);
}

TEST(Targets, OfLabelsNeedOneOutputEach) {
  const PreparedData data = threeRows("[[1, 0], [1, 1], [0, 0]]", "sigmoid");
  EXPECT_TRUE(data.multiLabel);
  EXPECT_EQ(data.classes, 0);
  EXPECT_EQ(data.outputs, 2);
  EXPECT_EQ(data.trainOutputs.values, (Numbers{1, 0, 1, 1, 0, 0}));
  EXPECT_EQ(threeRows("[[1, 0], [1, 1], [0, 0]]", "tanh").trainOutputs.values, (Numbers{1, -1, 1, 1, -1, -1}));
}

TEST(Targets, AsOneHotRowsAreClassesUnderSoftmax) {
  const PreparedData data = threeRows("[[0, 1, 0], [1, 0, 0], [0, 0, 1]]", "softmax");
  EXPECT_FALSE(data.multiLabel);
  EXPECT_EQ(data.classes, 3);
  EXPECT_EQ(data.trainTargets.columns, 1);
  EXPECT_EQ(data.trainTargets.values, (Numbers{1, 0, 2}));
  EXPECT_EQ(data.trainOutputs.values, (Numbers{0, 1, 0, 1, 0, 0, 0, 0, 1}));
}

TEST(Targets, OfRegressionAreTrainedTowardsAsTheyAre) {
  const PreparedData data = prepare(R"({"task": "regression", "data": {"trainFraction": 1,
    "inputs": [[1, 1], [2, 2]], "targets": [[0.5, -3], [1e6, 0]]}})");
  EXPECT_EQ(data.outputs, 2);
  EXPECT_EQ(data.classes, 0);
  EXPECT_TRUE(data.classNames.empty());
  EXPECT_EQ(data.trainOutputs.values, (Numbers{0.5, -3, 1e6, 0}));
}

// --- What is handed out -----------------------------------------------------------------------------------

TEST(DataPart, HandsOutRowsWithWhatAPictureNeeds) {
  const auto part = testing::toJson(dataPart(prepare(R"({"data": {"dataset": "iris"}})")));
  EXPECT_EQ(part["trainInputs"].size(), 75U * 4);
  EXPECT_EQ(part["testTargets"].size(), 75U);
  EXPECT_EQ(part["columns"], 4);
  EXPECT_EQ(part["targetColumns"], 1);
  EXPECT_EQ(part["columnNames"][2], "petal length (cm)");
  EXPECT_EQ(part["classes"], 3);
  EXPECT_EQ(part["classNames"], (std::vector<std::string>{"setosa", "versicolor", "virginica"}));
  EXPECT_EQ(part["domain"].size(), 4U);
  EXPECT_EQ(part["columnMeans"].size(), 4U);
  EXPECT_EQ(part["dropped"], 0);
}

TEST(DataPart, CountsTheRowsOfAFileThatLackAMeasurement) {
  // Two of the 344 penguins were not measured; a smaller choice is made from the other 342.
  for (const char* samples : {"342", "100"}) {
    const auto part = testing::toJson(
        dataPart(prepare(std::string(R"({"data": {"dataset": "penguins", "samples": )") + samples + "}}")));
    EXPECT_EQ(part["dropped"], 2) << samples;
  }
}

TEST(DataPart, NamesFeaturesOfRawColumnsByTheColumns) {
  const PreparedData data = prepare(R"({"features": ["x^2", "raw"], "data": {"trainFraction": 1,
    "inputs": [[1, 2, 3]], "targets": [0], "columnNames": ["a", "b", "c"]}})");
  EXPECT_EQ(data.featureNames, (std::vector<std::string>{"x^2", "a", "b", "c"}));
  EXPECT_EQ(prepare(R"({"data": {"trainFraction": 1, "inputs": [[1, 2, 3]], "targets": [0]}})").columnNames,
            (std::vector<std::string>{"x1", "x2", "x3"}));
}

}  // namespace
}  // namespace gp::prepare_test
