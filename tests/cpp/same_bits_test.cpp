/// One hash of all parameters for every optimizer and activation, the same on every compiler and engine. The Node and
/// browser tests check the very same file, tests/reference/same-bits.json; `npm run same-bits` writes it anew when a
/// formula is changed on purpose.
#include <cstdint>
#include <cstdio>
#include <fstream>

#include <gtest/gtest.h>

#include "json.h"
#include "nn/activations.h"
#include "session/session.h"
#include "train/optimizers.h"

namespace gp::same_bits_test {
namespace {

/// FNV-1a, 64 bits, over the bytes of the parameters.
std::string hashOf(const Value& answer) {
  const auto& numbers = std::get<std::vector<float>>(answer.array());
  std::uint64_t hash = 14695981039346656037ULL;
  const auto* bytes = reinterpret_cast<const unsigned char*>(numbers.data());
  for (std::size_t i = 0; i < numbers.size() * sizeof(float); ++i) hash = (hash ^ bytes[i]) * 1099511628211ULL;
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

nlohmann::json reference() {
  std::ifstream file(GP_SOURCE_DIR "/tests/reference/same-bits.json");
  EXPECT_TRUE(file.is_open());
  return nlohmann::json::parse(file);
}

TEST(SameBits, EveryOptimizerAndActivationGivesTheRecordedParametersAfterAThousandSteps) {
  const nlohmann::json expected = reference();
  std::size_t compared = 0;
  for (const Optimizer& optimizer : optimizers())
    for (const Activation& activation : activations()) {
      nlohmann::ordered_json experiment = expected["experiment"];
      experiment["optimizer"] = {{"name", optimizer.id}};
      for (auto& layer : experiment["network"]["hidden"]) layer["activation"] = activation.id;
      const auto session = Session::create(testing::toValue(experiment));
      session->trainSteps(expected["steps"].get<double>());
      const std::string name = std::string(optimizer.id) + " " + activation.id;
      EXPECT_EQ(hashOf(session->ask("parameters")), expected["hashes"][name].get<std::string>()) << name;
      ++compared;
    }
  EXPECT_EQ(compared + expected["starts"].size(), expected["hashes"].size());
}

TEST(SameBits, EveryStartGivesTheRecordedParameters) {
  const nlohmann::json expected = reference();
  EXPECT_FALSE(expected["starts"].empty());
  for (const auto& [name, experiment] : expected["starts"].items()) {
    const auto session = Session::create(testing::toValue(nlohmann::ordered_json(experiment)));
    EXPECT_EQ(hashOf(session->ask("parameters")), expected["hashes"][name].get<std::string>()) << name;
  }
}

}  // namespace
}  // namespace gp::same_bits_test
