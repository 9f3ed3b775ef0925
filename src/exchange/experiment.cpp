#include "exchange/experiment.h"

#include <cmath>

#include "base/error.h"
#include "data/features.h"
#include "data/targets.h"
#include "exchange/choice.h"
#include "exchange/data_reader.h"
#include "exchange/outputs.h"
#include "exchange/plain_settings.h"
#include "experiment/settings.h"
#include "nn/activations.h"
#include "nn/initializers.h"
#include "nn/layers/layer_kind.h"
#include "train/optimizers.h"
#include "train/schedules.h"

namespace gp {
namespace {

/// What an object that is left out stands for.
const Value& empty() {
  static const Value value = Value::object();
  return value;
}

std::vector<std::string> readFeatures(const Value* value, int columns) {
  if (!value) return defaultFeatures(columns);
  const std::string path = "features";
  if (!value->is(Value::Kind::list) || value->items().empty())
    throw ExperimentError(path, value->is(Value::Kind::list) ? Message::noFeatures : Message::notFeatures,
                          {{"given", shown(*value)}, {"allowed", idsOf(features())}});
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < value->items().size(); ++i) {
    const Feature& feature = find(features(), readText(value->items()[i], at(path, i)), at(path, i));
    if (feature.columns > columns)
      throw ExperimentError(at(path, i), Message::featureColumns,
                            {{"given", feature.id}, {"needed", feature.columns}, {"columns", columns}});
    for (const std::string& id : ids)
      if (id == feature.id) throw ExperimentError(at(path, i), Message::twice, {{"given", id}});
    ids.emplace_back(feature.id);
  }
  return ids;
}

std::vector<LayerSpec> readHidden(const Value* value) {
  if (!value) return {{4, "tanh", 0}, {2, "tanh", 0}};
  const std::string path = "network.hidden";
  if (!value->is(Value::Kind::list)) throw ExperimentError(path, Message::notLayers, {{"given", shown(*value)}});
  const Parameter& count = setting("network.hidden").parameter;
  if (static_cast<double>(value->items().size()) > count.max)
    throw ExperimentError(path, Message::tooManyLayers,
                          {{"count", counted(value->items().size())}, {"min", count.min}, {"max", count.max}});
  std::vector<LayerSpec> layers;
  for (std::size_t i = 0; i < value->items().size(); ++i) {
    ObjectReader reader(value->items()[i], at(path, i));
    LayerSpec layer;
    layer.units = static_cast<int>(reader.number("units", setting("network.hidden[].units").parameter));
    const Value* activation = reader.take("activation");
    layer.activation = activation ? readText(*activation, reader.path("activation")) : "tanh";
    find(activations(), layer.activation, reader.path("activation"));
    layer.dropout = reader.number("dropout", setting("network.hidden[].dropout").parameter);
    if (const Value* kind = reader.take("kind"))
      layer.kind = find(layerKinds(), readText(*kind, reader.path("kind")), reader.path("kind")).id;
    reader.finish();
    layers.push_back(std::move(layer));
  }
  return layers;
}

Choice readOptimizer(const Value* value, double& learningRate) {
  Parameter rate = setting("optimizer.learningRate").parameter;
  if (value && value->is(Value::Kind::text)) {
    const Optimizer& row = find(optimizers(), value->text(), "optimizer");
    learningRate = row.learningRate;
    return defaultChoice(row);
  }
  ObjectReader reader(value ? *value : empty(), "optimizer");
  const Optimizer& row = readRow(reader, optimizers(), "sgd");
  if (reader.take("name")) rate.fallback = row.learningRate;
  learningRate = reader.number("learningRate", rate);
  Choice choice = readParameters(reader, row);
  reader.finish();
  return choice;
}

ClippingSpec readClipping(const Value* value) {
  if (!value || value->is(Value::Kind::null)) return {};
  const std::string path = "gradientClipping";
  if (!value->is(Value::Kind::object)) throw ExperimentError(path, Message::notClipping, {{"given", shown(*value)}});
  ObjectReader reader(*value, path);
  const Value* norm = reader.take("norm");
  const Value* entry = reader.take("value");
  reader.finish();
  if (!norm == !entry) throw ExperimentError(path, norm ? Message::clippingTwice : Message::clippingEmpty);
  const auto kind = norm ? ClippingSpec::Kind::norm : ClippingSpec::Kind::value;
  const std::string key = join(path, norm ? "norm" : "value");
  return {kind, readNumber(norm ? *norm : *entry, key, setting(key).parameter)};
}

void readBatch(const Value* value, Experiment& experiment) {
  ObjectReader reader(value ? *value : empty(), "batch");
  BatchSpec& batch = experiment.batch;
  const Value* size = reader.take("size");
  const Parameter& range = setting("batch.size").parameter;
  const bool number = size && size->is(Value::Kind::number) && size->number() >= range.min &&
                      size->number() <= range.max && size->number() == std::floor(size->number());
  const bool full = size && size->is(Value::Kind::text) && size->text() == "full";
  if (size && !number && !full)
    throw ExperimentError(reader.path("size"), Message::notWordOrWhole,
                          {{"given", shown(*size)}, {"word", "full"}, {"min", range.min}, {"max", range.max}});
  batch.size = full ? 0 : static_cast<int>(number ? size->number() : range.fallback);
  if (const Value* shuffle = reader.take("shuffle")) batch.shuffle = readBoolean(*shuffle, reader.path("shuffle"));
  readPlainSettings(reader, experiment);
  reader.finish();
}

/// A part that holds plain settings and nothing else.
void readPlainPart(const Value* value, const char* part, Experiment& experiment) {
  ObjectReader reader(value ? *value : empty(), part);
  readPlainSettings(reader, experiment);
  reader.finish();
}

/// Refuses networks that are too large to hold, before anything is allocated for them, and layers that do not go with
/// what they read.
void requirePlan(const Experiment& experiment) {
  const DataSpec& data = experiment.data;
  const int targetColumns = data.own && data.classes == 0 ? data.own->targets.columns : 1;
  const TargetCode code = targetCode(experiment.task, targetColumns, data.classes, experiment.network.outputActivation);
  planNetwork(experiment, featureCount(experiment.features, columnCount(data)), code.outputs);
}

}  // namespace

Experiment decodeExperiment(const Value& value) {
  ObjectReader top(value, "");
  if (const Value* version = top.take("version");
      version && !(version->is(Value::Kind::number) && version->number() == 1))
    throw ExperimentError("version", Message::notExactly, {{"given", shown(*version)}, {"only", 1}});
  std::optional<Task> task;
  if (const Value* given = top.take("task"))
    task = readWord(*given, "task", {"classification", "regression"}) == 0 ? Task::classification : Task::regression;

  Experiment experiment;
  experiment.data = readData(top.take("data"), task);
  experiment.task = *task;
  experiment.features = readFeatures(top.take("features"), columnCount(experiment.data));

  const Value* network = top.take("network");
  ObjectReader net(network ? *network : empty(), "network");
  experiment.network.hidden = readHidden(net.take("hidden"));
  readOutputs(net.take("outputActivation"), top.take("loss"), experiment);
  experiment.network.initializer =
      readChoice(net.take("initializer"), net.path("initializer"), initializers(), "uniform");
  readPlainSettings(net, experiment);
  net.finish();

  readPlainPart(top.take("regularization"), "regularization", experiment);
  experiment.optimizer = readOptimizer(top.take("optimizer"), experiment.learningRate);
  experiment.schedule = readChoice(top.take("schedule"), "schedule", schedules(), "constant");
  experiment.clipping = readClipping(top.take("gradientClipping"));
  readBatch(top.take("batch"), experiment);
  readPlainPart(top.take("stop"), "stop", experiment);
  if (const Value* precision = top.take("precision"))
    experiment.precision =
        readWord(*precision, "precision", {"float32", "float64"}) == 0 ? Precision::float32 : Precision::float64;
  top.finish();
  requirePlan(experiment);
  return experiment;
}

bool Table::operator==(const Table& other) const {
  if (columns != other.columns || values.size() != other.values.size()) return false;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i] != other.values[i] && !(std::isnan(values[i]) && std::isnan(other.values[i]))) return false;
  return true;
}

}  // namespace gp
