#include "train/clipping.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace gp::clipping_test {
namespace {

ClippingSpec byNorm(double limit) { return {ClippingSpec::Kind::norm, limit}; }
ClippingSpec byValue(double limit) { return {ClippingSpec::Kind::value, limit}; }

template <class T>
double clipAll(const ClippingSpec& clipping, std::vector<T>& gradient) {
  return clip(clipping, gradient.data(), static_cast<std::ptrdiff_t>(gradient.size()));
}

TEST(Clipping, IsOffUnlessAskedFor) {
  std::vector<double> gradient = {3e9, -4e9, 0, 1};
  EXPECT_EQ(clipAll({}, gradient), 1);
  EXPECT_EQ(gradient, (std::vector<double>{3e9, -4e9, 0, 1}));
}

/// clip_grad_norm_: limit/(norm + 1e-6).
TEST(ClippingByNorm, ScalesALongGradientToTheLimitAndKeepsItsDirection) {
  std::vector<double> gradient = {3, -4, 0, 0};
  const double factor = clipAll(byNorm(1), gradient);
  EXPECT_DOUBLE_EQ(factor, 1 / (5 + 1e-6));
  EXPECT_EQ(gradient, (std::vector<double>{3 * factor, -4 * factor, 0, 0}));
}

TEST(ClippingByNorm, LeavesAShortGradientToTheBit) {
  std::vector<float> gradient = {0.3F, -0.4F, 0.1F, 0};
  const std::vector<float> before = gradient;
  EXPECT_EQ(clipAll(byNorm(1), gradient), 1);
  EXPECT_EQ(std::memcmp(gradient.data(), before.data(), sizeof(float) * before.size()), 0);
}

/// clip_grad_value_.
TEST(ClippingByValue, BoundsEveryEntryAlone) {
  std::vector<float> gradient = {3, -4, 0.25F, -0.5F};
  EXPECT_EQ(clipAll(byValue(0.5), gradient), 1);
  EXPECT_EQ(gradient, (std::vector<float>{0.5F, -0.5F, 0.25F, -0.5F}));
}

TEST(Clipping, NeverHidesANaN) {
  for (const ClippingSpec& clipping : {byValue(0.5), byNorm(0.5)}) {
    std::vector<double> gradient = {3, std::numeric_limits<double>::quiet_NaN(), 1, 0};
    clipAll(clipping, gradient);
    EXPECT_TRUE(std::isnan(gradient[1]));
  }
}

TEST(Norm2, IsTheRootOfTheSumOfSquares) {
  const std::vector<float> numbers = {1, 2, 2, 4, 5};
  EXPECT_EQ(norm2(numbers.data(), 4), 5);
  EXPECT_DOUBLE_EQ(norm2(numbers.data(), 5), std::sqrt(50.0));
  EXPECT_EQ(norm2(numbers.data(), 0), 0);
}

TEST(Norm2, NeitherOverflowsNorVanishes) {
  for (const double size : {1e300, 1e200, 1e-200, 1e-300}) {
    const std::vector<double> numbers = {3 * size, 4 * size};
    EXPECT_NEAR(norm2(numbers.data(), 2) / size, 5, 1e-14);
  }
}

TEST(Norm2, IsNotFiniteWhereANumberIsNot) {
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<double> infinite = {1, -infinity};
  const std::vector<double> broken = {std::numeric_limits<double>::quiet_NaN(), infinity};
  EXPECT_EQ(norm2(infinite.data(), 2), infinity);
  EXPECT_TRUE(std::isnan(norm2(broken.data(), 2)));
}

}  // namespace
}  // namespace gp::clipping_test
