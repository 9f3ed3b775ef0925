#include "exchange/outputs.h"

#include "base/error.h"
#include "exchange/data_reader.h"
#include "exchange/reader.h"
#include "nn/losses.h"

namespace gp {
namespace {

const char* const lossPath = "loss";
const char* const activationPath = "network.outputActivation";

struct Pair {
  const char* activation;
  const char* loss;
};

Pair defaultsFor(const Experiment& experiment) {
  if (experiment.task == Task::regression) return {"linear", "half-squared-error"};
  if (experiment.data.classes == 0) return {"sigmoid", "binary-cross-entropy"};
  if (experiment.data.classes == 2) return {"tanh", "half-squared-error"};
  return {"softmax", "cross-entropy"};
}

bool contains(const std::vector<const char*>& names, const std::string& name) {
  for (const char* one : names)
    if (name == one) return true;
  return false;
}

/// Ids of the losses for a task that go with an output activation.
std::vector<std::string> lossesFor(const char* task, const std::string& activation) {
  std::vector<std::string> ids;
  for (const Loss& loss : losses())
    if (contains(loss.tasks, task) && contains(loss.outputs, activation)) ids.emplace_back(loss.id);
  return ids;
}

}  // namespace

void readOutputs(const Value* givenActivation, const Value* givenLoss, Experiment& experiment) {
  const char* task = idOf(experiment.task);
  const Pair fallback = defaultsFor(experiment);
  std::string activation = fallback.activation;
  if (givenActivation) activation = readText(*givenActivation, activationPath);
  find(outputActivations(), activation, activationPath);
  std::string id = fallback.loss;
  if (givenLoss) {
    id = readText(*givenLoss, lossPath);
  } else {
    const std::vector<std::string> fitting = lossesFor(task, activation);
    if (fitting.empty())
      throw ExperimentError(activationPath, Message::outputOfNoLoss,
                            {{"given", activation}, {"task", wordOf(experiment.task)}});
    bool fits = false;
    for (const std::string& one : fitting) fits = fits || one == id;
    if (!fits) id = fitting.front();
  }
  const Loss& loss = find(losses(), id, lossPath);
  if (!contains(loss.tasks, task)) {
    Value tasks = Value::list();
    for (const char* each : loss.tasks) tasks.push(word(messageOf(each)));
    throw ExperimentError(lossPath, Message::lossOfOtherTask, {{"given", id}, {"tasks", tasks}, {"task", task}});
  }
  if (!givenActivation && !contains(loss.outputs, activation)) activation = loss.outputs.front();
  if (!contains(loss.outputs, activation))
    throw ExperimentError(lossPath, Message::lossAndOutput,
                          {{"given", id},
                           {"outputs", namesOf(loss.outputs)},
                           {"output", activation},
                           {"losses", namesOf(lossesFor(task, activation))}});
  experiment.loss = id;
  experiment.network.outputActivation = activation;
  const bool softmax = find(outputActivations(), activation, activationPath).kernels<double>().apply == nullptr;
  if (softmax && experiment.task == Task::classification && experiment.data.classes == 0) {
    requireOneHot(experiment.data);
    experiment.data.classes = experiment.data.own->targets.columns;
  }
}

}  // namespace gp
