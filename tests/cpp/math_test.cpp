/// The elementary functions: how far from the truth, what at the edges, the same in every lane and on every machine.
#include "base/math.h"

#include <cfloat>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace gp::math_test {
namespace {

// In WebAssembly long double has 113 bits but its functions only the accuracy of double: nothing to measure against.
// There the hashes below stand in for the measurement.
#if defined(__EMSCRIPTEN__) || LDBL_MANT_DIG == DBL_MANT_DIG
constexpr bool longDoubleIsFiner = false;
#else
constexpr bool longDoubleIsFiner = true;
#endif

using Wide = long double;

/// A function in both precisions, and the truth in a finer one.
struct Function {
  const char* name;
  float (*single)(float);
  double (*twice)(double);
  Wide (*truth)(Wide);
};

Wide sigmoidTruth(Wide x) { return 1 / (1 + std::exp(-x)); }
Wide softplusTruth(Wide x) { return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)); }

#define GP_FUNCTION(name, truth) \
  { #name, static_cast < float (*)(float)>(math::name), static_cast < double (*)(double)>(math::name), truth }
const Function functionExp = GP_FUNCTION(exp, [](Wide x) { return std::exp(x); });
const Function functionExpm1 = GP_FUNCTION(expm1, [](Wide x) { return std::expm1(x); });
const Function functionLog = GP_FUNCTION(log, [](Wide x) { return std::log(x); });
const Function functionLog1p = GP_FUNCTION(log1p, [](Wide x) { return std::log1p(x); });
const Function functionTanh = GP_FUNCTION(tanh, [](Wide x) { return std::tanh(x); });
const Function functionSigmoid = GP_FUNCTION(sigmoid, sigmoidTruth);
const Function functionSoftplus = GP_FUNCTION(softplus, softplusTruth);
const Function functionErf = GP_FUNCTION(erf, [](Wide x) { return std::erf(x); });
const Function functionSin = GP_FUNCTION(sin, [](Wide x) { return std::sin(x); });
const Function functionCos = GP_FUNCTION(cos, [](Wide x) { return std::cos(x); });
const Function functionSqrt = GP_FUNCTION(sqrt, [](Wide x) { return std::sqrt(x); });
#undef GP_FUNCTION

const std::vector<const Function*> everyFunction = {&functionExp,      &functionExpm1,   &functionLog, &functionLog1p,
                                                    &functionTanh,     &functionSigmoid, &functionErf, &functionSin,
                                                    &functionSoftplus, &functionCos,     &functionSqrt};

template <class T>
T evaluate(const Function& f, T x) {
  if constexpr (sizeof(T) == sizeof(float)) {
    return f.single(x);
  } else {
    return f.twice(x);
  }
}

/// `count` numbers from low to high, evenly spaced, or by equal ratios where both are on one side of 0 and far apart.
template <class T>
std::vector<T> sweep(double low, double high, int count, bool byRatio = false) {
  std::vector<T> numbers;
  for (int i = 0; i < count; ++i) {
    const double u = (i + 0.37) / count;
    const double x =
        byRatio ? std::copysign(std::exp(std::log(std::fabs(low)) * (1 - u) + std::log(std::fabs(high)) * u), low)
                : low + (high - low) * u;
    numbers.push_back(static_cast<T>(x));
  }
  return numbers;
}

/// The largest error over some numbers, in units in the last place of the true result. Results smaller than `floor`
/// are measured by the last place of `floor`.
template <class T>
double largestError(const Function& f, const std::vector<T>& numbers, double floor = 0) {
  constexpr int digits = std::numeric_limits<T>::digits;
  double largest = 0;
  for (const T x : numbers) {
    const Wide truth = f.truth(x);
    int exponent = 0;
    std::frexp(std::max(std::fabs(truth), static_cast<Wide>(floor)), &exponent);
    const int last = std::max(exponent, std::numeric_limits<T>::min_exponent) - digits;
    const auto error = static_cast<double>(std::fabs(evaluate<T>(f, x) - truth) / std::ldexp(Wide{1}, last));
    if (!(error <= largest)) largest = error;  // also keeps NaN
  }
  return largest;
}

constexpr int points = 40000;  // a range
template <class T>
void expectWithin(const Function& f, double bound, const std::vector<T>& numbers, double floor = 0) {
  if (sizeof(T) == sizeof(double) && !longDoubleIsFiner) return;
  EXPECT_LE(largestError<T>(f, numbers, floor), bound) << f.name << (sizeof(T) == sizeof(float) ? " float" : " double")
                                                       << " from " << numbers.front() << " to " << numbers.back();
}

// The bounds are those of the table in base/math.h, measured over four million numbers a range.

TEST(Math, ExponentialsAreAccurate) {
  for (const double reach : {1.0, 86.0}) {
    expectWithin<float>(functionExp, 1.2, sweep<float>(-reach, reach, points));
    expectWithin<float>(functionExpm1, 1.7, sweep<float>(-reach, reach, points));
  }
  for (const double reach : {1.0, 707.0}) {
    expectWithin<double>(functionExp, 1.2, sweep<double>(-reach, reach, points));
    expectWithin<double>(functionExpm1, 2.0, sweep<double>(-reach, reach, points));
  }
  for (const double side : {-1, 1}) {
    expectWithin<float>(functionExpm1, 1.7, sweep<float>(side * 1e-30, side, points, true));
    expectWithin<double>(functionExpm1, 2.0, sweep<double>(side * 1e-300, side, points, true));
  }
}

TEST(Math, LogarithmsAreAccurate) {
  expectWithin<float>(functionLog, 1.0, sweep<float>(1e-44, 3e38, points, true));
  expectWithin<float>(functionLog, 1.0, sweep<float>(0.5, 2, points));
  expectWithin<double>(functionLog, 1.0, sweep<double>(1e-320, 1e308, points, true));
  expectWithin<double>(functionLog, 1.0, sweep<double>(0.5, 2, points));
  expectWithin<float>(functionLog1p, 1.0, sweep<float>(1e-37, 3e38, points, true));
  expectWithin<float>(functionLog1p, 1.0, sweep<float>(-0.999, 2, points));
  expectWithin<double>(functionLog1p, 1.0, sweep<double>(1e-300, 1e308, points, true));
  expectWithin<double>(functionLog1p, 1.0, sweep<double>(-0.999, 2, points));
}

TEST(Math, HyperbolicTangentIsAccurateAndStaysBetweenMinusOneAndOne) {
  expectWithin<float>(functionTanh, 5.5, sweep<float>(-12, 12, points));
  expectWithin<float>(functionTanh, 5.5, sweep<float>(1e-30, 12, points, true));
  expectWithin<double>(functionTanh, 2.5, sweep<double>(-25, 25, points));
  expectWithin<double>(functionTanh, 2.5, sweep<double>(1e-300, 1, points, true));
  for (const float x : sweep<float>(3, 9, 300000)) ASSERT_LT(math::tanh(x), 1.0F) << x;
  for (const double x : sweep<double>(3, 25, 100000)) ASSERT_LE(math::tanh(x), 1.0) << x;
}

TEST(Math, SigmoidAndSoftplusAreAccurate) {
  for (const Function* f : {&functionSigmoid, &functionSoftplus}) {
    for (const double reach : {4.0, 86.0}) expectWithin<float>(*f, 2.5, sweep<float>(-reach, reach, points));
    for (const double reach : {4.0, 707.0}) expectWithin<double>(*f, 2.5, sweep<double>(-reach, reach, points));
  }
}

TEST(Math, ErrorFunctionIsAccurate) {
  expectWithin<float>(functionErf, 2.3, sweep<float>(-5, 5, points));
  expectWithin<float>(functionErf, 2.3, sweep<float>(1e-30, 1, points, true));
  expectWithin<double>(functionErf, 2.0, sweep<double>(-7, 7, points));
  expectWithin<double>(functionErf, 2.0, sweep<double>(1e-300, 1, points, true));
}

TEST(Math, SineAndCosineAreAccurateOverTheirRange) {
  for (const Function* f : {&functionSin, &functionCos}) {
    // 3e-9 is 3 units in the last place of 0.01 in float: what the reduction leaves at the end of the range.
    for (const double reach : {1.6, 10.0, 1e3, 1e5}) {
      expectWithin<float>(*f, 3.0, sweep<float>(-reach, reach, points), reach > 1.6 ? 0.01 : 0);
    }
    for (const double reach : {1.6, 10.0, 1e5, 3e6}) {
      expectWithin<double>(*f, 2.5, sweep<double>(-reach, reach, points));
    }
  }
}

TEST(Math, SineAndCosineStayBetweenMinusOneAndOneHoweverLargeTheArgument) {
  for (const Function* f : {&functionSin, &functionCos}) {
    for (const float x : sweep<float>(0.1, 3e38, points, true)) ASSERT_LE(std::fabs(f->single(x)), 1.0F) << x;
    for (const double x : sweep<double>(0.1, 1e308, points, true)) ASSERT_LE(std::fabs(f->twice(x)), 1.0) << x;
  }
}

TEST(Math, TheTailOfTheNormalDistributionKeepsItsDigits) {
  // Φ(−t): 1 − Φ(t) would have no digit left at t = 9. 12 units in the last place; float squares t with one rounding,
  // which costs t²/2 units more.
  for (const double t : sweep<double>(0, 37, points)) {
    if (!longDoubleIsFiner) break;
    const Wide truth = std::erfc(t / std::sqrt(Wide{2})) / 2;
    const double q = math::normalTail<double>(spread<double>(t)).probability[0];
    ASSERT_NEAR(static_cast<double>(q / truth), 1, 12 * DBL_EPSILON) << t;
  }
  for (const float t : sweep<float>(0, 12.5, points)) {
    const double truth = std::erfc(t / std::sqrt(2.0)) / 2;
    const float q = math::normalTail<float>(spread<float>(t)).probability[0];
    ASSERT_NEAR(q / truth, 1, (6 + t * t / 2) * FLT_EPSILON) << t;
  }
}

template <class T>
class MathEdges : public ::testing::Test {};
using Scalars = ::testing::Types<float, double>;
TYPED_TEST_SUITE(MathEdges, Scalars);

TYPED_TEST(MathEdges, InfinitiesGiveTheLimit) {
  using T = TypeParam;
  const T infinity = std::numeric_limits<T>::infinity();
  for (const Function* f : {&functionExp, &functionExpm1, &functionLog, &functionLog1p, &functionSoftplus})
    EXPECT_EQ(evaluate<T>(*f, infinity), infinity) << f->name;
  EXPECT_EQ(math::exp(-infinity), T{0});
  EXPECT_EQ(math::expm1(-infinity), T{-1});
  EXPECT_NEAR(math::tanh(infinity), 1, 3.3e-7);
  EXPECT_EQ(math::tanh(-infinity), -math::tanh(infinity));
  EXPECT_EQ(math::sigmoid(infinity), T{1});
  EXPECT_EQ(math::sigmoid(-infinity), T{0});
  EXPECT_EQ(math::softplus(-infinity), T{0});
  EXPECT_EQ(math::erf(infinity), T{1});
  EXPECT_EQ(math::erf(-infinity), T{-1});
  EXPECT_TRUE(std::isnan(math::sin(infinity)));
  EXPECT_TRUE(std::isnan(math::cos(-infinity)));
}

TYPED_TEST(MathEdges, NotANumberGivesNotANumber) {
  using T = TypeParam;
  const T nan = std::numeric_limits<T>::quiet_NaN();
  for (const Function* f : everyFunction) EXPECT_TRUE(std::isnan(evaluate<T>(*f, nan))) << f->name;
  EXPECT_TRUE(std::isnan(math::abs(nan)));
}

TYPED_TEST(MathEdges, ZeroAndOneAreExact) {
  using T = TypeParam;
  for (const T zero : {T{0}, -T{0}}) {
    for (const Function* f : {&functionExp, &functionCos}) EXPECT_EQ(evaluate<T>(*f, zero), T{1}) << f->name;
    for (const Function* f : {&functionExpm1, &functionLog1p, &functionTanh, &functionErf, &functionSin})
      EXPECT_EQ(evaluate<T>(*f, zero), T{0}) << f->name;
    EXPECT_EQ(math::sigmoid(zero), T{0.5});
  }
  EXPECT_EQ(math::log(T{1}), T{0});
}

TYPED_TEST(MathEdges, LogarithmsRefuseWhatHasNone) {
  using T = TypeParam;
  const T infinity = std::numeric_limits<T>::infinity();
  EXPECT_EQ(math::log(T{0}), -infinity);
  EXPECT_TRUE(std::isnan(math::log(T{-1})));
  EXPECT_TRUE(std::isnan(math::log(-infinity)));
  EXPECT_EQ(math::log1p(T{-1}), -infinity);
  EXPECT_TRUE(std::isnan(math::log1p(T{-2})));
  EXPECT_TRUE(std::isnan(math::log1p(-infinity)));
}

TYPED_TEST(MathEdges, ExponentialsOverflowToInfinityAndVanishToZero) {
  using T = TypeParam;
  const T last = std::log(std::numeric_limits<T>::max()) * T(0.99999);
  EXPECT_TRUE(std::isfinite(math::exp(last)));
  EXPECT_EQ(math::exp(last * T(1.001)), std::numeric_limits<T>::infinity());
  const T first = std::log(std::numeric_limits<T>::min() * 4);
  EXPECT_GT(math::exp(first), T{0});
  EXPECT_EQ(math::exp(first * T(1.02)), T{0});
}

TYPED_TEST(MathEdges, OddFunctionsAreOddToTheBit) {
  using T = TypeParam;
  for (const T x : sweep<T>(1e-20, 1e4, points, true)) {
    ASSERT_EQ(math::tanh(-x), -math::tanh(x)) << x;
    ASSERT_EQ(math::erf(-x), -math::erf(x)) << x;
    ASSERT_EQ(math::sin(-x), -math::sin(x)) << x;
  }
}

/// Four lanes of a function at once.
template <class T>
struct InLanes {
  const Function* scalar;
  Lanes<T> (*lanes)(const T*);
};

#define GP_LANES(function, name)                                    \
  InLanes<T> {                                                      \
    &function, [](const T* x) { return math::name<T>(load<T>(x)); } \
  }
template <class T>
std::vector<InLanes<T>> everyFunctionInLanes() {
  return {GP_LANES(functionExp, exp),     GP_LANES(functionExpm1, expm1),       GP_LANES(functionLog, log),
          GP_LANES(functionLog1p, log1p), GP_LANES(functionTanh, tanh),         GP_LANES(functionSigmoid, sigmoid),
          GP_LANES(functionErf, erf),     GP_LANES(functionSoftplus, softplus), GP_LANES(functionSin, sin),
          GP_LANES(functionCos, cos),     GP_LANES(functionSqrt, sqrt)};
}
#undef GP_LANES

/// Numbers of every kind: dense near 0, every order of magnitude, both signs. Built from exact operations only.
template <class T>
std::vector<T> numbersOfEveryKind() {
  std::vector<T> numbers;
  for (int i = -4096; i < 4096; ++i) numbers.push_back(static_cast<T>(i) / 256);
  const int least = std::numeric_limits<T>::min_exponent;
  const int most = std::numeric_limits<T>::max_exponent;
  for (int e = least; e < most; ++e)
    for (const T mantissa : {T(0.5), T(0.71875), T(0.859375), T(1) - std::numeric_limits<T>::epsilon()})
      for (const T sign : {T{1}, T{-1}}) numbers.push_back(sign * std::ldexp(mantissa, e));
  return numbers;
}

TYPED_TEST(MathEdges, EveryLaneComputesWhatTheScalarFunctionDoes) {
  using T = TypeParam;
  const std::vector<T> numbers = numbersOfEveryKind<T>();
  for (const InLanes<T>& f : everyFunctionInLanes<T>())
    for (std::size_t i = 0; i + laneCount <= numbers.size(); i += 4) {
      T lanes[laneCount];
      store<T>(lanes, f.lanes(&numbers[i]));
      for (std::size_t lane = 0; lane < 4; ++lane) {
        const T alone = evaluate<T>(*f.scalar, numbers[i + lane]);
        if (std::isnan(alone) && std::isnan(lanes[lane])) continue;  // WebAssembly leaves the bits of a NaN open
        ASSERT_EQ(std::memcmp(&alone, &lanes[lane], sizeof(T)), 0) << f.scalar->name << " of " << numbers[i + lane];
      }
    }
}

/// FNV-1a, 64 bits, over the bits of a function's results; NaN counts as one number.
template <class T>
std::uint64_t hashOf(const Function& f) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const T x : numbersOfEveryKind<T>()) {
    T result = evaluate<T>(f, x);
    unsigned char bytes[sizeof(T)] = {};
    if (!std::isnan(result)) std::memcpy(bytes, &result, sizeof(T));
    for (const unsigned char byte : bytes) hash = (hash ^ byte) * 1099511628211ULL;
  }
  return hash;
}

TEST(Math, EveryCompilerAndEngineGivesTheseBits) {
  struct Expected {
    const Function* f;
    std::uint64_t single, twice;
  };
  const std::vector<Expected> table = {
      {&functionExp, 0x805474f133ffbde4U, 0x2abffda6546b44a8U},
      {&functionExpm1, 0x77b0820068f192a2U, 0x17010e6ce1cfdf7cU},
      {&functionLog, 0x1dd456d77d4c7281U, 0x70f7700191232719U},
      {&functionLog1p, 0x2118ad6791a8bc5bU, 0x45c76328fe542f46U},
      {&functionTanh, 0xc32cee07b2b74e42U, 0xc58b47131faba492U},
      {&functionSigmoid, 0x98b5d74a13191010U, 0x681132167d802016U},
      {&functionErf, 0xc8248aab153c05f4U, 0x65e3b770f4ad9c10U},
      {&functionSin, 0x2b6dafa49f5751U, 0x966623a3e24beae1U},
      {&functionSoftplus, 0x4cc8e06fd2f77f8cU, 0xa2fd5d3d8c25849cU},
      {&functionCos, 0xaa08737b0535d645U, 0x86cdc3f6416104bbU},
      {&functionSqrt, 0x1d228bb4a2d87f3aU, 0x34d440a4917b550dU},
  };
  ASSERT_EQ(table.size(), everyFunction.size());
  for (const Expected& expected : table) {
    EXPECT_EQ(hashOf<float>(*expected.f), expected.single)
        << expected.f->name << std::hex << " float 0x" << hashOf<float>(*expected.f);
    EXPECT_EQ(hashOf<double>(*expected.f), expected.twice)
        << expected.f->name << std::hex << " double 0x" << hashOf<double>(*expected.f);
  }
}

}  // namespace
}  // namespace gp::math_test
