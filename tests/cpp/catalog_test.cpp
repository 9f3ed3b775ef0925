#include "exchange/catalog.h"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "base/error.h"
#include "exchange/experiment.h"
#include "experiment/settings.h"
#include "json_value.h"

namespace gp::catalog_test {
namespace {

using testing::Json;

const char* const tables[] = {"datasets",   "features",  "activations",  "outputActivations", "losses",
                              "optimizers", "schedules", "initializers", "settings"};

std::set<std::string> keysOf(const Json& object) {
  std::set<std::string> keys;
  for (const auto& [key, item] : object.items()) keys.insert(key);
  return keys;
}

bool isText(const Json& text) {
  return keysOf(text) == std::set<std::string>{"en", "zh"} && !text["en"].get<std::string>().empty() &&
         !text["zh"].get<std::string>().empty();
}

void expectParameter(const Json& parameter) {
  SCOPED_TRACE(parameter.dump());
  EXPECT_TRUE(isText(parameter["label"]));
  EXPECT_TRUE(isText(parameter["summary"]));
  EXPECT_LE(parameter["min"], parameter["max"]);
  if (!parameter["default"].is_null()) {
    EXPECT_GE(parameter["default"], parameter["min"]);
    EXPECT_LE(parameter["default"], parameter["max"]);
  }
  const std::string scale = parameter["scale"];
  EXPECT_TRUE(scale == "linear" || scale == "log" || scale == "integer");
  EXPECT_TRUE(scale != "log" || parameter["min"] > 0) << "a slider by decades needs a first one";
}

TEST(Catalog, HasExactlyTheTablesAndTheDefaults) {
  std::set<std::string> expected(std::begin(tables), std::end(tables));
  expected.insert({"defaults", "messages", "stopRules"});
  EXPECT_EQ(keysOf(testing::toJson(catalog())), expected);
}

TEST(Catalog, SaysEverythingOfEveryRowInBothLanguages) {
  const Json all = testing::toJson(catalog());
  const std::set<std::string> row = {"id", "label", "summary", "formula", "source", "parameters"};
  const std::map<std::string, std::set<std::string>> more = {
      {"datasets", {"task", "columns", "classes", "samples", "noise", "domain", "standardize", "imageWidth", "file"}},
      {"features", {"columns"}},
      {"activations", {"range"}},
      {"outputActivations", {"range"}},
      {"losses", {"outputs", "tasks"}},
      {"optimizers", {"learningRate"}}};
  for (const char* table : tables) {
    std::set<std::string> ids;
    EXPECT_FALSE(all[table].empty()) << table;
    for (const Json& item : all[table]) {
      SCOPED_TRACE(std::string(table) + " " + item["id"].get<std::string>());
      EXPECT_TRUE(ids.insert(item["id"]).second) << "twice";
      EXPECT_TRUE(isText(item["label"]));
      EXPECT_TRUE(isText(item["summary"]));
      if (std::string(table) == "settings") {
        expectParameter(item);
        EXPECT_TRUE(item["restarts"].is_boolean() && item["nullable"].is_boolean());
        EXPECT_TRUE(item["nullable"] == true || !item["default"].is_null());
        continue;
      }
      std::set<std::string> keys = row;
      if (const auto extra = more.find(table); extra != more.end())
        keys.insert(extra->second.begin(), extra->second.end());
      EXPECT_EQ(keysOf(item), keys);
      EXPECT_FALSE(item["formula"].get<std::string>().empty());
      EXPECT_FALSE(item["source"].get<std::string>().empty());
      for (const Json& parameter : item["parameters"]) expectParameter(parameter);
    }
  }
}

TEST(Catalog, DescribesEveryDatasetCompletely) {
  const Json all = testing::toJson(catalog());
  for (const Json& dataset : all["datasets"]) {
    SCOPED_TRACE(dataset["id"].get<std::string>());
    EXPECT_EQ(dataset["columns"].size(), dataset["domain"].size());
    for (const Json& column : dataset["columns"]) EXPECT_TRUE(isText(column["label"]));
    for (const Json& bounds : dataset["domain"]) EXPECT_LT(bounds[0], bounds[1]);
    EXPECT_EQ(dataset["classes"].is_null(), dataset["task"] == "regression");
    if (!dataset["classes"].is_null()) {
      EXPECT_EQ(keysOf(dataset["classes"]), (std::set<std::string>{"min", "max", "default", "names"}));
      EXPECT_EQ(dataset["classes"]["names"].size(), dataset["classes"]["max"].get<std::size_t>());
    }
    for (const char* range : {"samples", "noise"}) {
      if (dataset[range].is_null()) continue;
      EXPECT_GE(dataset[range]["default"], dataset[range]["min"]);
      EXPECT_LE(dataset[range]["default"], dataset[range]["max"]);
    }
    const int width = dataset["imageWidth"];
    EXPECT_TRUE(width == 0 || dataset["columns"].size() % static_cast<std::size_t>(width) == 0);
  }
}

TEST(Catalog, HasTheContractsDatasetsAndFeatures) {
  std::set<std::string> ids;
  const Json all = testing::toJson(catalog());
  for (const Json& dataset : all["datasets"]) ids.insert(dataset["id"]);
  for (const char* id : {"circle", "xor", "gauss", "spiral", "plane", "multi-gauss", "moons", "rings", "checkerboard",
                         "blobs", "sine", "step", "polynomial", "iris", "penguins", "digits"})
    EXPECT_TRUE(ids.count(id)) << id;
  std::vector<std::string> features;
  for (const Json& feature : all["features"]) features.push_back(feature["id"]);
  EXPECT_EQ(features, (std::vector<std::string>{"x", "y", "x^2", "y^2", "x*y", "sin(x)", "sin(y)", "raw"}));
}

TEST(Catalog, PairsEveryOutputActivationWithALoss) {
  const Json all = testing::toJson(catalog());
  std::set<std::string> outputs;
  for (const Json& row : all["outputActivations"]) outputs.insert(row["id"]);
  std::set<std::string> paired;
  for (const Json& loss : all["losses"]) {
    EXPECT_FALSE(loss["tasks"].empty());
    for (const Json& id : loss["outputs"]) paired.insert(id.get<std::string>());
  }
  EXPECT_EQ(paired, outputs);
}

TEST(Catalog, HasDefaultsThatAreAnExperiment) {
  const Value all = catalog();
  const Value& defaults = *all.get("defaults");
  EXPECT_TRUE(decodeExperiment(defaults) == decodeExperiment(Value::object()));
}

/// The place of a setting in an experiment's JSON, a hidden layer's in the first one.
Json::json_pointer pointerOf(std::string path) {
  std::string pointer = "/";
  for (const char c : path) pointer += c == '.' ? "/" : c == '[' ? "/0" : c == ']' ? "" : std::string(1, c);
  return Json::json_pointer(pointer);
}

TEST(EverySetting, HasItsDefaultInTheDefaultExperimentAndRefusesWhatLiesBeyondItsRange) {
  const Json defaults = testing::toJson(*catalog().get("defaults"));
  for (const Setting& setting : settings()) {
    const Parameter& parameter = setting.parameter;
    SCOPED_TRACE(parameter.id);
    const std::string path = parameter.id;
    if (path == "network.hidden") {
      EXPECT_EQ(static_cast<double>(defaults["network"]["hidden"].size()), parameter.fallback);
      continue;
    }
    Json experiment = defaults;
    if (path.rfind("gradientClipping.", 0) == 0) {
      experiment["gradientClipping"] = Json::object();
    } else {
      const Json& value = defaults.at(pointerOf(path));
      if (setting.nullable) {
        EXPECT_TRUE(value.is_null());
      } else {
        EXPECT_EQ(value, parameter.fallback);
      }
    }
    for (const double beyond :
         {parameter.min - (parameter.scale == Scale::log ? parameter.min : 1), parameter.max * 2 + 1}) {
      experiment[pointerOf(path)] = beyond;
      try {
        decodeExperiment(testing::toValue(experiment));
        ADD_FAILURE() << "accepted " << beyond;
      } catch (const ExperimentError& error) {
        std::string first = path;
        if (const auto at = first.find("[]"); at != std::string::npos) first.insert(at + 1, "0");
        EXPECT_EQ(error.path(), first);
      }
    }
  }
}

}  // namespace
}  // namespace gp::catalog_test
