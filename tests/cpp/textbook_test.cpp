/// The textbook's network against PyTorch, and the kernels and passes against the textbook.
#include "nn/textbook.h"

#include <cmath>

#include <gtest/gtest.h>

#include "base/random.h"
#include "dense_plan.h"
#include "nn/pass.h"
#include "reference_network.h"

namespace gp::textbook_test {
namespace {

using textbook::Matrix;
using textbook::Vector;

/// A column is a sample; the file has a row a sample.
void expectNear(const Matrix& got, const nlohmann::json& rows, double tolerance) {
  ASSERT_EQ(rows.size(), static_cast<std::size_t>(got.cols()));
  for (Eigen::Index s = 0; s < got.cols(); ++s)
    for (Eigen::Index u = 0; u < got.rows(); ++u)
      EXPECT_LT(referenceError(got(u, s), rows[static_cast<std::size_t>(s)][static_cast<std::size_t>(u)]), tolerance)
          << "unit " << u << ", sample " << s;
}

TEST(Textbook, EqualsPyTorchInEveryQuantityOfEveryCase) {
  std::size_t compared = 0;
  for (const nlohmann::json& given : referenceCases()) {
    SCOPED_TRACE(given.at("name").get<std::string>());
    const nlohmann::json& expected = given.at("expected");
    const ReferenceNetwork reference(given);
    const std::vector<double> parameters = ReferenceNetwork::flatten(given.at("weights"), given.at("biases"));
    const textbook::Network network(reference.plan(), reference.loss(), parameters.data());
    const textbook::Forward up = network.forward(reference.inputs());
    for (std::size_t l = 0; l < up.Z.size(); ++l) {
      expectNear(up.Z[l], expected.at("preActivations")[l], 1e-11);
      expectNear(up.A[l], expected.at("activations")[l], 1e-11);
    }
    EXPECT_LT(referenceError(network.meanLoss(up, reference.targets()), expected.at("loss")), 1e-11);
    if (given.at("l1") != 0 || given.at("l2") != 0) continue;  // there the file's gradients hold the penalty
    const auto gradient = textbook::flatten(network.backward(reference.inputs(), up, reference.targets()));
    const auto wanted = ReferenceNetwork::flatten(expected.at("weightGradients"), expected.at("biasGradients"));
    ASSERT_EQ(gradient.size(), wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) EXPECT_LT(referenceError(gradient[i], wanted[i]), 1e-11) << i;
    ++compared;
  }
  EXPECT_GT(compared, 40U);
}

/// Numbers around 0 and far from it.
std::vector<double> places() {
  std::vector<double> z;
  for (int i = -400; i <= 400; ++i) z.push_back(i / 16.0);
  while (z.size() % 4 != 0) z.push_back(0);
  return z;
}

TEST(Textbook, EveryActivationsKernelsGiveItsFormulas) {
  const std::vector<double> z = places();
  const Matrix Z = Eigen::Map<const Vector>(z.data(), static_cast<Eigen::Index>(z.size()));
  for (const Activation& activation : activations()) {
    const Matrix A = textbook::activate(activation.id, Z);
    const Matrix slope = textbook::slope(activation.id, Z);
    std::vector<double> a(z.size()), d(z.size());
    activation.twice.apply(z.data(), a.data(), static_cast<std::ptrdiff_t>(z.size()));
    activation.twice.derivative(z.data(), a.data(), d.data(), static_cast<std::ptrdiff_t>(z.size()));
    for (std::size_t i = 0; i < z.size(); ++i) {
      const auto row = static_cast<Eigen::Index>(i);
      // Both round a few operations on numbers of the size of 1, or of z.
      EXPECT_NEAR(a[i], A(row, 0), 1e-14 * std::fmax(1, std::fabs(z[i]))) << activation.id << " at " << z[i];
      EXPECT_NEAR(d[i], slope(row, 0), 2e-14) << activation.id << "' at " << z[i];
    }
  }
}

TEST(Textbook, ThePassGivesItsGradientsForEveryActivationOutputAndLoss) {
  Random random(3, Random::Purpose::analysis);
  for (const Activation& hidden : activations())
    for (const Loss& loss : losses())
      for (const char* output : loss.outputs) {
        const NetworkPlan plan = testing::densePlan({3, 6, 5, 4}, hidden.id, output);
        constexpr int count = 37;
        std::vector<double> inputs(3 * count), targets(4 * count, 0.0);
        for (double& x : inputs) x = random.uniform(-2, 2);
        for (std::size_t s = 0; s < count; ++s) targets[4 * s + random.below(4)] = 1;
        std::vector<double> parameters(static_cast<std::size_t>(plan.trainable + slack));
        for (double& w : parameters) w = random.uniform(-1, 1);
        const Rows<double> rows(inputs.data(), targets.data(), count, 3, 4);

        const textbook::Network network(plan, loss, parameters.data());
        const Matrix X = textbook::inputsOf(rows);
        const Matrix T = textbook::targetsOf(rows);
        const textbook::Forward up = network.forward(X);
        const auto wanted = textbook::flatten(network.backward(X, up, T));

        Pass<double> pass(plan, loss);
        std::vector<double> gradient(parameters.size());
        std::vector<double> each(count + slack);
        pass.forward(parameters.data(), Tile<double>::of(rows, 0, count));
        pass.evaluate(1.0 / count, each.data(), true);
        pass.backward(parameters.data(), gradient.data(), false);
        double mean = 0;
        for (std::size_t s = 0; s < count; ++s) mean += each[s] / count;
        EXPECT_NEAR(network.meanLoss(up, T), mean, 1e-13) << hidden.id << " " << loss.id << " " << output;
        for (std::size_t i = 0; i < wanted.size(); ++i)
          EXPECT_NEAR(gradient[i], wanted[i], 1e-13) << hidden.id << " " << loss.id << " " << output << ", " << i;
      }
}

TEST(Textbook, HasNoSlopeOfSoftmax) { EXPECT_THROW(textbook::slope("softmax", Matrix::Zero(2, 2)), std::logic_error); }

}  // namespace
}  // namespace gp::textbook_test
