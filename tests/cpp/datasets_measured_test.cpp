#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

#include <gtest/gtest.h>

#include "base/english.h"
#include "data/csv.h"
#include "data/datasets.h"
#include "data/table_files.h"
#include "provided_tables.h"

namespace gp::datasets_measured_test {
namespace {

TEST(Measured, IrisBeginsWithFishersFirstFlowerAndHasFiftyOfEachSpecies) {
  const LabelledRows rows = makeRows(find(datasets(), "iris", "dataset"), {150, 0, 3}, 1);
  EXPECT_EQ(std::vector<double>(rows.inputs.values.begin(), rows.inputs.values.begin() + 4),
            (std::vector<double>{5.1, 3.5, 1.4, 0.2}));
  for (const double species : {0.0, 1.0, 2.0})
    EXPECT_EQ(std::count(rows.targets.values.begin(), rows.targets.values.end(), species), 50);
}

TEST(Measured, PenguinsLeaveOutTheTwoWithoutMeasurements) {
  const LabelledRows rows = makeRows(find(datasets(), "penguins", "dataset"), {342, 0, 3}, 1);
  EXPECT_EQ(std::count(rows.targets.values.begin(), rows.targets.values.end(), 0.0),
            151);                                                                          // Adelie, 152 in the file
  EXPECT_EQ(std::count(rows.targets.values.begin(), rows.targets.values.end(), 1.0), 68);  // Chinstrap
  EXPECT_EQ(std::count(rows.targets.values.begin(), rows.targets.values.end(), 2.0),
            123);  // Gentoo, 124 in the file
  for (const double cell : rows.inputs.values) EXPECT_GT(cell, 0);
}

TEST(Measured, DigitsAreGreyValuesFromZeroToOne) {
  const Dataset& digits = find(datasets(), "digits", "dataset");
  const LabelledRows rows = makeRows(digits, {1797, 0, 10}, 1);
  EXPECT_EQ(digits.imageWidth, 8);
  EXPECT_EQ(rows.inputs.values[2], 5.0 / 16);
  EXPECT_EQ(*std::max_element(rows.inputs.values.begin(), rows.inputs.values.end()), 1);
  EXPECT_EQ(rows.targets.values[0], 0);
  EXPECT_EQ(rows.targets.values[1], 1);
}

TEST(Measured, ASubsetIsChosenFromTheWholeAndHoldsNoRowTwice) {
  const Dataset& digits = find(datasets(), "digits", "dataset");
  const LabelledRows rows = makeRows(digits, {200, 0, 10}, 1);
  std::set<std::vector<double>> different;
  std::set<double> classes(rows.targets.values.begin(), rows.targets.values.end());
  for (std::size_t i = 0; i < 200; ++i) {
    const auto first = rows.inputs.values.begin() + static_cast<std::ptrdiff_t>(64 * i);
    different.emplace(first, first + 64);
  }
  EXPECT_EQ(different.size(), 200U);  // the file holds no picture twice
  EXPECT_EQ(classes.size(), 10U);
}

TEST(Measured, ATableThatIsNotTheDatasetsFileIsRefusedAndTheOneBeforeStays) {
  const std::string digits = testing::tableFile("digits8x8.csv");
  const std::string withoutTheLastRow = digits.substr(0, digits.rfind('\n', digits.size() - 2) + 1);
  const std::string withOneRowMore = digits + digits.substr(withoutTheLastRow.size());
  for (const std::string& other :
       {std::string(), std::string("<!doctype html><title>404</title>\n"), testing::tableFile("iris.csv"),
        digits.substr(0, 100000), withoutTheLastRow, withOneRowMore}) {
    try {
      provideTable("digits", other);
      FAIL() << "took " << other.size() << " characters";
    } catch (const ExperimentError& error) {
      EXPECT_EQ(error.path(), "digits8x8.csv");
    }
    EXPECT_EQ(makeRows(find(datasets(), "digits", "dataset"), {1797, 0, 10}, 1).targets.values.size(), 1797U);
  }
  provideTable("digits", digits);
}

TEST(Measured, OnlyADatasetWithAFileTakesOne) {
  EXPECT_THROW(provideTable("iris", testing::tableFile("iris.csv")), ExperimentError);
  EXPECT_THROW(provideTable("hands", ""), ExperimentError);
}

TEST(Measured, AFileThatWasNotProvidedIsNamed) {
  try {
    static_cast<void>(tableText("digits", "other.csv"));
    FAIL();
  } catch (const ExperimentError& error) {
    EXPECT_EQ(error.path(), "data.dataset");
    EXPECT_NE(english(error).find("other.csv"), std::string::npos);
  }
}

TEST(Csv, RefusesALineOfAnotherLength) { EXPECT_THROW(readCsv("a,b\n1,2\n3\n"), std::logic_error); }

TEST(Csv, ReadsDecimalsExactlyAndRefusesText) {
  EXPECT_EQ(readDecimal("39.1"), 39.1);
  EXPECT_EQ(readDecimal("-0.25"), -0.25);
  EXPECT_EQ(readDecimal("3750"), 3750);
  EXPECT_TRUE(std::isnan(readDecimal("")));
  EXPECT_THROW(readDecimal("MALE"), std::logic_error);
  EXPECT_THROW(readDecimal("1.2.3"), std::logic_error);
}

TEST(Csv, SplitsLinesWithEitherEnding) {
  const CsvTable table = readCsv("a,b\r\n1,\r\n,2\n");
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.column("b"), 1U);
  EXPECT_EQ(table.rows[0][1], "");
  EXPECT_EQ(table.rows[1][1], "2");
  EXPECT_THROW(static_cast<void>(table.column("c")), std::logic_error);
}

}  // namespace
}  // namespace gp::datasets_measured_test
