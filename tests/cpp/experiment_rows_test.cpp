/// Own rows in an experiment: how they may be given, and what is refused where.
#include <limits>

#include <gtest/gtest.h>

#include "base/english.h"
#include "exchange/experiment.h"
#include "json.h"

namespace gp::experiment_rows_test {
namespace {

using Numbers = std::vector<double>;

/// An experiment with this `data`, all of it training unless it says otherwise.
Value withData(Value data) {
  if (!data.get("trainFraction") && !data.get("testInputs")) data.set("trainFraction", 1);
  Value experiment = Value::object();
  experiment.set("data", std::move(data));
  return experiment;
}

DataSpec decodeData(const std::string& json) { return decodeExperiment(withData(testing::json(json))).data; }

std::string refusalOf(const Value& experiment) {
  try {
    decodeExperiment(experiment);
  } catch (const ExperimentError& error) {
    EXPECT_EQ(english(error).substr(0, error.path().size()), error.path());
    return english(error);
  }
  return "accepted";
}

void expectRefused(const std::string& json, const std::string& message) {
  EXPECT_EQ(refusalOf(withData(testing::json(json))).substr(0, message.size()), message) << json;
}

TEST(OwnRows, AreTakenAsListsOfRows) {
  const OwnRows own = *decodeData(R"({"inputs": [[1, 2, 3], [4, 5, 6]], "targets": [0, 1]})").own;
  EXPECT_EQ(own.inputs, (Table{3, {1, 2, 3, 4, 5, 6}}));
  EXPECT_EQ(own.targets, (Table{1, {0, 1}}));
  EXPECT_EQ(decodeData(R"({"inputs": [[1, 2], [4, 5]], "targets": [[0], [1]]})").own->targets, (Table{1, {0, 1}}));
}

TEST(OwnRows, AreTakenAsFlatArraysWithTheirColumns) {
  Value data = Value::object();
  data.set("inputs", Numbers{1, 2, 3, 4, 5, 6}).set("targets", Numbers{0, 1, 1}).set("columns", 2);
  EXPECT_EQ(decodeExperiment(withData(data)).data.own->inputs, (Table{2, {1, 2, 3, 4, 5, 6}}));
  EXPECT_EQ(decodeData(R"({"inputs": [1, 2, 3, 4, 5, 6], "targets": [0, 1, 1], "columns": 2})").own->inputs,
            (Table{2, {1, 2, 3, 4, 5, 6}}));
}

TEST(OwnRows, WithoutColumnsAreCutByTheNumberOfTargets) {
  EXPECT_EQ(decodeData(R"({"inputs": [1, 2, 3, 4, 5, 6], "targets": [0, 1, 1]})").own->inputs.columns, 2);
  EXPECT_EQ(decodeData(R"({"inputs": [1, 2, 3], "targets": [0, 1, 1]})").own->inputs.columns, 1);
  // Flat targets of several columns are cut by the number of rows.
  EXPECT_EQ(decodeData(R"({"inputs": [[1], [2]], "targets": [0, 1, 1, 0]})").own->targets, (Table{2, {0, 1, 1, 0}}));
}

TEST(OwnRows, MixFlatArraysInAListOfRows) {
  Value rows = Value::list();
  rows.push(Numbers{1, 2});
  rows.push(Numbers{3, 4});
  Value data = Value::object();
  data.set("inputs", std::move(rows)).set("targets", Numbers{0, 1});
  EXPECT_EQ(decodeExperiment(withData(data)).data.own->inputs, (Table{2, {1, 2, 3, 4}}));
}

TEST(OwnRows, AreRefusedWhereTheirShapesDoNotFit) {
  expectRefused(R"({"inputs": [[1, 2], [3]], "targets": [0, 1]})",
                "data.inputs[1] has 1 numbers, allowed 2 as in the rows before it");
  expectRefused(R"({"inputs": [[1, 2], 3], "targets": [0, 1]})", "data.inputs[1] is 3, allowed a row of numbers");
  expectRefused(R"({"inputs": [[1, 2], [3, 4]], "targets": [0, 1, 1]})",
                "data.targets has 3 numbers, data.inputs has 2 rows");
  expectRefused(R"({"inputs": [[1, 2], [3, 4]], "targets": [[0], [1], [1]]})",
                "data.targets has 3 rows, data.inputs has 2 rows");
  expectRefused(R"({"inputs": [1, 2, 3, 4, 5], "targets": [0, 1]})",
                "data.inputs has 5 numbers, data.targets has 2 rows");
  expectRefused(R"({"inputs": [1, 2, 3, 4, 5], "targets": [0, 1], "columns": 2})",
                "data.inputs has 5 numbers, allowed whole rows of 2");
  expectRefused(R"({"inputs": [[1, 2, 3]], "targets": [0], "columns": 2})", "data.inputs[0] has 3 numbers, allowed 2");
  expectRefused(R"({"inputs": [], "targets": []})", "data.inputs has no rows, allowed at least 1");
  expectRefused(R"({"inputs": [[]], "targets": [0]})", "data.inputs[0] has no numbers");
  expectRefused(R"({"inputs": "1,2", "targets": [0]})", "data.inputs is \"1,2\", allowed a list of rows, or one flat");
  expectRefused(R"({"inputs": [["a", 2]], "targets": [0]})", "data.inputs[0][0] is \"a\", allowed a number");
  expectRefused(R"({"inputs": [[1, 2]]})", "data.targets is left out, but data.inputs is given");
  expectRefused(R"({"targets": [1]})", "data.inputs is left out, but data.targets is given");
  expectRefused(R"({"inputs": [[1]], "targets": [1], "dataset": "xor"})",
                "data.dataset is given together with own rows (data.inputs)");
  expectRefused(R"({"inputs": [[1]], "targets": [1], "noise": 0})", "data.noise is given together with own rows");
}

TEST(OwnRows, NameTheCellThatIsNotFinite) {
  for (const double cell : {std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(), 1e31}) {
    Value rows = Value::list();
    rows.push(Numbers{1, 2});
    rows.push(Numbers{3, cell});
    Value data = Value::object();
    data.set("inputs", std::move(rows)).set("targets", Numbers{0, 1}).set("missing", "drop");
    EXPECT_EQ(refusalOf(withData(data)).substr(0, 21), "data.inputs[1][1] is ");
    Value flat = Value::object();
    flat.set("inputs", Numbers{1, 2, 3, cell}).set("targets", Numbers{0, 1});
    EXPECT_EQ(refusalOf(withData(flat)).substr(0, 18), "data.inputs[3] is ");
  }
}

TEST(MissingCells, AreRefusedByTheirPlaceUnlessTheirRowsAreToBeDropped) {
  expectRefused(R"({"inputs": [[1, 2], [3, null]], "targets": [0, 1]})", "data.inputs[1][1] is missing (null or NaN)");
  expectRefused(R"({"inputs": [[1, 2], [3, 4]], "targets": [0, null]})", "data.targets[1] is missing (null or NaN)");
  expectRefused(R"({"inputs": [[1]], "targets": [0], "testInputs": [[null]], "testTargets": [0]})",
                "data.testInputs[0][0] is missing");
  Value data = Value::object();
  data.set("inputs", Numbers{1, std::nan("")}).set("targets", Numbers{0, 1});
  EXPECT_EQ(refusalOf(withData(data)).substr(0, 25), "data.inputs[1] is missing");
  data.set("missing", "drop");
  EXPECT_EQ(refusalOf(withData(data)), "accepted");
  expectRefused(R"({"inputs": [[1], [null]], "targets": [0, 1], "missing": "ignore"})",
                "data.missing is \"ignore\", allowed refuse, drop");
  expectRefused(R"({"inputs": [[null], [null]], "targets": [0, 1], "missing": "drop"})",
                "data.inputs has no row without a missing cell");
  expectRefused(R"({"missing": "drop", "inputs": [[1]], "targets": [0], "testInputs": [[null]], "testTargets": [0]})",
                "data.testInputs has no row without a missing cell");
}

TEST(ClassTargets, NameTheRowThatIsOutOfRange) {
  expectRefused(R"({"inputs": [[1], [2], [3]], "targets": [0, 1, -1]})",
                "data.targets[2] is -1, allowed a class index from 0 to 999");
  expectRefused(R"({"inputs": [[1], [2], [3]], "targets": [0, 3, 1], "classes": 3})",
                "data.targets[1] is 3, allowed a class index from 0 to 2");
  expectRefused(R"({"inputs": [[1], [2]], "targets": [[0.5], [1]]})",
                "data.targets[0][0] is 0.5, allowed a class index");
  expectRefused(R"({"inputs": [[1], [2]], "targets": [[0, 1], [2, 1]]})",
                "data.targets[1][0] is 2, allowed 0 or 1, a label each");
  expectRefused(R"({"inputs": [[1]], "targets": [0], "testInputs": [[1], [2]], "testTargets": [0, 9], "classes": 2})",
                "data.testTargets[1] is 9, allowed a class index from 0 to 1");
  expectRefused(R"({"inputs": [[1]], "targets": [0], "classes": 1})", "data.classes is 1, allowed 2 to 1000");
  expectRefused(R"({"inputs": [[1]], "targets": [[0, 1]], "classes": 3})",
                "data.classes is 3, but a row of data.targets has 2 labels");
}

TEST(ClassTargets, CountTheClassesOfTestRowsToo) {
  EXPECT_EQ(decodeData(R"({"inputs": [[1]], "targets": [0], "testInputs": [[1], [2]], "testTargets": [0, 4]})").classes,
            5);
}

TEST(ClassTargets, AsRowsOfLabelsHaveExactlyOneOneUnderSoftmax) {
  Value experiment = withData(testing::json(R"({"inputs": [[1], [2], [3]], "targets": [[0, 1], [1, 0], [1, 1]]})"));
  EXPECT_EQ(decodeExperiment(experiment).data.classes, 0);
  experiment.set("loss", "cross-entropy");
  EXPECT_EQ(refusalOf(experiment).substr(0, 49), "data.targets[2] has 2 labels set, allowed exactly");
}

TEST(OwnRows, HaveOneNameAColumnAndOneAClass) {
  expectRefused(R"({"inputs": [[1, 2]], "targets": [0], "columnNames": ["a"]})",
                "data.columnNames has 1 names, allowed one for each of the 2 columns");
  expectRefused(R"({"inputs": [[1, 2]], "targets": [0], "classes": 3, "classNames": ["a", "b"]})",
                "data.classNames has 2 names, allowed one for each of the 3 classes");
  expectRefused(R"({"inputs": [[1, 2]], "targets": [[0, 1, 0]], "classNames": ["a", "b"]})",
                "data.classNames has 2 names, allowed one for each of the 3 labels");
  expectRefused(R"({"inputs": [[1, 2]], "targets": [0], "columnNames": ["a", 2]})",
                "data.columnNames[1] is 2, allowed a text");
}

TEST(OwnRows, HaveAPairOfBoundsAColumn) {
  expectRefused(R"({"inputs": [[1, 2]], "targets": [0], "domain": [[0, 1]]})",
                "data.domain has another shape than one pair [low, high] for each of the 2 columns");
  expectRefused(R"({"inputs": [[1, 2]], "targets": [0], "domain": [[0, 1], [2, 2]]})",
                "data.domain[1] is not a pair of a low and a higher number");
  expectRefused(R"({"dataset": "circle", "domain": [[0, 1], [0, 1]]})",
                "data.domain is given without data.inputs; it says something about own rows");
}

TEST(OwnRows, OfRegressionHaveNoClasses) {
  Value experiment = withData(testing::json(R"({"inputs": [[1]], "targets": [0.5], "classes": 2})"));
  experiment.set("task", "regression");
  EXPECT_EQ(refusalOf(experiment), "data.classes is given, but task is \"regression\"");
}

TEST(OwnRows, WithTestRowsAllTrain) {
  const std::string rows = R"("inputs": [[1]], "targets": [0], "testInputs": [[2]], "testTargets": [1])";
  EXPECT_EQ(decodeData("{" + rows + "}").trainFraction, 1);
  expectRefused("{" + rows + R"(, "trainFraction": 0.5})",
                "data.trainFraction is 0.5, but data.testInputs says which rows test; allowed 1");
  expectRefused(R"({"inputs": [[1]], "targets": [0], "testInputs": [[2]]})",
                "data.testTargets is left out, but data.testInputs is given");
  expectRefused(R"({"inputs": [[1]], "targets": [0], "testInputs": [[2, 3]], "testTargets": [1]})",
                "data.testInputs[0] has 2 numbers, allowed 1");
}

TEST(OwnRows, OfTheTestHaveAsManyTargetsAsThoseThatTrain) {
  Value experiment = withData(
      testing::json(R"({"inputs": [[1]], "targets": [[1, 2]], "testInputs": [[2], [3]], "testTargets": [1, 2]})"));
  experiment.set("task", "regression");
  EXPECT_EQ(refusalOf(experiment), "data.testTargets has 2 numbers, allowed 4");
  expectRefused(R"({"inputs": [[1], [2]], "targets": [0, 1], "testInputs": [[3], [4]], "testTargets": [0, 1, 1, 0]})",
                "data.testTargets has 4 numbers, allowed 2");
}

TEST(OwnRows, OfWhichNoneWouldTrainAreRefused) {
  expectRefused(R"({"inputs": [[1]], "targets": [0], "trainFraction": 0.5})",
                "data.trainFraction is 0.5, which leaves none of 1 rows to train on");
}

TEST(OwnRows, NeedTwoColumnsForFeaturesOfTwo) {
  Value experiment = withData(testing::json(R"({"inputs": [[1], [2]], "targets": [0, 1]})"));
  experiment.set("features", testing::json(R"(["x", "x*y"])"));
  EXPECT_EQ(refusalOf(experiment), "features[1] is \"x*y\", which needs 2 columns; the data have 1");
}

TEST(OwnRows, MayBeWide) {
  Value data = Value::object();
  data.set("inputs", Numbers(3 * 300, 0.5)).set("targets", Numbers{0, 1, 2});
  const Experiment experiment = decodeExperiment(withData(data));
  EXPECT_EQ(experiment.data.own->inputs.columns, 300);
  EXPECT_EQ(experiment.features, std::vector<std::string>{"raw"});
  data.set("inputs", Numbers(3 * 5000, 0.5));
  EXPECT_EQ(refusalOf(withData(data)), "data.inputs has 5000 columns, allowed 1 to 4096");
}

}  // namespace
}  // namespace gp::experiment_rows_test
