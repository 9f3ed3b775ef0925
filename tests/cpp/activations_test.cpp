/// One contract for every activation: the formula, its derivative, both precisions, the edges.
#include "nn/activations.h"

#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "nn/kernels/multiply.h"

namespace gp::activations_test {
namespace {

using Formula = std::function<double(double)>;

/// PyTorch's definitions in the words of the C library.
const std::map<std::string, Formula>& textbook() {
  static const std::map<std::string, Formula> formulas = {
      {"linear", [](double z) { return z; }},
      {"relu", [](double z) { return std::fmax(0, z); }},
      {"leaky-relu", [](double z) { return z > 0 ? z : 0.01 * z; }},
      {"elu", [](double z) { return z > 0 ? z : std::expm1(z); }},
      {"selu", [](double z) { return 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * std::expm1(z)); }},
      {"gelu", [](double z) { return z * std::erfc(-z / std::sqrt(2.0)) / 2; }},
      {"silu", [](double z) { return z / (1 + std::exp(-z)); }},
      {"mish", [](double z) { return z * std::tanh(std::log1p(std::exp(z))); }},
      {"softplus", [](double z) { return z > 0 ? z + std::log1p(std::exp(-z)) : std::log1p(std::exp(z)); }},
      {"softsign", [](double z) { return z / (1 + std::fabs(z)); }},
      {"tanh", [](double z) { return std::tanh(z); }},
      {"sigmoid", [](double z) { return 1 / (1 + std::exp(-z)); }},
      {"sine", [](double z) { return std::sin(z); }},
  };
  return formulas;
}

/// Runs a test over every hidden activation, and over every output activation that has kernels.
template <class Test>
void forEveryActivation(Test test) {
  for (const auto* table : {&activations(), &outputActivations()})
    for (const Activation& row : *table) {
      if (!row.twice.apply) continue;  // softmax: tests/cpp/losses_test.cpp
      SCOPED_TRACE(row.id);
      test(row);
    }
}

/// Even steps over [−reach, reach], a multiple of 4 of them, none of them 0.
template <class T>
std::vector<T> sweep(double reach, int count = 4000) {
  std::vector<T> z;
  for (int i = 0; i < count; ++i) z.push_back(static_cast<T>(reach * (2 * (i + 0.5) / count - 1)));
  return z;
}

template <class T>
std::ptrdiff_t sizeOf(const std::vector<T>& numbers) {
  return static_cast<std::ptrdiff_t>(numbers.size());
}

template <class T>
std::vector<T> activate(const Activation& row, const std::vector<T>& z) {
  std::vector<T> a(z.size());
  row.kernels<T>().apply(z.data(), a.data(), sizeOf(z));
  return a;
}

template <class T>
std::vector<T> derivative(const Activation& row, const std::vector<T>& z) {
  const std::vector<T> a = activate<T>(row, z);
  std::vector<T> d(z.size());
  row.kernels<T>().derivative(row.needsPreActivation ? z.data() : nullptr, a.data(), d.data(), sizeOf(z));
  return d;
}

template <class T>
bool sameBits(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0;
}

TEST(EveryActivation, StandsInTheTableOnce) {
  std::string ids;
  for (const Activation& row : activations()) ids += std::string(row.id) + " ";
  EXPECT_EQ(ids, "linear relu leaky-relu elu selu gelu silu mish softplus softsign tanh sigmoid sine ");
  std::string outputs;
  for (const Activation& row : outputActivations()) outputs += std::string(row.id) + " ";
  EXPECT_EQ(outputs, "linear tanh sigmoid softmax ");
}

TEST(EveryActivation, ComputesItsFormula) {
  forEveryActivation([](const Activation& row) {
    const Formula formula = textbook().at(row.id);
    for (const double reach : {1.0, 6.0, 30.0}) {
      const std::vector<double> z = sweep<double>(reach);
      const std::vector<double> a = activate(row, z);
      // Some roundings of numbers of this size; the C library's own are among them.
      for (std::size_t i = 0; i < z.size(); ++i)
        ASSERT_NEAR(a[i], formula(z[i]), 4e-15 * std::fmax(std::fabs(a[i]), 0.25)) << z[i];
    }
  });
}

TEST(EveryActivation, HasTheDerivativeThatDifferencesShow) {
  forEveryActivation([](const Activation& row) {
    const std::vector<double> z = sweep<double>(9);
    const double h = 1e-5;  // nearer to 0 than any step of the sweep, so that no kink falls into a difference
    std::vector<double> above = z;
    std::vector<double> below = z;
    for (double& x : above) x += h;
    for (double& x : below) x -= h;
    above = activate(row, above);
    below = activate(row, below);
    const std::vector<double> d = derivative(row, z);
    // h²/6 · |g'''| ≤ 1e-10, and rounding 1e-16 · |g| / h ≤ 1e-10.
    for (std::size_t i = 0; i < z.size(); ++i) ASSERT_NEAR(d[i], (above[i] - below[i]) / (2 * h), 4e-10) << z[i];
  });
}

TEST(EveryActivation, AgreesBetweenFloatAndDouble) {
  forEveryActivation([](const Activation& row) {
    const std::vector<float> z = sweep<float>(12);
    const std::vector<double> same(z.begin(), z.end());
    const std::vector<float> a = activate(row, z);
    const std::vector<double> truth = activate(row, same);
    const std::vector<float> d = derivative(row, z);
    const std::vector<double> slope = derivative(row, same);
    for (std::size_t i = 0; i < z.size(); ++i) {
      // tanh is within 3.3e-7, and 1 − a² doubles that; the rest are closer.
      ASSERT_NEAR(a[i], truth[i], 3.5e-7 * std::fmax(1, std::fabs(truth[i]))) << z[i];
      ASSERT_NEAR(d[i], slope[i], 7e-7) << z[i];
    }
  });
}

template <class T>
void expectOneSlope(const Activation& row) {
  const std::vector<T> z = sweep<T>(7);
  const std::vector<T> a = activate(row, z);
  const std::vector<T> d = derivative(row, z);
  std::vector<T> together = z;
  std::vector<T> slopes = z;
  row.kernels<T>().applyWithDerivative(slopes.data(), together.data(), slopes.data(), sizeOf(z));
  EXPECT_TRUE(sameBits(a, together));
  EXPECT_TRUE(sameBits(d, slopes));

  std::vector<T> delta = sweep<T>(3);
  std::vector<T> product = delta;
  for (std::size_t i = 0; i < product.size(); ++i) product[i] = product[i] * d[i];
  row.kernels<T>().back(row.needsPreActivation ? z.data() : nullptr, a.data(), delta.data(), sizeOf(z));
  EXPECT_TRUE(sameBits(delta, product));

  std::vector<T> inPlace = z;
  row.kernels<T>().apply(inPlace.data(), inPlace.data(), sizeOf(z));
  EXPECT_TRUE(sameBits(a, inPlace));
}

TEST(EveryActivation, HasOneSlopeToTheBitHoweverItIsAskedFor) {
  forEveryActivation([](const Activation& row) {
    expectOneSlope<float>(row);
    expectOneSlope<double>(row);
  });
}

template <class T>
void expectLimits(const Activation& row) {
  const T infinity = std::numeric_limits<T>::infinity();
  const T huge = std::numeric_limits<T>::max();
  for (const T a : activate<T>(row, sweep<T>(40))) {
    ASSERT_GE(a, static_cast<T>(row.low));
    ASSERT_LE(a, static_cast<T>(row.high));
  }
  const std::vector<T> ends = {-infinity, infinity, -huge, huge};
  const std::vector<T> a = activate<T>(row, ends);
  const std::vector<T> d = derivative<T>(row, ends);
  if (std::string(row.id) == "sine") return;  // has no limit
  for (std::size_t i = 0; i < ends.size(); ++i) {
    EXPECT_FALSE(std::isnan(a[i])) << ends[i];
    EXPECT_TRUE(d[i] > -1e-30 && d[i] < 1.1) << d[i] << " at " << ends[i];
  }
  EXPECT_EQ(a[1] == infinity, row.high == HUGE_VAL);
  EXPECT_EQ(a[0] == -infinity, row.low == -HUGE_VAL);
}

TEST(EveryActivation, StaysWithinItsLimitsUpToInfinity) {
  forEveryActivation([](const Activation& row) {
    expectLimits<float>(row);
    expectLimits<double>(row);
  });
}

TEST(EveryActivation, PassesNotANumberOn) {
  forEveryActivation([](const Activation& row) {
    const std::vector<float> z(4, std::numeric_limits<float>::quiet_NaN());
    const std::vector<double> same(z.begin(), z.end());
    EXPECT_TRUE(std::isnan(activate(row, z)[0]));
    EXPECT_TRUE(std::isnan(activate(row, same)[3]));
  });
}

TEST(EveryActivation, NamesExactlyTheKinksOfItsDerivative) {
  forEveryActivation([](const Activation& row) {
    const double jumpOfAKink = 0.5;  // the smallest is selu's: 1.758 − 1.051
    std::vector<double> found;
    const std::vector<double> z = sweep<double>(10, 20000);
    const std::vector<double> d = derivative(row, z);
    for (std::size_t i = 1; i < z.size(); ++i)
      if (std::fabs(d[i] - d[i - 1]) > jumpOfAKink) found.push_back((z[i] + z[i - 1]) / 2);
    ASSERT_EQ(found.size(), row.kinks.size());
    for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], row.kinks[i], 1e-3);
  });
}

TEST(EveryActivation, TakesPyTorchsSlopeAtZero) {
  const std::map<std::string, double> slopes = {
      {"linear", 1}, {"relu", 0},     {"leaky-relu", 0.01}, {"elu", 1},  {"selu", 1.7580993408473766},
      {"gelu", 0.5}, {"silu", 0.5},   {"mish", 0.6},        {"tanh", 1}, {"softplus", 0.5},
      {"sine", 1},   {"softsign", 1}, {"sigmoid", 0.25}};
  forEveryActivation([&](const Activation& row) {
    for (const double d : derivative<double>(row, {0, -0.0, 0, -0.0})) EXPECT_NEAR(d, slopes.at(row.id), 1e-15);
    for (const float d : derivative<float>(row, {0, -0.0F, 0, -0.0F})) EXPECT_NEAR(d, slopes.at(row.id), 1e-7);
  });
}

TEST(EveryActivation, KeepsSmallValuesOnTheNegativeSide) {
  // Far below 0 these fade out; a formula that subtracts from 1 would have no correct digit left.
  const std::vector<double> z = {-5, -12, -20, -30};
  for (const char* id : {"gelu", "silu", "mish", "softplus", "sigmoid"}) {
    const std::vector<double> a = activate(find(activations(), id, "activation"), z);
    for (std::size_t i = 0; i < z.size(); ++i) {
      const double truth = textbook().at(id)(z[i]);
      EXPECT_NEAR(a[i] / truth, 1, 3e-13) << id << " at " << z[i];  // erfc(30/√2) makes 1e-13 of rounding 30/√2
    }
  }
}

/// Every size around the edges of blocks of 16 samples and two rows.
TEST(ActivationProducts, InOneGoHaveTheBitsOfTwoSteps) {
  Random random(5, Random::Purpose::analysis);
  const auto numbers = [&](std::ptrdiff_t count) {
    std::vector<float> list(static_cast<std::size_t>(count));
    for (float& number : list) number = static_cast<float>(random.uniform(-2, 2));
    return list;
  };
  int tried = 0;
  for (const auto* table : {&activations(), &outputActivations()})
    for (const Activation& row : *table) {
      const ActivationKernels<float>& g = row.kernels<float>();
      EXPECT_EQ(g.multiply == nullptr, g.multiplyBack == nullptr) << row.id;
      if (!g.multiply) continue;
      ++tried;
      for (const int units : {1, 2, 5, 8})
        for (const int inputs : {1, 3, 8})
          for (const int samples : {4, 16, 20, 28, 64}) {
            const auto place = [&] {
              return std::string(row.id) + ", " + std::to_string(units) + " x " + std::to_string(inputs) + ", " +
                     std::to_string(samples);
            };
            const std::vector<float> w = numbers(units * inputs);
            const std::vector<float> bias = numbers(units);
            const std::vector<float> x = numbers(inputs * samples);
            std::vector<float> a(static_cast<std::size_t>(units * samples));
            std::vector<float> twice = a;
            g.multiply(w.data(), bias.data(), units, inputs, x.data(), samples, a.data(), samples, samples);
            kernels::multiply<float>(w.data(), inputs, 1, bias.data(), units, inputs, x.data(), samples, twice.data(),
                                     samples, samples);
            g.apply(twice.data(), twice.data(), units * samples);
            ASSERT_EQ(std::memcmp(a.data(), twice.data(), a.size() * sizeof(float)), 0) << place();

            const std::vector<float> above = numbers(units * samples);
            std::vector<float> delta(static_cast<std::size_t>(inputs * samples));
            std::vector<float> deltaTwice = delta;
            g.multiplyBack(w.data(), units, inputs, above.data(), x.data(), delta.data(), samples);
            kernels::multiply<float>(w.data(), 1, inputs, nullptr, inputs, units, above.data(), samples,
                                     deltaTwice.data(), samples, samples);
            g.back(nullptr, x.data(), deltaTwice.data(), inputs * samples);
            ASSERT_EQ(std::memcmp(delta.data(), deltaTwice.data(), delta.size() * sizeof(float)), 0) << place();
          }
    }
  EXPECT_GE(tried, 4);
}

}  // namespace
}  // namespace gp::activations_test
