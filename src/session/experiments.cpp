// What can be asked of an experiment without a run.
#include <utility>

#include "analysis/arguments.h"
#include "data/data_part.h"
#include "data/table_files.h"
#include "exchange/experiment.h"
#include "session/memory.h"
#include "session/session.h"
#include "train/schedules.h"

namespace gp {

Value fillExperiment(const Value& experiment) { return encodeExperiment(decodeExperiment(experiment)); }

Value compareExperiments(const Value& before, const Value& after) {
  Value list = Value::list();
  for (const std::string& path : differingPaths(decodeExperiment(before), decodeExperiment(after)))
    list.push(Value::object().set("path", path).set("restarts", restartsOnChangeOf(path)));
  return list;
}

std::vector<double> scheduledRates(const Value& value, double epochs, double points) {
  if (!(epochs >= 0 && epochs <= mostUpdates))
    throw ExperimentError("epochs", Message::notInRange, {{"given", epochs}, {"min", 0}, {"max", mostUpdates}});
  const auto count = static_cast<std::size_t>(whole(points, "points", 2, 100000));
  const Experiment experiment = decodeExperiment(value);
  const Schedule& schedule = find(schedules(), experiment.schedule.name, "schedule.name");
  std::vector<double> rates(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double epoch = epochs * static_cast<double>(i) / static_cast<double>(count - 1);
    rates[i] = experiment.learningRate * schedule.factor(experiment.schedule.values, epoch);
  }
  return rates;
}

Value memoryNeeded(const Value& experiment) {
  return Value::object().set("bytes", memoryOf(decodeExperiment(experiment))).set("most", mostMemory);
}

void provideDataset(const std::string& dataset, std::string csv) { provideTable(dataset, std::move(csv)); }

Value sampleData(const Value& value) {
  const Experiment experiment = decodeExperiment(value);
  return dataPart(prepareData(experiment), experiment.precision);
}

}  // namespace gp
