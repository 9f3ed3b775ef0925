/// One contract for every loss under every output activation: the formula, its derivative, the edges.
#include "nn/losses.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "base/random.h"

namespace gp::losses_test {
namespace {

constexpr std::ptrdiff_t samples = 12;
constexpr std::ptrdiff_t stride = 16;        // rows of z and a stand further apart than their samples need
constexpr std::ptrdiff_t targetStride = 20;  // and those of the targets and of delta as well
constexpr std::ptrdiff_t deltaStride = 24;

/// Last pre-activations and targets of one layer, and what a loss makes of them.
template <class T>
struct Layer {
  const Loss& loss;
  const Activation& output;
  int outputs;
  std::vector<T> z, a, targets, losses, delta;

  Layer(const Loss& loss_, const Activation& output_, int outputs_)
      : loss(loss_),
        output(output_),
        outputs(outputs_),
        z(rows(stride)),
        a(rows(stride)),
        targets(rows(targetStride)),
        losses(static_cast<std::size_t>(samples)),
        delta(rows(deltaStride), T(-77)) {}

  std::size_t rows(std::ptrdiff_t rowStride) const { return static_cast<std::size_t>(outputs * rowStride); }

  T& at(std::vector<T>& matrix, std::ptrdiff_t rowStride, std::ptrdiff_t k, std::ptrdiff_t s) {
    return matrix[static_cast<std::size_t>(k * rowStride + s)];
  }
  T& zAt(std::ptrdiff_t k, std::ptrdiff_t s) { return at(z, stride, k, s); }
  T& aAt(std::ptrdiff_t k, std::ptrdiff_t s) { return at(a, stride, k, s); }
  T& targetAt(std::ptrdiff_t k, std::ptrdiff_t s) { return at(targets, targetStride, k, s); }
  T& deltaAt(std::ptrdiff_t k, std::ptrdiff_t s) { return at(delta, deltaStride, k, s); }

  void activate() {
    for (std::ptrdiff_t k = 0; k < outputs && output.kernels<T>().apply; ++k)
      output.kernels<T>().apply(&zAt(k, 0), &aAt(k, 0), samples);
    if (!output.kernels<T>().apply) softmax<T>(z.data(), a.data(), stride, outputs, samples);
  }

  void evaluate(T scale, bool wantLosses = true, bool wantDelta = true) {
    activate();
    loss.kernels<T>().evaluate(z.data(), a.data(), stride, targets.data(), targetStride, outputs, samples, scale,
                               &output.kernels<T>(), wantLosses ? losses.data() : nullptr,
                               wantDelta ? delta.data() : nullptr, deltaStride);
  }

  /// Random z, and targets as the output activation is trained: one-hot, 0/1, or real values.
  void fill(std::uint64_t seed) {
    Random random(seed, Random::Purpose::analysis);
    const std::string id = output.id;
    for (std::ptrdiff_t s = 0; s < samples; ++s) {
      const auto hot = static_cast<std::ptrdiff_t>(random.below(static_cast<std::uint32_t>(outputs)));
      for (std::ptrdiff_t k = 0; k < outputs; ++k) {
        zAt(k, s) = static_cast<T>(random.uniform(-3, 3));
        const double real = random.uniform(-2, 2);
        targetAt(k, s) = static_cast<T>(id == "softmax" ? k == hot : id == "sigmoid" ? real > 0 : real);
      }
    }
  }
};

/// Every loss under every output activation it goes with, with 1 to 4 outputs.
template <class Test>
void forEveryLoss(Test test) {
  for (const Loss& loss : losses())
    for (const char* id : loss.outputs) {
      const Activation& output = find(outputActivations(), id, "outputActivation");
      for (int outputs = std::string(id) == "softmax" ? 2 : 1; outputs <= 4; ++outputs) {
        SCOPED_TRACE(std::string(loss.id) + " under " + id + ", " + std::to_string(outputs) + " outputs");
        test(loss, output, outputs);
      }
    }
}

/// The contract's formulas for one sample, in the words of the C library.
double textbook(const std::string& id, const std::vector<double>& a, const std::vector<double>& t) {
  const auto outputs = static_cast<double>(a.size());
  double sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    const double e = a[k] - t[k];
    if (id == "half-squared-error") sum += e * e / 2;
    if (id == "mse") sum += e * e / outputs;
    if (id == "huber") sum += (std::fabs(e) < 1 ? e * e / 2 : std::fabs(e) - 0.5) / outputs;
    if (id == "binary-cross-entropy") sum -= (t[k] * std::log(a[k]) + (1 - t[k]) * std::log(1 - a[k])) / outputs;
    if (id == "cross-entropy") sum -= t[k] * std::log(a[k]);
  }
  return sum;
}

TEST(EveryLoss, StandsInTheTableOnceAndNamesExistingOutputs) {
  std::string ids;
  for (const Loss& row : losses()) {
    ids += std::string(row.id) + ":";
    for (const char* output : row.outputs) {
      EXPECT_NE(lookUp(outputActivations(), output), nullptr) << output;
      ids += std::string(" ") + output;
    }
    ids += "; ";
  }
  EXPECT_EQ(ids,
            "half-squared-error: linear tanh sigmoid; mse: linear tanh sigmoid; huber: linear tanh sigmoid; "
            "binary-cross-entropy: sigmoid; cross-entropy: softmax; ");
}

TEST(EveryLoss, ComputesItsFormula) {
  forEveryLoss([](const Loss& loss, const Activation& output, int outputs) {
    Layer<double> layer(loss, output, outputs);
    layer.fill(1);
    layer.evaluate(1);
    for (std::ptrdiff_t s = 0; s < samples; ++s) {
      std::vector<double> a;
      std::vector<double> t;
      for (std::ptrdiff_t k = 0; k < outputs; ++k) {
        a.push_back(layer.aAt(k, s));
        t.push_back(layer.targetAt(k, s));
      }
      // The formulas lose digits in log(1 − a), at most the 20-fold of a rounding here.
      EXPECT_NEAR(layer.losses[static_cast<std::size_t>(s)], textbook(loss.id, a, t), 1e-14) << s;
    }
  });
}

TEST(EveryLoss, HasTheDerivativeByZThatDifferencesShow) {
  forEveryLoss([](const Loss& loss, const Activation& output, int outputs) {
    Layer<double> layer(loss, output, outputs);
    layer.fill(2);
    layer.evaluate(0.25);
    const double h = 1e-5;
    Layer<double> moved = layer;
    for (std::ptrdiff_t k = 0; k < outputs; ++k)
      for (std::ptrdiff_t s = 0; s < samples; ++s) {
        const auto sample = static_cast<std::size_t>(s);
        moved.z = layer.z;
        moved.zAt(k, s) += h;
        moved.evaluate(1, true, false);
        const double above = moved.losses[sample];
        moved.zAt(k, s) -= 2 * h;
        moved.evaluate(1, true, false);
        // h² and rounding over h: 1e-9 at most for losses of this size, against slopes around 1. Huber's second
        // derivative jumps at |e| = 1, which costs h there.
        EXPECT_NEAR(layer.deltaAt(k, s), 0.25 * (above - moved.losses[sample]) / (2 * h), 1e-9) << k << " " << s;
      }
  });
}

TEST(EveryLoss, HasItsBendsWhereItsSecondDerivativeJumps) {
  const Activation& linear = find(outputActivations(), "linear", "output");
  for (const Loss& loss : losses()) {
    Layer<double> layer(loss, linear, 1);
    const auto curvature = [&](double error) {  // by a central difference of the slope: exact between the bends
      layer.zAt(0, 0) = error + 0.01;
      layer.zAt(0, 1) = error - 0.01;
      layer.evaluate(1, false, true);
      return (layer.deltaAt(0, 0) - layer.deltaAt(0, 1)) / 0.02;
    };
    const bool ofErrors = std::find_if(loss.outputs.begin(), loss.outputs.end(), [&](const char* id) {
                            return std::string(id) == linear.id;
                          }) != loss.outputs.end();
    std::vector<double> jumps;
    for (int tenth = -29; ofErrors && tenth < 30; ++tenth)
      if (std::fabs(curvature(tenth / 10.0 + 0.05) - curvature(tenth / 10.0 - 0.05)) > 0.2)
        jumps.push_back(tenth / 10.0);
    EXPECT_EQ(loss.bends, jumps) << loss.id;
  }
}

TEST(EveryLoss, AgreesBetweenFloatAndDouble) {
  forEveryLoss([](const Loss& loss, const Activation& output, int outputs) {
    Layer<float> single(loss, output, outputs);
    Layer<double> twice(loss, output, outputs);
    single.fill(3);
    twice.z.assign(single.z.begin(), single.z.end());
    twice.targets.assign(single.targets.begin(), single.targets.end());
    single.evaluate(0.5F);
    twice.evaluate(0.5);
    // A dozen roundings of 6e-8 of numbers up to 10; tanh adds 3.3e-7.
    for (std::size_t s = 0; s < single.losses.size(); ++s)
      EXPECT_NEAR(single.losses[s], twice.losses[s], 3e-6 * std::fmax(1, twice.losses[s]));
    for (std::ptrdiff_t k = 0; k < outputs; ++k)
      for (std::ptrdiff_t s = 0; s < samples; ++s) EXPECT_NEAR(single.deltaAt(k, s), twice.deltaAt(k, s), 3e-6);
  });
}

template <class T>
void expectSameBitsApart(const Loss& loss, const Activation& output, int outputs) {
  Layer<T> both(loss, output, outputs);
  both.fill(4);
  Layer<T> onlyLosses = both;
  Layer<T> onlyDelta = both;
  both.evaluate(T(0.1));
  onlyLosses.evaluate(T(0.1), true, false);
  onlyDelta.evaluate(T(0.1), false, true);
  EXPECT_EQ(onlyLosses.losses, both.losses);
  EXPECT_EQ(onlyDelta.delta, both.delta);
  for (const T untouched : onlyLosses.delta) ASSERT_EQ(untouched, T(-77));
  for (std::ptrdiff_t k = 0; k < outputs; ++k)
    for (std::ptrdiff_t s = samples; s < deltaStride; ++s) ASSERT_EQ(both.deltaAt(k, s), T(-77));
}

TEST(EveryLoss, GivesTheSameBitsWhetherValuesOrDerivativesOrBothAreWanted) {
  forEveryLoss([](const Loss& loss, const Activation& output, int outputs) {
    expectSameBitsApart<float>(loss, output, outputs);
    expectSameBitsApart<double>(loss, output, outputs);
  });
}

TEST(EveryLoss, SumsOverOutputsInAscendingOrder) {
  // The plain loop, to the bit: float sums in another order would differ in some of these samples.
  const Loss& loss = find(losses(), "half-squared-error", "loss");
  Layer<float> layer(loss, find(outputActivations(), "linear", "outputActivation"), 4);
  layer.fill(5);
  layer.evaluate(1);
  bool orderMatters = false;
  for (std::ptrdiff_t s = 0; s < samples; ++s) {
    float ascending = 0;
    float descending = 0;
    for (std::ptrdiff_t k = 0; k < 4; ++k) {
      const float up = layer.aAt(k, s) - layer.targetAt(k, s);
      const float down = layer.aAt(3 - k, s) - layer.targetAt(3 - k, s);
      ascending = ascending + 0.5F * up * up;
      descending = descending + 0.5F * down * down;
    }
    EXPECT_EQ(layer.losses[static_cast<std::size_t>(s)], ascending);
    orderMatters = orderMatters || ascending != descending;
  }
  EXPECT_TRUE(orderMatters);
}

/// Losses and slopes far out on either side, where e^z overflows.
template <class T>
void expectSaturatedLosses(T far) {
  Layer<T> binary(find(losses(), "binary-cross-entropy", ""), find(outputActivations(), "sigmoid", ""), 1);
  const std::vector<T> z = {far, far, -far, -far};
  const std::vector<T> t = {1, 0, 1, 0};
  std::copy(z.begin(), z.end(), binary.z.begin());
  std::copy(t.begin(), t.end(), binary.targets.begin());
  binary.evaluate(1);
  EXPECT_EQ(std::vector<T>(binary.losses.begin(), binary.losses.begin() + 4), (std::vector<T>{0, far, far, 0}));
  EXPECT_EQ(std::vector<T>(binary.delta.begin(), binary.delta.begin() + 4), (std::vector<T>{0, 1, -1, 0}));

  Layer<T> classes(find(losses(), "cross-entropy", ""), find(outputActivations(), "softmax", ""), 3);
  for (std::ptrdiff_t s = 0; s < samples; ++s) {
    classes.zAt(0, s) = far;
    classes.zAt(2, s) = -far;
    classes.targetAt(s % 3, s) = 1;
  }
  classes.evaluate(1);
  EXPECT_EQ(std::vector<T>(classes.losses.begin(), classes.losses.begin() + 3), (std::vector<T>{0, far, 2 * far}));
  EXPECT_EQ(classes.deltaAt(0, 0), T{0});
  EXPECT_EQ(classes.deltaAt(0, 1), T{1});
  EXPECT_EQ(classes.deltaAt(1, 1), T{-1});
}

TEST(CrossEntropy, NeitherOverflowsNorVanishesFarOut) {
  expectSaturatedLosses<float>(1000);
  expectSaturatedLosses<double>(5000);
}

TEST(CrossEntropy, KeepsTheSmallLossOfASureAndRightOutput) {
  Layer<double> layer(find(losses(), "binary-cross-entropy", ""), find(outputActivations(), "sigmoid", ""), 1);
  layer.z = std::vector<double>(layer.z.size(), -20);
  layer.evaluate(1);
  EXPECT_NEAR(layer.losses[0] / std::log1p(std::exp(-20.0)), 1, 1e-14);
  layer.z = std::vector<double>(layer.z.size(), 20);
  layer.targets = std::vector<double>(layer.targets.size(), 1);
  layer.evaluate(1);
  EXPECT_NEAR(layer.losses[0] / std::log1p(std::exp(-20.0)), 1, 1e-14);
}

TEST(EveryLoss, PassesNotANumberOn) {
  forEveryLoss([](const Loss& loss, const Activation& output, int outputs) {
    Layer<float> layer(loss, output, outputs);
    layer.fill(6);
    layer.zAt(outputs - 1, 5) = std::numeric_limits<float>::quiet_NaN();
    layer.evaluate(1);
    EXPECT_TRUE(std::isnan(layer.losses[5]));
    EXPECT_FALSE(std::isnan(layer.losses[4]));
  });
}

template <class T>
class Softmax : public ::testing::Test {};
using Scalars = ::testing::Types<float, double>;
TYPED_TEST_SUITE(Softmax, Scalars);

TYPED_TEST(Softmax, IsAProbabilityAndSurvivesAnyShift) {
  using T = TypeParam;
  const int classes = 5;
  Random random(7, Random::Purpose::analysis);
  std::vector<T> z(classes * 8);
  for (T& number : z) number = static_cast<T>(random.below(17)) / 4;  // exact after any shift by a whole number
  std::vector<T> a(z.size());
  softmax<T>(z.data(), a.data(), 8, classes, 8);
  for (std::size_t s = 0; s < 8; ++s) {
    double sum = 0;
    double exponentials = 0;
    for (std::size_t k = 0; k < classes; ++k) {
      sum += a[k * 8 + s];
      exponentials += std::exp(static_cast<double>(z[k * 8 + s]));
    }
    EXPECT_NEAR(sum, 1, 5 * std::numeric_limits<T>::epsilon());
    for (std::size_t k = 0; k < classes; ++k)
      EXPECT_NEAR(a[k * 8 + s], std::exp(static_cast<double>(z[k * 8 + s])) / exponentials,
                  4 * std::numeric_limits<T>::epsilon());
  }
  std::vector<T> shifted = z;
  for (T& number : shifted) number += 1024;
  softmax<T>(shifted.data(), shifted.data(), 8, classes, 8);  // in place
  EXPECT_EQ(shifted, a);
}

}  // namespace
}  // namespace gp::losses_test
