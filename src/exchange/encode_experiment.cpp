#include <algorithm>
#include <cmath>

#include "data/datasets.h"
#include "exchange/choice.h"
#include "exchange/experiment.h"
#include "exchange/plain_settings.h"
#include "nn/initializers.h"
#include "train/optimizers.h"
#include "train/schedules.h"

namespace gp {
namespace {

/// An array of numbers, or with nulls a list, where a cell is missing.
Value cells(const std::vector<double>& values, std::size_t first, std::size_t count) {
  const auto begin = values.begin() + static_cast<std::ptrdiff_t>(first);
  const auto end = begin + static_cast<std::ptrdiff_t>(count);
  const auto missing = [](double cell) { return std::isnan(cell); };
  if (std::none_of(begin, end, missing)) return std::vector<double>(begin, end);
  Value list = Value::list();
  for (auto cell = begin; cell != end; ++cell) list.push(missing(*cell) ? Value() : Value(*cell));
  return list;
}

/// A list of rows, or of the numbers alone where `flat`.
Value rowsOf(const Table& table, bool flat) {
  if (flat) return cells(table.values, 0, table.values.size());
  Value rows = Value::list();
  const auto columns = static_cast<std::size_t>(table.columns);
  for (std::size_t i = 0; i < table.values.size(); i += columns) rows.push(cells(table.values, i, columns));
  return rows;
}

Value listOfTexts(const std::vector<std::string>& texts) {
  Value list = Value::list();
  for (const std::string& text : texts) list.push(text);
  return list;
}

void encodeOwn(const DataSpec& spec, Value& data) {
  const OwnRows& own = *spec.own;
  data.set("inputs", rowsOf(own.inputs, false));
  data.set("targets", rowsOf(own.targets, own.targets.columns == 1));
  if (own.testInputs) {
    data.set("testInputs", rowsOf(*own.testInputs, false));
    data.set("testTargets", rowsOf(*own.testTargets, own.targets.columns == 1));
  }
  if (spec.classes > 0) data.set("classes", spec.classes);
  if (!own.columnNames.empty()) data.set("columnNames", listOfTexts(own.columnNames));
  if (!own.classNames.empty()) data.set("classNames", listOfTexts(own.classNames));
  if (!own.domain.empty()) {
    Value domain = Value::list();
    for (const auto& [low, high] : own.domain) {
      Value bounds = Value::list();
      bounds.push(low);
      bounds.push(high);
      domain.push(std::move(bounds));
    }
    data.set("domain", std::move(domain));
  }
  data.set("missing", spec.missing == Missing::drop ? "drop" : "refuse");
}

Value encodeData(const DataSpec& spec) {
  Value data = Value::object();
  if (spec.own) {
    encodeOwn(spec, data);
  } else {
    data.set("dataset", spec.dataset).set("samples", spec.samples);
    if (find(datasets(), spec.dataset, "data.dataset").noise) data.set("noise", spec.noise);
    if (spec.classes > 0) data.set("classes", spec.classes);
  }
  data.set("trainFraction", spec.trainFraction);
  data.set("seed", static_cast<double>(spec.seed));
  data.set("standardize", spec.standardize);
  return data;
}

/// The name alone where the row's own parameters stand at their defaults.
Value encodeInitializer(const Choice& choice) {
  if (choice == defaultChoice(find(initializers(), choice.name, "network.initializer"))) return choice.name;
  Value object = Value::object();
  object.set("name", choice.name);
  writeParameters(choice, initializers(), "network.initializer", object);
  return object;
}

Value encodeNetwork(const Experiment& experiment) {
  const NetworkSpec& network = experiment.network;
  Value hidden = Value::list();
  for (const LayerSpec& layer : network.hidden) {
    Value one = Value::object();
    one.set("units", layer.units).set("activation", layer.activation).set("dropout", layer.dropout);
    if (layer.kind != LayerSpec().kind) one.set("kind", layer.kind);
    hidden.push(std::move(one));
  }
  Value object = Value::object();
  object.set("hidden", std::move(hidden));
  object.set("outputActivation", network.outputActivation);
  object.set("initializer", encodeInitializer(network.initializer));
  writePlainSettings("network", experiment, object);
  return object;
}

Value encodeClipping(const ClippingSpec& clipping) {
  if (clipping.kind == ClippingSpec::Kind::none) return {};
  Value object = Value::object();
  object.set(clipping.kind == ClippingSpec::Kind::norm ? "norm" : "value", clipping.limit);
  return object;
}

/// A part that holds plain settings and nothing else.
Value encodePlainPart(const char* part, const Experiment& experiment) {
  Value object = Value::object();
  writePlainSettings(part, experiment, object);
  return object;
}

}  // namespace

Value encodeExperiment(const Experiment& experiment) {
  Value optimizer = Value::object();
  optimizer.set("name", experiment.optimizer.name).set("learningRate", experiment.learningRate);
  writeParameters(experiment.optimizer, optimizers(), "optimizer.name", optimizer);
  Value schedule = Value::object();
  schedule.set("name", experiment.schedule.name);
  writeParameters(experiment.schedule, schedules(), "schedule.name", schedule);
  Value batch = Value::object();
  batch.set("size", experiment.batch.size == 0 ? Value("full") : Value(experiment.batch.size));
  batch.set("shuffle", experiment.batch.shuffle);
  writePlainSettings("batch", experiment, batch);

  Value object = Value::object();
  object.set("version", 1);
  object.set("task", experiment.task == Task::regression ? "regression" : "classification");
  object.set("data", encodeData(experiment.data));
  object.set("features", listOfTexts(experiment.features));
  object.set("network", encodeNetwork(experiment));
  object.set("loss", experiment.loss);
  object.set("regularization", encodePlainPart("regularization", experiment));
  object.set("optimizer", std::move(optimizer));
  object.set("schedule", std::move(schedule));
  object.set("gradientClipping", encodeClipping(experiment.clipping));
  object.set("batch", std::move(batch));
  object.set("stop", encodePlainPart("stop", experiment));
  object.set("precision", experiment.precision == Precision::float64 ? "float64" : "float32");
  return object;
}

}  // namespace gp
