#include "data/features.h"

#include <cmath>

#include <gtest/gtest.h>

#include "data/prepare.h"

namespace gp::features_test {
namespace {

std::vector<double> mapped(const std::vector<std::string>& ids, const std::vector<double>& row,
                           std::vector<double> mean = {}, std::vector<double> deviation = {}) {
  const FeatureMap map(ids, static_cast<int>(row.size()), std::move(mean), std::move(deviation));
  std::vector<double> features(static_cast<std::size_t>(map.count()));
  map.map(row.data(), features.data());
  return features;
}

TEST(Features, AreTensorFlowPlaygroundsSevenInOrderOfTheList) {
  const std::vector<double> values = mapped({"x", "y", "x^2", "y^2", "x*y", "sin(x)", "sin(y)"}, {1.5, -2});
  ASSERT_EQ(values.size(), 7U);
  EXPECT_EQ(values[0], 1.5);
  EXPECT_EQ(values[1], -2);
  EXPECT_EQ(values[2], 2.25);
  EXPECT_EQ(values[3], 4);
  EXPECT_EQ(values[4], -3);
  EXPECT_NEAR(values[5], std::sin(1.5), 3e-16);  // two units in the last place of a number below 1
  EXPECT_NEAR(values[6], std::sin(-2.0), 3e-16);
}

TEST(Features, RawPassesEveryColumnAmongTheOthers) {
  EXPECT_EQ(mapped({"x^2", "raw", "y"}, {3, 5, 7}), (std::vector<double>{9, 3, 5, 7, 5}));
  EXPECT_EQ(featureCount({"x^2", "raw", "y"}, 3), 5);
}

TEST(Features, SeeStandardisedColumns) {
  EXPECT_EQ(mapped({"x", "x*y"}, {5, 10}, {1, 4}, {2, 3}), (std::vector<double>{2, 4}));
}

TEST(Features, MapRowsEqualsMapRowByRow) {
  const std::vector<double> rows = {1, 2, 3, 4, 5, 6};
  const FeatureMap map({"x", "sin(y)", "raw"}, 2, {0.5, 1}, {2, 4});
  std::vector<double> all(12);
  map.mapRows(rows.data(), 3, all.data());
  for (std::size_t r = 0; r < 3; ++r) {
    std::vector<double> one(4);
    map.map(rows.data() + 2 * r, one.data());
    EXPECT_EQ(one, std::vector<double>(all.begin() + static_cast<std::ptrdiff_t>(4 * r),
                                       all.begin() + static_cast<std::ptrdiff_t>(4 * r + 4)));
  }
}

TEST(Features, DefaultToTheColumnsThereAre) {
  EXPECT_EQ(defaultFeatures(1), std::vector<std::string>{"x"});
  EXPECT_EQ(defaultFeatures(2), (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(defaultFeatures(64), std::vector<std::string>{"raw"});
}

TEST(EveryFeature, ReadsNoColumnThatItDoesNotAskFor) {
  for (const Feature& feature : features()) {
    if (!feature.value) continue;
    SCOPED_TRACE(feature.id);
    std::vector<double> row = {0.5, 0.25, 0.125};
    const double value = feature.value(row.data());
    for (std::size_t c = static_cast<std::size_t>(feature.columns); c < row.size(); ++c) row[c] = std::nan("");
    EXPECT_EQ(feature.value(row.data()), value);
  }
}

}  // namespace
}  // namespace gp::features_test
