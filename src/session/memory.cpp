#include "session/memory.h"

#include "base/error.h"
#include "base/lanes.h"
#include "base/sizes.h"
#include "data/features.h"
#include "data/targets.h"
#include "exchange/data_reader.h"
#include "train/optimizers.h"

namespace gp {
namespace {

double bytesOfNumber(const Experiment& experiment) { return experiment.precision == Precision::float64 ? 8 : 4; }

TargetCode codeOf(const Experiment& experiment) {
  const DataSpec& data = experiment.data;
  const int columns = data.own && data.classes == 0 ? data.own->targets.columns : 1;
  return targetCode(experiment.task, columns, data.classes, experiment.network.outputActivation);
}

double rowsOf(const DataSpec& data) {
  if (!data.own) return data.samples;
  return static_cast<double>(data.own->inputs.rows()) + (data.own->testInputs ? data.own->testInputs->rows() : 0);
}

/// Of every row: the experiment holds own rows four times while it is read, data in float64 are split and mapped to
/// features, and what trains is kept by feature and by sample.
double memoryOfData(const Experiment& experiment) {
  const DataSpec& data = experiment.data;
  const double columns = columnCount(data);
  const double targets = data.own ? data.own->targets.columns : 1;
  const int features = featureCount(experiment.features, columnCount(data));
  const double outputs = codeOf(experiment).outputs;
  const double given = data.own ? 4 * 8 * (columns + targets) : 0;
  const double prepared = 8 * (2 * columns + targets + features + outputs);
  const double kept = bytesOfNumber(experiment) * (features + static_cast<double>(roundUpToLanes(features)) + outputs);
  const double orders = 20;  // which row comes when, with its anchors
  return rowsOf(data) * (given + prepared + kept + orders);
}

/// Of every parameter: the state with two anchors of it, its beginning, gradients, the last changes, and what the
/// optimizer keeps.
double memoryOfNetwork(const Experiment& experiment) {
  double inputs = featureCount(experiment.features, columnCount(experiment.data));
  double parameters = 0;
  for (const LayerSpec& layer : experiment.network.hidden) {
    parameters += (inputs + 1) * layer.units;
    inputs = layer.units;
  }
  parameters += (inputs + 1) * codeOf(experiment).outputs;
  const Optimizer& optimizer = find(optimizers(), experiment.optimizer.name, "optimizer.name");
  const double numbers = 14 + 4 * static_cast<double>(optimizer.rule.stateNames.size());
  return parameters * numbers * bytesOfNumber(experiment);
}

}  // namespace

double memoryOf(const Experiment& experiment) { return memoryOfData(experiment) + memoryOfNetwork(experiment); }

void requireMemory(const Experiment& experiment) {
  const auto rows = static_cast<std::size_t>(rowsOf(experiment.data));
  lengthOf({rows, static_cast<std::size_t>(codeOf(experiment).outputs)}, sizeof(double), "data");
  const double data = memoryOfData(experiment);
  const double network = memoryOfNetwork(experiment);
  if (data + network > mostMemory)
    throw ExperimentError(data > network ? "data" : "network.hidden", Message::tooMuchMemory,
                          {{"bytes", data + network}, {"max", mostMemory}});
}

}  // namespace gp
