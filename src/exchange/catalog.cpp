#include "exchange/catalog.h"

#include <array>
#include <cmath>

#include "data/datasets.h"
#include "data/features.h"
#include "exchange/experiment.h"
#include "experiment/settings.h"
#include "nn/activations.h"
#include "nn/initializers.h"
#include "nn/losses.h"
#include "train/optimizers.h"
#include "train/schedules.h"
#include "train/stop_rules.h"

namespace gp {
namespace {

Value localized(const Text& text) {
  Value value = Value::object();
  value.set("en", text.en).set("zh", text.zh);
  return value;
}

/// The number, or null where there is none (not a number, or unbounded).
Value numberOrNull(double number) { return std::isfinite(number) ? Value(number) : Value(); }

template <class Items, class Encode>
Value listOf(const Items& items, Encode encode) {
  Value list = Value::list();
  for (const auto& item : items) list.push(encode(item));
  return list;
}

Value pair(double low, double high) {
  Value list = Value::list();
  list.push(numberOrNull(low));
  list.push(numberOrNull(high));
  return list;
}

Value encodeParameter(const Parameter& parameter) {
  static const char* const scales[] = {"linear", "log", "integer"};
  Value value = Value::object();
  value.set("id", parameter.id).set("label", localized(parameter.label)).set("summary", localized(parameter.summary));
  value.set("default", numberOrNull(parameter.fallback)).set("min", parameter.min).set("max", parameter.max);
  value.set("scale", scales[static_cast<int>(parameter.scale)]);
  return value;
}

Value encodeRow(const RowInfo& row) {
  Value value = Value::object();
  value.set("id", row.id).set("label", localized(row.label)).set("summary", localized(row.summary));
  value.set("formula", row.formula).set("source", row.source);
  value.set("parameters", listOf(row.parameters, encodeParameter));
  return value;
}

template <class Range>
Value encodeRange(const Range& range) {
  Value value = Value::object();
  value.set("min", range.min).set("max", range.max).set("default", range.fallback);
  return value;
}

Value encodeColumn(const ColumnInfo& column) {
  Value value = Value::object();
  value.set("id", column.id).set("label", localized(column.label));
  return value;
}

Value encodeDataset(const Dataset& dataset) {
  Value value = encodeRow(dataset);
  value.set("task", dataset.task == Task::regression ? "regression" : "classification");
  value.set("columns", listOf(dataset.columns, encodeColumn));
  Value classes;
  if (dataset.classes) {
    classes = encodeRange(*dataset.classes);
    classes.set("names", listOf(dataset.classes->names, localized));
  }
  value.set("classes", std::move(classes));
  value.set("samples", encodeRange(dataset.samples));
  value.set("noise", dataset.noise ? encodeRange(*dataset.noise) : Value());
  value.set("domain", listOf(dataset.domain, [](const auto& bounds) { return pair(bounds.first, bounds.second); }));
  value.set("standardize", dataset.standardize);
  value.set("imageWidth", dataset.imageWidth);
  value.set("file", dataset.file ? Value(dataset.file) : Value());
  return value;
}

Value encodeFeature(const Feature& feature) {
  Value value = encodeRow(feature);
  value.set("columns", feature.columns);
  return value;
}

/// Points of the curve that a row shows of itself, and how far it reaches.
constexpr std::size_t curvePoints = 64;
constexpr double curveReach = 4;
constexpr double curveEpochs = 300;

/// g at evenly spaced z from −4 to 4; empty for softmax, which is no function of one number.
Value curveOf(const Activation& activation) {
  Value list = Value::list();
  if (!activation.twice.apply) return list;
  std::array<double, curvePoints> values{};
  for (std::size_t i = 0; i < curvePoints; ++i)
    values[i] = curveReach * (2 * static_cast<double>(i) / (curvePoints - 1) - 1);
  activation.twice.apply(values.data(), values.data(), curvePoints);
  for (const double value : values) list.push(value);
  return list;
}

/// The factor by the row's defaults at evenly spaced epochs from 0 to 300.
Value curveOf(const Schedule& schedule) {
  std::vector<double> values;
  for (const Parameter& parameter : schedule.parameters) values.push_back(parameter.fallback);
  Value list = Value::list();
  for (std::size_t i = 0; i < curvePoints; ++i)
    list.push(schedule.factor(values, curveEpochs * static_cast<double>(i) / (curvePoints - 1)));
  return list;
}

Value encodeActivation(const Activation& activation) {
  Value value = encodeRow(activation);
  value.set("range", pair(activation.low, activation.high));
  value.set("curve", curveOf(activation));
  return value;
}

Value encodeSchedule(const Schedule& schedule) {
  Value value = encodeRow(schedule);
  value.set("curve", curveOf(schedule));
  return value;
}

Value encodeLoss(const Loss& loss) {
  const auto text = [](const char* name) { return Value(name); };
  Value value = encodeRow(loss);
  value.set("outputs", listOf(loss.outputs, text)).set("tasks", listOf(loss.tasks, text));
  return value;
}

Value encodeOptimizer(const Optimizer& optimizer) {
  Value value = encodeRow(optimizer);
  value.set("learningRate", optimizer.learningRate);
  return value;
}

Value encodeSetting(const Setting& setting) {
  Value value = encodeParameter(setting.parameter);
  value.set("restarts", setting.restarts).set("nullable", setting.nullable);
  value.set("plain", !std::holds_alternative<std::monostate>(setting.member));
  return value;
}

}  // namespace

Value catalog() {
  Value all = Value::object();
  all.set("datasets", listOf(datasets(), encodeDataset));
  all.set("features", listOf(features(), encodeFeature));
  all.set("activations", listOf(activations(), encodeActivation));
  all.set("outputActivations", listOf(outputActivations(), encodeActivation));
  all.set("losses", listOf(losses(), encodeLoss));
  all.set("optimizers", listOf(optimizers(), encodeOptimizer));
  all.set("schedules", listOf(schedules(), encodeSchedule));
  all.set("initializers", listOf(initializers(), encodeRow));
  all.set("stopRules", listOf(stopRules(), [](const StopRule& rule) { return Value::object().set("id", rule.path); }));
  all.set("settings", listOf(settings(), encodeSetting));
  all.set("messages", listOf(messages(), [](const MessageInfo& message) {
            return Value::object().set("id", message.id).set("english", message.english);
          }));
  all.set("defaults", encodeExperiment(decodeExperiment(Value::object())));
  return all;
}

}  // namespace gp
