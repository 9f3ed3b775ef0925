/// Small batches run with units in the lanes: another pass, the same bits.
#include "nn/small_batch_pass.h"

#include <cstring>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "dense_plan.h"
#include "nn/pass.h"

namespace gp::small_batch_pass_test {
namespace {

template <class T>
std::vector<T> draws(std::ptrdiff_t count, Random& random) {
  std::vector<T> numbers(static_cast<std::size_t>(count));
  for (T& number : numbers) number = static_cast<T>(random.uniform() * 2 - 1);
  return numbers;
}

/// Gradient and loss of `count` rows by both passes.
template <class T>
void equalsPass(const std::vector<int>& sizes, const std::string& hidden, const std::string& output,
                const std::string& lossId, int count, double dropout) {
  const NetworkPlan plan = testing::densePlan(sizes, hidden, output, dropout);
  Random random(7, Random::Purpose::analysis);
  constexpr int rowCount = 20;
  const auto inputs = draws<double>(rowCount * plan.inputs(), random);
  const auto targets = draws<double>(rowCount * plan.outputs(), random);
  const Rows<T> rows(inputs.data(), targets.data(), rowCount, plan.inputs(), plan.outputs());
  std::vector<T> parameters = draws<T>(plan.trainable + slack, random);
  const std::uint32_t picked[] = {5, 11, 0, 17, 3, 19, 8, 12, 1, 6, 14, 2, 10, 7, 16};

  // The tile that a batch of these rows would be gathered into.
  std::vector<double> chosen, wanted;
  for (int s = 0; s < count; ++s) {
    const std::ptrdiff_t row = picked[s];
    chosen.insert(chosen.end(), inputs.begin() + row * plan.inputs(), inputs.begin() + (row + 1) * plan.inputs());
    wanted.insert(wanted.end(), targets.begin() + row * plan.outputs(), targets.begin() + (row + 1) * plan.outputs());
  }
  const Rows<T> batch(chosen.data(), wanted.data(), count, plan.inputs(), plan.outputs());

  const Loss& loss = find(losses(), lossId, "loss");
  const T scale = static_cast<T>(1.0 / count);
  const auto size = static_cast<std::size_t>(plan.trainable + slack);
  std::vector<T> small(size, T{-1});
  std::vector<T> plain(size, T{-1});
  Random masks[2] = {Random(3, Random::Purpose::dropout), Random(3, Random::Purpose::dropout)};

  SmallBatchPass<T> smallBatch(plan, loss);
  smallBatch.forward(parameters.data(), rows, picked, count, dropout > 0 ? masks : nullptr);
  const double smallBatchLoss = smallBatch.evaluate(scale);
  smallBatch.backward(parameters.data(), small.data());

  Pass<T> pass(plan, loss);
  T each[Tile<T>::most + laneCount];
  pass.forward(parameters.data(), Tile<T>::of(batch, 0, count), dropout > 0 ? masks + 1 : nullptr);
  pass.evaluate(scale, each, true);
  pass.backward(parameters.data(), plain.data(), false);
  double plainLoss = 0;
  for (int s = 0; s < count; ++s) plainLoss += static_cast<double>(each[s]);

  EXPECT_EQ(smallBatchLoss, plainLoss);
  EXPECT_EQ(std::memcmp(small.data(), plain.data(), size * sizeof(T)), 0)
      << hidden << ", " << output << ", " << count << " rows, dropout " << dropout;
  EXPECT_NE(small[0], T{-1});
  EXPECT_EQ(small[static_cast<std::size_t>(plan.trainable)], T{-1}) << "wrote behind the gradient";
}

TEST(SmallBatchPass, EqualsThePassToTheBitForEveryActivation) {
  for (const Activation& activation : activations())
    for (const int count : {1, 2, 3, 4, 5, 10, 15}) {
      equalsPass<float>({7, 8, 5, 3}, activation.id, "tanh", "half-squared-error", count, 0);
      equalsPass<double>({7, 8, 5, 3}, activation.id, "tanh", "half-squared-error", count, 0);
    }
}

TEST(SmallBatchPass, EqualsThePassForSoftmaxAndForOneOutput) {
  for (const int count : {1, 2, 3, 4, 5, 10, 15}) {
    equalsPass<float>({64, 33, 10}, "relu", "softmax", "cross-entropy", count, 0);
    equalsPass<float>({1, 1, 1}, "gelu", "linear", "mse", count, 0);
    equalsPass<float>({2, 1}, "tanh", "sigmoid", "binary-cross-entropy", count, 0);
  }
}

TEST(SmallBatchPass, DrawsTheSameMasks) {
  for (const int count : {1, 2, 3, 4, 5, 10, 15}) {
    equalsPass<float>({3, 9, 6, 2}, "tanh", "linear", "mse", count, 0.4);
    equalsPass<double>({3, 9, 6, 2}, "silu", "linear", "mse", count, 0.4);
  }
}

bool worthwhile(const std::vector<int>& sizes, std::ptrdiff_t samples) {
  const NetworkPlan plan = testing::densePlan(sizes, "tanh", "tanh");
  return SmallBatchPass<float>(plan, find(losses(), "mse", "loss")).worthwhile(samples);
}

TEST(SmallBatchPass, IsWorthwhileWhereLanesOfSamplesWouldRunPartlyEmpty) {
  const std::vector<int> eights = {7, 8, 8, 8, 1};
  for (const int count : {1, 2, 3, 5, 9, 10, 13}) EXPECT_TRUE(worthwhile(eights, count)) << count;
  for (const int count : {4, 8, 12, 16, 17, 64}) EXPECT_FALSE(worthwhile(eights, count)) << count;
  // Units that fill half a vector waste more than the samples do.
  EXPECT_FALSE(worthwhile({2, 4, 2, 1}, 10));
  EXPECT_TRUE(worthwhile({2, 4, 2, 1}, 3));
}

}  // namespace
}  // namespace gp::small_batch_pass_test
