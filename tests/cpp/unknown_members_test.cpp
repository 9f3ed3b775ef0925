/// A member that nobody knows is refused in every group of an experiment and in every question, and the refusal names
/// what is allowed there, each name once.
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/questions.h"
#include "base/error.h"
#include "exchange/experiment.h"
#include "nn/initializers.h"
#include "session_parts.h"
#include "train/optimizers.h"
#include "train/schedules.h"

namespace gp::unknown_members_test {
namespace {

/// The names that a refusal allows. @param action must be refused as an unknown member at `path`
template <class Action>
std::vector<std::string> allowedBy(const Action& action, const std::string& path) {
  std::vector<std::string> names;
  try {
    action();
    ADD_FAILURE() << path << " was accepted";
  } catch (const ExperimentError& error) {
    EXPECT_EQ(error.path(), path);
    EXPECT_EQ(error.message(), Message::unknownKey) << error.what();
    for (const auto& [name, value] : error.values())
      if (name == "allowed")
        for (const Value& item : value.items()) names.push_back(item.text());
  }
  return names;
}

void expectEachOnce(const std::vector<std::string>& names, const std::string& path) {
  const std::set<std::string> different(names.begin(), names.end());
  EXPECT_EQ(different.size(), names.size()) << path;
}

void expectEachOnce(const std::string& json, const std::string& path) {
  const auto names = allowedBy([&] { decodeExperiment(testing::json(json)); }, path);
  EXPECT_FALSE(names.empty()) << path;
  expectEachOnce(names, path);
}

TEST(UnknownMembers, OfEveryGroupAreRefusedWithEachAllowedNameOnce) {
  const std::pair<const char*, const char*> groups[] = {
      {"{'nobody': 1}", "nobody"},
      {"{'data': {'nobody': 1}}", "data.nobody"},
      {"{'data': {'dataset': 'plane', 'nobody': 1}}", "data.nobody"},
      {"{'data': {'inputs': [[1, 2], [3, 4]], 'targets': [0, 1], 'nobody': 1}}", "data.nobody"},
      {"{'network': {'nobody': 1}}", "network.nobody"},
      {"{'network': {'hidden': [{'nobody': 1}]}}", "network.hidden[0].nobody"},
      {"{'regularization': {'nobody': 1}}", "regularization.nobody"},
      {"{'optimizer': {'nobody': 1}}", "optimizer.nobody"},
      {"{'gradientClipping': {'nobody': 1}}", "gradientClipping.nobody"},
      {"{'batch': {'nobody': 1}}", "batch.nobody"},
      {"{'stop': {'nobody': 1}}", "stop.nobody"},
  };
  for (const auto& [json, path] : groups) expectEachOnce(json, path);
}

TEST(UnknownMembers, OfEveryRowWithParametersAreRefusedWithEachAllowedNameOnce) {
  const auto named = [](const std::string& name) { return "{'name': '" + name + "', 'nobody': 1}"; };
  for (const Optimizer& row : optimizers()) expectEachOnce("{'optimizer': " + named(row.id) + "}", "optimizer.nobody");
  for (const Schedule& row : schedules()) expectEachOnce("{'schedule': " + named(row.id) + "}", "schedule.nobody");
  for (const Initializer& row : initializers())
    expectEachOnce("{'network': {'initializer': " + named(row.id) + "}}", "network.initializer.nobody");
}

TEST(UnknownMembers, OfAnOptimizerAreRefusedWithItsNameItsRateAndItsParameters) {
  EXPECT_EQ(allowedBy([] { decodeExperiment(testing::json("{'optimizer': {'name': 'momentum', 'beta1': 0.9}}")); },
                      "optimizer.beta1"),
            (std::vector<std::string>{"name", "learningRate", "momentum", "weightDecay"}));
}

TEST(UnknownMembers, OfEveryQuestionAreRefusedWithEachAllowedNameOnce) {
  const auto session = Session::create(testing::json(testing::small));
  for (const Question& question : questions()) {
    const Value arguments = testing::json("{'nobody': 1}");
    expectEachOnce(allowedBy([&] { session->ask(question.id, arguments); }, "nobody"), question.id);
  }
}

}  // namespace
}  // namespace gp::unknown_members_test
