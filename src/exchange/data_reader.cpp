#include "exchange/data_reader.h"

#include "base/error.h"
#include "data/datasets.h"
#include "data/prepare.h"
#include "experiment/settings.h"

namespace gp {
namespace {

/// The setting's parameter with a dataset's range and default.
Parameter narrowed(const char* path, double fallback, double min, double max) {
  Parameter parameter = setting(path).parameter;
  parameter.fallback = fallback;
  parameter.min = min;
  parameter.max = max;
  return parameter;
}

/// Refuses keys that mean nothing beside what else is given.
void refuse(ObjectReader& data, std::initializer_list<const char*> keys, Message why,
            const MessageValues& values = {}) {
  for (const char* key : keys)
    if (data.take(key)) throw ExperimentError(data.path(key), why, values);
}

void readDataset(ObjectReader& data, std::optional<Task>& task, DataSpec& spec) {
  const Value* id = data.take("dataset");
  const Task wanted = task.value_or(Task::classification);
  const Dataset& dataset =
      find(datasets(), id ? readText(*id, data.path("dataset")) : defaultDataset(wanted), data.path("dataset"));
  if (task && *task != dataset.task) {
    std::vector<std::string> fitting;
    for (const Dataset& row : datasets())
      if (row.task == *task) fitting.emplace_back(row.id);
    throw ExperimentError(data.path("dataset"), Message::datasetOfOtherTask,
                          {{"given", dataset.id},
                           {"task", wordOf(dataset.task)},
                           {"wanted", idOf(*task)},
                           {"allowed", namesOf(fitting)}});
  }
  task = dataset.task;
  spec.dataset = dataset.id;
  const SampleRange& samples = dataset.samples;
  spec.samples =
      static_cast<int>(data.number("samples", narrowed("data.samples", samples.fallback, samples.min, samples.max)));
  const NoiseRange noise = dataset.noise.value_or(NoiseRange{0, 0, 0});
  spec.noise = data.number("noise", narrowed("data.noise", noise.fallback, noise.min, noise.max));
  if (dataset.classes) {
    const ClassRange& range = *dataset.classes;
    spec.classes =
        static_cast<int>(data.number("classes", narrowed("data.classes", range.fallback, range.min, range.max)));
  } else {
    refuse(data, {"classes"}, Message::classesOfRegressionSet, {{"dataset", spec.dataset}});
  }
  spec.standardize = dataset.standardize;
  refuse(data, {"columns", "testInputs", "testTargets", "columnNames", "classNames", "domain", "missing"},
         Message::givenWithoutRows);
}

}  // namespace

const char* defaultDataset(Task task) { return task == Task::classification ? "spiral" : "plane"; }

DataSpec readData(const Value* value, std::optional<Task>& task) {
  static const Value nothing = Value::object();
  ObjectReader data(value ? *value : nothing, "data");
  DataSpec spec;
  const bool own = data.take("inputs") || data.take("targets");
  if (own) {
    refuse(data, {"dataset", "samples", "noise"}, Message::givenWithRows);
    if (!task) task = Task::classification;
    readOwnRows(data, *task, spec);
  } else {
    readDataset(data, task, spec);
  }
  if (const Value* standardize = data.take("standardize"))
    spec.standardize = readBoolean(*standardize, data.path("standardize"));
  spec.seed = static_cast<std::uint32_t>(data.number("seed", setting("data.seed").parameter));

  const bool testGiven = own && spec.own->testInputs;
  Parameter share = setting("data.trainFraction").parameter;
  if (testGiven) share.fallback = 1;
  spec.trainFraction = data.number("trainFraction", share);
  if (testGiven && spec.trainFraction != 1)
    throw ExperimentError(data.path("trainFraction"), Message::testRowsGiven, {{"given", spec.trainFraction}});
  data.finish();

  const int rows = own ? completeRows(spec.own->inputs, spec.own->targets) : spec.samples;
  if (rows == 0) throw ExperimentError(data.path("inputs"), Message::noCompleteRow);
  if (testGiven && completeRows(*spec.own->testInputs, *spec.own->testTargets) == 0)
    throw ExperimentError(data.path("testInputs"), Message::noCompleteRow);
  if (trainingRows(rows, spec.trainFraction) == 0)
    throw ExperimentError(data.path("trainFraction"), Message::noTrainingRow,
                          {{"given", spec.trainFraction}, {"rows", rows}});
  return spec;
}

int columnCount(const DataSpec& spec) {
  if (spec.own) return spec.own->inputs.columns;
  return static_cast<int>(find(datasets(), spec.dataset, "data.dataset").columns.size());
}

}  // namespace gp
