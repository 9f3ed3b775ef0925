// Any JSON as an experiment: refused with a place, or read, written and read again to the same; small ones train.
#include <algorithm>

#include "base/error.h"
#include "exchange/experiment.h"
#include "json_value.h"
#include "session_parts.h"
#include "targets.h"

namespace gp::fuzz {
namespace {

using testing::Json;

/// As many levels as the package lets through.
constexpr int deepest = 64;

int depthOf(const Json& json) {
  int depth = 0;
  if (json.is_structured())
    for (const Json& item : json) depth = std::max(depth, depthOf(item) + 1);
  return depth;
}

bool isQuick(const Experiment& experiment) {
  int units = 0;
  for (const LayerSpec& layer : experiment.network.hidden) units += layer.units;
  return units <= 64 && experiment.network.hidden.size() <= 6 &&
         (experiment.data.own || experiment.data.samples <= 500);
}

void train(const Value& encoded) {
  const auto session = Session::create(encoded);
  session->trainSteps(2);
  session->ask("progress");
  const auto restored = Session::restore(session->save());
  require(testing::copy(restored->ask("parameters")) == testing::copy(session->ask("parameters")),
          "a saved run is restored with its parameters");
}

}  // namespace

void experimentTarget(const Bytes& bytes) {
  const Json json = Json::parse(bytes.begin(), bytes.end(), nullptr, false);
  if (json.is_discarded() || depthOf(json) > deepest) return;
  try {
    const Experiment experiment = decodeExperiment(testing::toValue(json));
    const Value encoded = encodeExperiment(experiment);
    require(decodeExperiment(encoded) == experiment, "an experiment that is written out is read back as it was");
    require(differingPaths(experiment, decodeExperiment(encoded)).empty(), "nothing differs from itself");
    if (isQuick(experiment)) train(encoded);
  } catch (const ExperimentError& error) {
    require(!error.path().empty(), "a refusal names a place");
  }
}

}  // namespace gp::fuzz
