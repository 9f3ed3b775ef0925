/// Small batches run with units in the lanes: another pass, the same bits.
#include "nn/slim_pass.h"

#include <cstring>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "nn/pass.h"

namespace gp {
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
  Shape shape;
  for (std::size_t l = 1; l < sizes.size(); ++l) {
    const bool last = l + 1 == sizes.size();
    shape.add(sizes[l - 1], sizes[l],
              last ? find(outputActivations(), output, "output") : find(activations(), hidden, "hidden"),
              last ? 0 : dropout);
  }
  Random random(7, Random::Purpose::analysis);
  constexpr int rowCount = 20;
  const auto inputs = draws<double>(rowCount * shape.inputs(), random);
  const auto targets = draws<double>(rowCount * shape.outputs(), random);
  const Rows<T> rows(inputs.data(), targets.data(), rowCount, shape.inputs(), shape.outputs());
  std::vector<T> parameters = draws<T>(shape.parameterCount + slack, random);
  const std::uint32_t picked[] = {5, 11, 0, 17, 3, 19, 8, 12, 1, 6, 14, 2, 10, 7, 16};

  // The tile that a batch of these rows would be gathered into.
  std::vector<double> chosen, wanted;
  for (int s = 0; s < count; ++s) {
    const std::ptrdiff_t row = picked[s];
    chosen.insert(chosen.end(), inputs.begin() + row * shape.inputs(), inputs.begin() + (row + 1) * shape.inputs());
    wanted.insert(wanted.end(), targets.begin() + row * shape.outputs(), targets.begin() + (row + 1) * shape.outputs());
  }
  const Rows<T> batch(chosen.data(), wanted.data(), count, shape.inputs(), shape.outputs());

  const Loss& loss = find(losses(), lossId, "loss");
  const T scale = static_cast<T>(1.0 / count);
  const auto size = static_cast<std::size_t>(shape.parameterCount + slack);
  std::vector<T> slim(size, T{-1});
  std::vector<T> plain(size, T{-1});
  Random masks[2] = {Random(3, Random::Purpose::dropout), Random(3, Random::Purpose::dropout)};

  SlimPass<T> slimPass(shape, loss);
  slimPass.forward(parameters.data(), rows, picked, count, dropout > 0 ? masks : nullptr);
  const double slimLoss = slimPass.evaluate(scale);
  slimPass.backward(parameters.data(), slim.data());

  Pass<T> pass(shape, loss);
  T each[Tile<T>::most + laneCount];
  pass.forward(parameters.data(), Tile<T>::of(batch, 0, count), dropout > 0 ? masks + 1 : nullptr);
  pass.evaluate(scale, each, true);
  pass.backward(parameters.data(), plain.data(), false);
  double plainLoss = 0;
  for (int s = 0; s < count; ++s) plainLoss += static_cast<double>(each[s]);

  EXPECT_EQ(slimLoss, plainLoss);
  EXPECT_EQ(std::memcmp(slim.data(), plain.data(), size * sizeof(T)), 0)
      << hidden << ", " << output << ", " << count << " rows, dropout " << dropout;
  EXPECT_NE(slim[0], T{-1});
  EXPECT_EQ(slim[static_cast<std::size_t>(shape.parameterCount)], T{-1}) << "wrote behind the gradient";
}

TEST(SlimPass, EqualsThePassToTheBitForEveryActivation) {
  for (const Activation& activation : activations())
    for (const int count : {1, 2, 3, 4, 5, 10, 15}) {
      equalsPass<float>({7, 8, 5, 3}, activation.id, "tanh", "half-squared-error", count, 0);
      equalsPass<double>({7, 8, 5, 3}, activation.id, "tanh", "half-squared-error", count, 0);
    }
}

TEST(SlimPass, EqualsThePassForSoftmaxAndForOneOutput) {
  for (const int count : {1, 2, 3, 4, 5, 10, 15}) {
    equalsPass<float>({64, 33, 10}, "relu", "softmax", "cross-entropy", count, 0);
    equalsPass<float>({1, 1, 1}, "gelu", "linear", "mse", count, 0);
    equalsPass<float>({2, 1}, "tanh", "sigmoid", "binary-cross-entropy", count, 0);
  }
}

TEST(SlimPass, DrawsTheSameMasks) {
  for (const int count : {1, 2, 3, 4, 5, 10, 15}) {
    equalsPass<float>({3, 9, 6, 2}, "tanh", "linear", "mse", count, 0.4);
    equalsPass<double>({3, 9, 6, 2}, "silu", "linear", "mse", count, 0.4);
  }
}

/// A network of `hidden` units a layer between `inputs` and one output.
Shape network(int inputs, const std::vector<int>& hidden) {
  Shape shape;
  for (const int units : hidden) {
    shape.add(inputs, units, find(activations(), "tanh", "hidden"), 0);
    inputs = units;
  }
  shape.add(inputs, 1, find(outputActivations(), "tanh", "output"), 0);
  return shape;
}

TEST(SlimPass, PaysWhereLanesOfSamplesWouldRunPartlyEmpty) {
  const Shape eights = network(7, {8, 8, 8});
  for (const int count : {1, 2, 3, 5, 9, 10, 13}) EXPECT_TRUE(SlimPass<float>::pays(eights, count)) << count;
  for (const int count : {4, 8, 12, 16, 17, 64}) EXPECT_FALSE(SlimPass<float>::pays(eights, count)) << count;
  // Units that fill half a vector waste more than the samples do.
  EXPECT_FALSE(SlimPass<float>::pays(network(2, {4, 2}), 10));
  EXPECT_TRUE(SlimPass<float>::pays(network(2, {4, 2}), 3));
}

}  // namespace
}  // namespace gp
