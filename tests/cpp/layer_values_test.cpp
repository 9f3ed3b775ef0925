#include "analysis/layer_values.h"

#include <string>

#include <gtest/gtest.h>

#include "json.h"
#include "session/session.h"
#include "session_parts.h"

namespace gp::layer_values_test {
namespace {

using testing::at;
using testing::copy;
using testing::json;

/// Where a layer's block begins in the flat vector.
double offsetOf(const Value& layer, std::size_t block) {
  return at(at(layer, "blocks").items()[block], "offset").number();
}

std::string experiment(const std::string& network) {
  return "{'data': {'dataset': 'circle'}, 'features': ['x', 'y', 'x*y'], 'precision': 'float64', 'network': {" +
         network + "}}";
}

TEST(OutputParts, AreEachWeightTimesWhatItReads) {
  const auto session = Session::create(json(experiment("'hidden': [{'units': 5}, {'units': 3}]")));
  session->trainEpochs(1);
  const std::vector<double> points = {1, 2, -3, 0.5};
  const std::vector<double> parts = copy(testing::ask(*session, "outputPartsAt", "points", points));
  const std::vector<double> parameters = copy(session->ask("parameters"));
  const Value layers = testing::ask(*session, "activationsAt", "points", points);
  const std::vector<double> read = copy(layers.items()[2]);
  const auto weights = static_cast<std::size_t>(offsetOf(session->ask("layers").items().back(), 0));
  ASSERT_EQ(parts.size(), 6U);
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t p = 0; p < 2; ++p) EXPECT_EQ(parts[i * 2 + p], parameters[weights + i] * read[p * 3 + i]);
}

TEST(OutputParts, AddUpToThePreActivationWithTheBias) {
  for (const char* network : {"'hidden': [{'units': 7, 'dropout': 0.5}]", "'hidden': []",
                              "'hidden': [{'units': 4}], 'outputActivation': 'softmax'"}) {
    SCOPED_TRACE(network);
    const auto session = Session::create(json(experiment(network)));
    session->trainEpochs(1);
    std::vector<double> points;  // 150 rows: more than a tile holds, and the last one short
    for (int i = 0; i < 150; ++i) {
      points.push_back(i * 0.05 - 4);
      points.push_back(3 - i * 0.03);
    }
    const std::vector<double> parts = copy(testing::ask(*session, "outputPartsAt", "points", points));
    const std::vector<double> parameters = copy(session->ask("parameters"));
    const Value last = session->ask("layers").items().back();
    const auto inputs = static_cast<std::size_t>(at(last, "inputs").number());
    const auto units = static_cast<std::size_t>(at(last, "units").number());
    const auto biases = static_cast<std::size_t>(offsetOf(last, 1));
    const Value layers = testing::ask(*session, "preActivationsAt", "points", points);
    const std::vector<double> z = copy(layers.items().back());
    ASSERT_EQ(parts.size(), units * inputs * 150);
    for (std::size_t u = 0; u < units; ++u) {
      for (std::size_t p = 0; p < 150; ++p) {
        double sum = parameters[biases + u];
        for (std::size_t i = 0; i < inputs; ++i) sum += parts[(u * inputs + i) * 150 + p];
        // The same few products in another order: a handful of roundings of numbers of about ten at most.
        EXPECT_NEAR(sum, z[p * units + u], 1e-13);
      }
    }
  }
}

}  // namespace
}  // namespace gp::layer_values_test
