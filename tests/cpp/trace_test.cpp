#include "analysis/trace.h"

#include <numeric>

#include <gtest/gtest.h>

#include "exchange/experiment.h"
#include "json.h"
#include "naive_network.h"
#include "train/optimizers.h"

namespace gp::trace_test {
namespace {

using testing::at;
using testing::json;

template <class T>
std::unique_ptr<Run<T>> runOf(const Value& value) {
  const Experiment experiment = decodeExperiment(value);
  return std::make_unique<Run<T>>(experiment, prepareData(experiment));
}

template <class T>
std::vector<double> doubles(const std::vector<T>& numbers, std::ptrdiff_t count) {
  return {numbers.begin(), numbers.begin() + count};
}

template <class T>
void tracedBatchIsTheOneTrained(const std::string& precision, const std::string& batch) {
  for (const Optimizer& optimizer : optimizers())
    for (const char* clipping : {"null", "{'norm': 0.05}", "{'value': 0.01}"}) {
      const auto run = runOf<T>(json(
          "{'data': {'dataset': 'spiral', 'samples': 300}, 'precision': '" + precision + "', 'batch': {'size': " +
          batch + "}, 'regularization': {'l1': 0.001, 'l2': 0.01}, 'gradientClipping': " + clipping +
          ", 'network': {'hidden': [{'units': 5, 'activation': 'gelu', 'dropout': 0.3}, {'units': 3}]}, 'optimizer': "
          "{'name': '" +
          optimizer.id + "', 'learningRate': 0.05}}"));
      SCOPED_TRACE(std::string(optimizer.id) + " " + clipping);
      run->trainSteps(3);
      const Value trace = traceOf(*run, -1);
      const std::vector<T> before = run->descent().parameters();
      run->trainSteps(1);
      const std::ptrdiff_t count = run->plan().trainable;
      EXPECT_EQ(at(trace, "update.clippedGradient").numbers(), doubles(run->descent().gradient(), count));
      EXPECT_EQ(at(trace, "update.change").numbers(), doubles(run->descent().lastChange(), count));
      for (std::size_t i = 0; i < optimizer.rule.stateNames.size(); ++i)
        EXPECT_EQ(at(trace, std::string("update.after.") + optimizer.rule.stateNames[i]).numbers(),
                  doubles(run->descent().state().optimizer[i], count))
            << optimizer.rule.stateNames[i];
    }
}

TEST(Trace, OfABatchIsTheUpdateThatTrainingThenMakesToTheBit) {
  tracedBatchIsTheOneTrained<float>("float32", "10");
  tracedBatchIsTheOneTrained<double>("float64", "'full'");
  // Training takes another kernel for batches this small; the trace takes the general one.
  for (const char* batch : {"1", "2", "3"}) tracedBatchIsTheOneTrained<float>("float32", batch);
  tracedBatchIsTheOneTrained<double>("float64", "1");
}

TEST(Trace, ShowsTheForwardAndBackwardPassOfPlainLoops) {
  const auto run = runOf<double>(json(R"({'precision': 'float64', 'data': {'dataset': 'xor', 'samples': 40},
      'network': {'hidden': [{'units': 4, 'activation': 'tanh'}, {'units': 3, 'activation': 'silu'}],
                  'outputActivation': 'sigmoid'}, 'loss': 'binary-cross-entropy', 'batch': {'size': 6}})"));
  run->trainEpochs(2);
  const Value trace = traceOf(*run, -1);
  testing::NaiveNetwork<double> naive;
  naive.run(run->plan(), run->loss(), run->descent().parameters(), run->trainRows(), run->descent().nextBatch());
  const std::vector<Value>& layers = at(trace, "layers").items();
  ASSERT_EQ(layers.size(), 3U);
  for (std::size_t l = 0; l < 3; ++l) {
    const auto check = [&](const char* name, const std::vector<std::vector<double>>& rows) {
      EXPECT_EQ(at(layers[l], name + std::string(".rows")).number(), static_cast<double>(rows.size()));
      EXPECT_EQ(at(layers[l], name + std::string(".columns")).number(), 6);
      std::vector<double> flat;
      for (const auto& row : rows) flat.insert(flat.end(), row.begin(), row.end());
      EXPECT_EQ(at(layers[l], name + std::string(".values")).numbers(), flat) << name << " of layer " << l;
    };
    check("preActivations", naive.z[l]);
    check("activations", naive.a[l]);
    check("delta", naive.delta[l]);
  }
  EXPECT_EQ(at(trace, "update.gradient").numbers(), naive.gradient);
}

TEST(Trace, OfOneSampleIsTheBatchOfThatSampleAlone) {
  const auto run = runOf<double>(json(R"({'precision': 'float64', 'data': {'dataset': 'xor', 'samples': 40}})"));
  run->trainEpochs(1);
  std::vector<double> sum(static_cast<std::size_t>(run->plan().trainable), 0);
  double loss = 0;
  for (std::ptrdiff_t s = 0; s < 20; ++s) {
    const Value trace = traceOf(*run, s);
    const std::vector<double>& gradient = at(trace, "update.gradient").numbers();
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += gradient[i] / 20;
    loss += at(trace, "loss").number() / 20;
  }
  const std::vector<double>& whole = run->gradients();
  // The same twenty terms, summed in another order in float64.
  for (std::size_t i = 0; i < sum.size(); ++i) EXPECT_NEAR(sum[i], whole[i], 1e-14);
  EXPECT_NEAR(loss, run->measures().train.loss, 1e-14);
}

TEST(Trace, MovesNothing) {
  const char* const experiment = R"({'data': {'samples': 40}, 'network': {'hidden': [{'units': 3, 'dropout': 0.5}]}})";
  const auto traced = runOf<float>(json(experiment));
  const auto plain = runOf<float>(json(experiment));
  for (int i = 0; i < 5; ++i) {
    traceOf(*traced, -1);
    traceOf(*traced, i);
    traced->trainSteps(3);
    plain->trainSteps(3);
  }
  EXPECT_EQ(traced->checkpoint(), plain->checkpoint());
}

}  // namespace
}  // namespace gp::trace_test
