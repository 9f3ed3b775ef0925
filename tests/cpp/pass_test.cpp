#include "nn/pass.h"

#include <cstring>
#include <numeric>

#include <gtest/gtest.h>

#include "dense_plan.h"
#include "naive_network.h"
#include "nn/small_batch_pass.h"

namespace gp::pass_test {
namespace {

template <class T>
struct Problem {
  NetworkPlan plan;
  Rows<T> rows;
  std::vector<T> parameters;

  /// @param sizes inputs, hidden units …, outputs
  Problem(const std::vector<int>& sizes, const char* hidden, const char* output, int count, double dropout = 0)
      : plan(testing::densePlan(sizes, hidden, output, dropout)) {
    Random random(7, Random::Purpose::analysis);
    std::vector<double> inputs(static_cast<std::size_t>(count * sizes.front()));
    for (double& value : inputs) value = random.uniform(-2, 2);
    std::vector<double> targets(static_cast<std::size_t>(count * sizes.back()), 0.0);
    for (int s = 0; s < count; ++s)
      targets[static_cast<std::size_t>(s * sizes.back()) + random.below(static_cast<std::uint32_t>(sizes.back()))] = 1;
    rows = Rows<T>(inputs.data(), targets.data(), count, sizes.front(), sizes.back());
    parameters.assign(static_cast<std::size_t>(plan.trainable + slack), T{0});
    for (std::size_t i = 0; i < static_cast<std::size_t>(plan.trainable); ++i)
      parameters[i] = static_cast<T>(random.uniform(-0.7, 0.7));
  }
};

template <class T>
void equalsNaiveLoops(const char* hidden, int count) {
  const Problem<T> problem({3, 5, 8, 1}, hidden, "sigmoid", count);
  const Loss& loss = find(losses(), "binary-cross-entropy", "loss");
  testing::NaiveNetwork<T> naive;
  std::vector<std::uint32_t> all(static_cast<std::size_t>(count));
  std::iota(all.begin(), all.end(), 0U);
  naive.run(problem.plan, loss, problem.parameters, problem.rows, all);

  Pass<T> pass(problem.plan, loss);
  std::vector<T> gradient(problem.parameters.size());
  const T scale = static_cast<T>(1 / static_cast<double>(count));
  for (std::ptrdiff_t start = 0; start < count; start += Tile<T>::most) {
    const std::ptrdiff_t size = std::min<std::ptrdiff_t>(Tile<T>::most, count - start);
    pass.forward(problem.parameters.data(), Tile<T>::of(problem.rows, start, size));
    for (std::ptrdiff_t s = 0; s < size; ++s)
      ASSERT_EQ(pass.outputs()[s], naive.a.back()[0][static_cast<std::size_t>(start + s)]) << hidden;
    pass.evaluate(scale, nullptr, true);
    pass.backward(problem.parameters.data(), gradient.data(), start > 0);
  }
  EXPECT_EQ(std::memcmp(gradient.data(), naive.gradient.data(), naive.gradient.size() * sizeof(T)), 0)
      << hidden << ", " << count << " samples";
}

TEST(Pass, EqualsNaiveLoopsToTheBitForEveryActivationAndTileCount) {
  for (const Activation& activation : activations())
    for (const int count : {1, 3, 10, 64, 150}) {
      equalsNaiveLoops<float>(activation.id, count);
      equalsNaiveLoops<double>(activation.id, count);
    }
}

template <class T>
void smallBatchEqualsNaiveLoops(const char* hidden) {
  const Problem<T> problem({3, 5, 8, 2}, hidden, "sigmoid", 12);
  const Loss& loss = find(losses(), "binary-cross-entropy", "loss");
  SmallBatchPass<T> pass(problem.plan, loss);
  for (const std::vector<std::uint32_t>& batch :
       {std::vector<std::uint32_t>{4}, {8, 0}, {2, 7, 5}, {11, 3, 0, 9, 5}, {1, 4, 10, 2, 8, 0, 7, 11, 3, 6}}) {
    testing::NaiveNetwork<T> naive;
    naive.run(problem.plan, loss, problem.parameters, problem.rows, batch);
    std::vector<T> gradient(problem.parameters.size());
    pass.forward(problem.parameters.data(), problem.rows, batch.data(), static_cast<std::ptrdiff_t>(batch.size()));
    pass.evaluate(static_cast<T>(1 / static_cast<double>(batch.size())));
    pass.backward(problem.parameters.data(), gradient.data());
    EXPECT_EQ(std::memcmp(gradient.data(), naive.gradient.data(), naive.gradient.size() * sizeof(T)), 0)
        << hidden << ", " << batch.size() << " samples";
  }
}

TEST(SmallBatchPass, EqualsNaiveLoopsToTheBitForEveryActivation) {
  for (const Activation& activation : activations()) {
    smallBatchEqualsNaiveLoops<float>(activation.id);
    smallBatchEqualsNaiveLoops<double>(activation.id);
  }
}

TEST(Pass, KeepingEverythingChangesNoBitOfTheGradient) {
  const Problem<float> problem({2, 8, 4, 3}, "gelu", "softmax", 30);
  const Loss& loss = find(losses(), "cross-entropy", "loss");
  std::vector<float> gradients[2];
  for (const bool everything : {false, true}) {
    Pass<float> pass(problem.plan, loss,
                     everything ? Pass<float>::Keep::everything : Pass<float>::Keep::onlyWhatBackwardNeeds);
    auto& gradient = gradients[everything ? 1 : 0];
    gradient.assign(problem.parameters.size(), 0);
    pass.forward(problem.parameters.data(), Tile<float>::of(problem.rows, 0, 30));
    pass.evaluate(1.0F / 30, nullptr, true);
    pass.backward(problem.parameters.data(), gradient.data(), false);
  }
  EXPECT_EQ(gradients[0], gradients[1]);
  EXPECT_NE(gradients[0][0], 0);
}

TEST(Pass, DropoutScalesWhatIsKeptAndIsOffWithoutDraws) {
  Problem<float> problem({2, 32, 1}, "linear", "linear", 64, 0.25);
  const Loss& loss = find(losses(), "mse", "loss");
  Pass<float> pass(problem.plan, loss);
  Random random(5, Random::Purpose::dropout);
  pass.forward(problem.parameters.data(), Tile<float>::of(problem.rows, 0, 64), &random);
  int dropped = 0;
  for (std::ptrdiff_t i = 0; i < 32 * 64; ++i) {
    const float kept = pass.activations(0)[i] * (1.0F / 0.75F);
    if (pass.passedOn(0)[i] == 0) {
      ++dropped;
    } else {
      EXPECT_FLOAT_EQ(pass.passedOn(0)[i], kept);
    }
  }
  // 2048 draws with probability 1/4: 512 expected, standard deviation 20; five of them either way.
  EXPECT_NEAR(dropped, 512, 100);
  pass.forward(problem.parameters.data(), Tile<float>::of(problem.rows, 0, 64));
  EXPECT_EQ(std::memcmp(pass.passedOn(0), pass.activations(0), 32 * 64 * sizeof(float)), 0);
}

TEST(Pass, DroppedUnitsReceiveNoGradient) {
  Problem<double> problem({2, 6, 1}, "tanh", "linear", 1, 0.5);
  const Loss& loss = find(losses(), "mse", "loss");
  Pass<double> pass(problem.plan, loss);
  Random random(11, Random::Purpose::dropout);
  std::vector<double> gradient(problem.parameters.size());
  pass.forward(problem.parameters.data(), Tile<double>::of(problem.rows, 0, 1), &random);
  pass.evaluate(1, nullptr, true);
  pass.backward(problem.parameters.data(), gradient.data(), false);
  int dropped = 0;
  for (std::size_t u = 0; u < 6; ++u) {
    const bool out = pass.passedOn(0)[static_cast<std::ptrdiff_t>(u) * pass.stride()] == 0;
    dropped += out ? 1 : 0;
    EXPECT_EQ(gradient[u * 2] == 0, out) << "unit " << u;
    EXPECT_EQ(gradient[12 + u] == 0, out) << "unit " << u;
  }
  EXPECT_GT(dropped, 0);
  EXPECT_LT(dropped, 6);
}

}  // namespace
}  // namespace gp::pass_test
