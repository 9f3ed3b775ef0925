#include <cstring>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "nn/kernels/multiply.h"
#include "nn/kernels/transpose.h"
#include "nn/kernels/weight_gradient.h"

namespace gp::kernels_test {
namespace {

template <class T>
std::vector<T> randomNumbers(std::size_t count, Random& random) {
  std::vector<T> numbers(count);
  for (T& number : numbers) number = static_cast<T>(random.uniform(-2, 2));
  return numbers;
}

template <class T>
class Kernels : public ::testing::Test {};
using Scalars = ::testing::Types<float, double>;
TYPED_TEST_SUITE(Kernels, Scalars);

/// Every combination of sizes around the edges of blocks.
const std::vector<int> unitCounts = {1, 2, 3, 4, 5, 7, 8, 9, 17};
const std::vector<int> inputCounts = {1, 2, 4, 5, 8, 11, 13, 16, 21};
const std::vector<int> sampleCounts = {4, 8, 12, 16, 20, 28, 64};

TYPED_TEST(Kernels, ProductsEqualTheTextbookLoopToTheBit) {
  using T = TypeParam;
  Random random(1, Random::Purpose::analysis);
  for (const int units : unitCounts)
    for (const int inputs : inputCounts)
      for (const int samples : sampleCounts)
        for (const bool transposed : {false, true}) {
          const auto size = [](int a, int b) { return static_cast<std::size_t>(a) * static_cast<std::size_t>(b); };
          const std::vector<T> w = randomNumbers<T>(size(units, inputs), random);
          const std::vector<T> bias = randomNumbers<T>(static_cast<std::size_t>(units), random);
          const std::vector<T> x = randomNumbers<T>(size(inputs, samples), random);
          std::vector<T> z(size(units, samples));
          const int row = transposed ? 1 : inputs;
          const int column = transposed ? units : 1;
          kernels::multiply<T>(w.data(), row, column, transposed ? nullptr : bias.data(), units, inputs, x.data(),
                               samples, z.data(), samples, samples);
          std::vector<T> naive(z.size());
          for (int o = 0; o < units; ++o)
            for (int s = 0; s < samples; ++s) {
              T sum = transposed ? T{0} : bias[static_cast<std::size_t>(o)];
              for (int k = 0; k < inputs; ++k) {
                const T product =
                    w[static_cast<std::size_t>(o * row + k * column)] * x[static_cast<std::size_t>(k * samples + s)];
                sum = sum + product;
              }
              naive[static_cast<std::size_t>(o * samples + s)] = sum;
            }
          ASSERT_EQ(std::memcmp(z.data(), naive.data(), z.size() * sizeof(T)), 0)
              << units << " units, " << inputs << " inputs, " << samples << " samples, transposed " << transposed;
        }
}

TYPED_TEST(Kernels, WeightGradientsEqualTheTextbookLoopToTheBitAndWriteNothingElse) {
  using T = TypeParam;
  Random random(2, Random::Purpose::analysis);
  constexpr int guard = 8;
  for (const int units : unitCounts)
    for (const int inputs : inputCounts)
      for (const int samples : {1, 2, 3, 4, 10, 17})
        for (const bool proceed : {false, true}) {
          const auto stride = static_cast<int>(roundUpToLanes(samples));
          const auto width = static_cast<int>(roundUpToLanes(inputs));
          const std::vector<T> delta = randomNumbers<T>(static_cast<std::size_t>(units * stride), random);
          const std::vector<T> bySample = randomNumbers<T>(static_cast<std::size_t>(samples * width), random);
          const std::vector<T> before =
              randomNumbers<T>(static_cast<std::size_t>(units * inputs + units + guard), random);
          std::vector<T> gradient = before;
          kernels::weightGradient<T>(delta.data(), stride, units, inputs, samples, bySample.data(), width,
                                     gradient.data(), gradient.data() + units * inputs, proceed);
          std::vector<T> naive = before;
          for (int o = 0; o < units; ++o) {
            T& bias = naive[static_cast<std::size_t>(units * inputs + o)];
            if (!proceed) bias = T{0};
            for (int s = 0; s < samples; ++s) bias = bias + delta[static_cast<std::size_t>(o * stride + s)];
            for (int k = 0; k < inputs; ++k) {
              T& sum = naive[static_cast<std::size_t>(o * inputs + k)];
              if (!proceed) sum = T{0};
              for (int s = 0; s < samples; ++s) {
                const T product =
                    delta[static_cast<std::size_t>(o * stride + s)] * bySample[static_cast<std::size_t>(s * width + k)];
                sum = sum + product;
              }
            }
          }
          ASSERT_EQ(std::memcmp(gradient.data(), naive.data(), naive.size() * sizeof(T)), 0)
              << units << " units, " << inputs << " inputs, " << samples << " samples, proceed " << proceed;
        }
}

TYPED_TEST(Kernels, TransposeRepeatsTheLastRowInThePadding) {
  using T = TypeParam;
  Random random(3, Random::Purpose::analysis);
  for (const int rows : {1, 2, 3, 4, 5, 10})
    for (const int columns : {4, 8, 12}) {
      const std::vector<T> from = randomNumbers<T>(static_cast<std::size_t>(rows * columns), random);
      const auto stride = static_cast<int>(roundUpToLanes(rows));
      std::vector<T> to(static_cast<std::size_t>(columns * stride));
      kernels::transpose<T>(from.data(), columns, rows, columns, to.data(), stride);
      for (int r = 0; r < stride; ++r)
        for (int c = 0; c < columns; ++c) {
          const int source = r < rows ? r : rows - 1;
          ASSERT_EQ(to[static_cast<std::size_t>(c * stride + r)], from[static_cast<std::size_t>(source * columns + c)]);
        }
    }
}

}  // namespace
}  // namespace gp::kernels_test
