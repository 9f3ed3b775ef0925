/// Principal components: cases solved by hand, Fisher's iris, and the same bits everywhere.
#include "analysis/spectrum/principal_components.h"

#include <cmath>
#include <cstdint>
#include <cstring>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"
#include "data/datasets.h"

namespace gp::principal_components_test {
namespace {

using Numbers = std::vector<double>;

void expectNear(const Numbers& got, const Numbers& wanted, double tolerance) {
  ASSERT_EQ(got.size(), wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) EXPECT_NEAR(got[i], wanted[i], tolerance) << i;
}

TEST(PrincipalComponents, OfPointsOnALineAreTheLineAlone) {
  // (1, 2) + t·(3, 4) for t = −1, 0, 1: the direction is (3, 4)/5, the variance 25·(1 + 0 + 1)/2.
  const PrincipalComponents line = principalComponents({-2, -2, 1, 2, 4, 6}, 2, 2);
  EXPECT_EQ(line.count, 1) << "there is no second direction";
  expectNear(line.mean, {1, 2}, 1e-15);
  expectNear(line.components, {0.6, 0.8}, 1e-15);
  expectNear(line.variances, {25}, 1e-13);
  expectNear(line.shares, {1}, 1e-15);
  expectNear(line.projections, {-5, 0, 5}, 1e-14);
}

TEST(PrincipalComponents, OfACrossAreItsAxesTheLongerFirstAndPointToThePositive) {
  const PrincipalComponents cross = principalComponents({0, 3, 0, -3, -1, 0, 1, 0}, 2, 2);
  expectNear(cross.components, {0, 1, 1, 0}, 1e-15);
  expectNear(cross.variances, {6, 2.0 / 3}, 1e-14);
  expectNear(cross.shares, {0.9, 0.1}, 1e-15);
  expectNear(cross.projections, {3, 0, -3, 0, 0, -1, 0, 1}, 1e-14);
}

TEST(PrincipalComponents, OfIrisAreTheKnownOnes) {
  // By Jacobi rotations of the covariance matrix, summed in exact fractions.
  const LabelledRows iris = makeRows(find(datasets(), "iris", "dataset"), {150, 0, 3}, 1);
  const PrincipalComponents found = principalComponents(iris.inputs.values, 4, 4);
  expectNear(found.mean, {5.843333333333334, 3.0573333333333332, 3.758, 1.1993333333333334}, 1e-14);
  expectNear(found.variances, {4.228241706034865, 0.24267074792863366, 0.07820950004291938, 0.023835092973449434},
             1e-13);
  expectNear(found.shares, {0.9246187232017269, 0.05306648311706786, 0.017102609807929756, 0.005212183873275372},
             1e-14);
  expectNear(found.components,
             {0.36138659178536847, -0.08452251406456877, 0.856670605949835, 0.35828919715155083,     //
              0.6565887712868421, 0.7301614347850268, -0.1733726627958571, -0.07548101991746373,     //
              -0.5820298513060659, 0.597910830100086, 0.07623607582096342, 0.5458314320200758,       //
              0.31548719290397537, -0.31972310366612905, -0.47983898699463445, 0.7536574252640459},  //
             1e-12);
  expectNear({found.projections.begin(), found.projections.begin() + 4},
             {-2.6841256259695334, 0.3193972465851024, -0.02791482758941377, 0.002262437071316681}, 1e-12);
}

Numbers draws(std::size_t count, std::uint64_t seed) {
  Random random(seed, Random::Purpose::analysis);
  Numbers numbers(count);
  for (double& number : numbers) number = random.normal();
  return numbers;
}

TEST(PrincipalComponents, AreOrthonormalAndRestoreTheRowsAlsoWhereColumnsOutnumberRows) {
  for (const auto& [rows, columns] : std::vector<std::pair<std::size_t, std::size_t>>{{40, 6}, {6, 300}, {9, 9}}) {
    const Numbers values = draws(rows * columns, 4);
    const auto most = static_cast<std::ptrdiff_t>(std::min(rows - 1, columns));
    const PrincipalComponents found = principalComponents(values, static_cast<std::ptrdiff_t>(columns), most);
    ASSERT_EQ(found.count, most);
    const auto count = static_cast<std::size_t>(most);
    double shares = 0;
    for (std::size_t i = 0; i < count; ++i) {
      shares += found.shares[i];
      EXPECT_LE(found.variances[i], found.variances[i > 0 ? i - 1 : 0]);
      for (std::size_t k = 0; k <= i; ++k) {
        double dot = 0;
        for (std::size_t c = 0; c < columns; ++c)
          dot += found.components[i * columns + c] * found.components[k * columns + c];
        EXPECT_NEAR(dot, i == k ? 1 : 0, 1e-12);
      }
    }
    EXPECT_NEAR(shares, 1, 1e-13);
    for (std::size_t r = 0; r < rows; ++r)
      for (std::size_t c = 0; c < columns; ++c) {
        double value = found.mean[c];
        for (std::size_t k = 0; k < count; ++k)
          value += found.projections[r * count + k] * found.components[k * columns + c];
        EXPECT_NEAR(value, values[r * columns + c], 1e-11);
      }
  }
}

TEST(PrincipalComponents, OfRowsThatAreAllAlikeAreNone) {
  const PrincipalComponents none = principalComponents({1, 2, 1, 2, 1, 2}, 2, 2);
  EXPECT_EQ(none.count, 0);
  expectNear(none.mean, {1, 2}, 0);
  EXPECT_TRUE(none.components.empty());
}

TEST(PrincipalComponents, RefuseWhatTheyCannotAnswer) {
  const auto refusedAt = [](const Numbers& values, std::ptrdiff_t columns, std::ptrdiff_t count) {
    try {
      principalComponents(values, columns, count);
    } catch (const ExperimentError& error) {
      return error.path();
    }
    return std::string("nothing");
  };
  EXPECT_EQ(refusedAt({1, 2}, 2, 1), "rows");
  EXPECT_EQ(refusedAt({1, 2, 3, 4}, 2, 2), "count");
  EXPECT_EQ(refusedAt({1, 2, 3, 4}, 2, 0), "count");
  EXPECT_EQ(refusedAt({1, 2, 3, 4}, 2, 1), "nothing");
  EXPECT_EQ(refusedAt(Numbers(1025 * 1025), 1025, 1), "rows");
}

TEST(PrincipalComponents, GiveTheseBitsOnEveryCompilerAndEngine) {
  std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a, 64 bits
  const auto add = [&hash](const Numbers& numbers) {
    for (const double number : numbers) {
      unsigned char bytes[sizeof number];
      std::memcpy(bytes, &number, sizeof number);
      for (const unsigned char byte : bytes) hash = (hash ^ byte) * 1099511628211ULL;
    }
  };
  // With more rows than columns, and with fewer.
  for (const auto& [rows, columns] : std::vector<std::pair<std::size_t, std::size_t>>{{400, 60}, {60, 700}}) {
    const PrincipalComponents found =
        principalComponents(draws(rows * columns, 9), static_cast<std::ptrdiff_t>(columns), 5);
    add(found.components);
    add(found.variances);
    add(found.projections);
  }
  EXPECT_EQ(hash, 0x4b0a417931bd39d1U) << std::hex << "0x" << hash;
}

}  // namespace
}  // namespace gp::principal_components_test
