// Questions that a run answers from what it holds: its data, where it stands, its parameters.
#include <cmath>

#include "analysis/layers.h"
#include "analysis/question.h"
#include "data/data_part.h"

namespace gp {
namespace {

Value orNull(double number) { return std::isnan(number) ? Value() : Value(number); }

template <class T>
std::size_t parameterCount(const Run<T>& run) {
  return static_cast<std::size_t>(run.plan().trainable);
}

template <class T>
Value progressOf(Run<T>& run) {
  run.settle();
  const Measures& now = run.measures();
  const DescentState<T>& state = run.descent().state();
  Value value = Value::object();
  value.set("epoch", static_cast<double>(state.epoch))
      .set("step", static_cast<double>(state.step))
      .set("status", nameOf(run.status()))
      .set("trainLoss", now.train.loss)
      .set("testLoss", run.testRows().count ? Value(now.test.loss) : Value())
      .set("trainMetric", orNull(now.train.metric))
      .set("testMetric", orNull(now.test.metric))
      .set("gradientNorm", now.gradientNorm)
      .set("learningRate", run.descent().learningRate());
  if (run.experiment().task == Task::regression) {
    value.set("trainError", now.train.error);
    value.set("testError", orNull(now.test.error));
  }
  if (run.reason()) value.set("reason", toValue(*run.reason()));
  return value;
}

Value layersOf(const NetworkPlan& plan) {
  Value list = Value::list();
  for (std::size_t l = 0; l < plan.layers.size(); ++l) list.push(describeLayer(plan, l));
  return list;
}

}  // namespace

Question dataQuestion() {
  return frameQuestion("data", {}, [](auto asked, const Arguments&) {
    return dataPart(asked.run.data(), asked.run.experiment().precision);
  });
}

Question layersQuestion() {
  return frameQuestion("layers", {}, [](auto asked, const Arguments&) { return layersOf(asked.run.plan()); });
}

Question progressQuestion() {
  return frameQuestion("progress", {}, [](auto asked, const Arguments&) { return progressOf(asked.run); });
}

Question historyQuestion() {
  return frameQuestion("history", {"fromEpoch"}, [](auto asked, const Arguments& given) {
    const double from = given.has("fromEpoch") ? given.number("fromEpoch") : 0;
    if (std::isnan(from)) throw ExperimentError("fromEpoch", Message::notNumbers, {{"given", from}});
    auto& run = asked.run;
    return run.historyUpToNow().toValue(run.experiment().task == Task::regression, run.testRows().count > 0, from);
  });
}

Question parametersQuestion() {
  return frameQuestion("parameters", {}, [](auto asked, const Arguments&) {
    return typedNumbers(asked.run.descent().parameters(), parameterCount(asked.run));
  });
}

Question initialParametersQuestion() {
  return frameQuestion("initialParameters", {}, [](auto asked, const Arguments&) {
    return typedNumbers(asked.run.descent().initialParameters(), parameterCount(asked.run));
  });
}

Question fixedQuestion() {
  return frameQuestion("fixed", {},
                       [](auto asked, const Arguments&) { return Value::typed(asked.run.descent().fixed()); });
}

Question lastChangeQuestion() {
  return frameQuestion("lastChange", {},
                       [](auto asked, const Arguments&) { return Value::typed(asked.run.descent().lastChange()); });
}

Question gradientsQuestion() {
  return frameQuestion("gradients", {}, [](auto asked, const Arguments&) {
    return typedNumbers(asked.run.gradients(), parameterCount(asked.run));
  });
}

Question objectiveQuestion() {
  return frameQuestion("objective", {},
                       [](auto asked, const Arguments&) { return Value(asked.run.measures().objective); });
}

Question nextBatchQuestion() {
  return frameQuestion("nextBatch", {},
                       [](auto asked, const Arguments&) { return Value::typed(asked.run.descent().nextBatch()); });
}

}  // namespace gp
