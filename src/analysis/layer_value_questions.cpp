// What is asked about the layers' values at any rows.
#include <algorithm>

#include "analysis/layer_values.h"
#include "analysis/question.h"
#include "base/sizes.h"

namespace gp {
namespace {

/// Refuses what would not fit: the inputs as a pass reads them, and the values of all `units` for every row.
void checkRoom(const NetworkPlan& plan, const std::vector<double>& inputs, std::size_t units, const char* path) {
  const auto width = static_cast<std::ptrdiff_t>(plan.inputs());
  const std::size_t rows = inputs.size() / static_cast<std::size_t>(width);
  const std::size_t read = static_cast<std::size_t>(std::max<std::ptrdiff_t>(roundUpToLanes(width), plan.outputs()));
  lengthOf({rows + static_cast<std::size_t>(slack), read}, sizeof(double), path);
  lengthOf({rows, units}, sizeof(double), path);
}

std::size_t unitCount(const NetworkPlan& plan) {
  std::size_t units = 0;
  for (std::size_t l = 0; l < plan.layers.size(); ++l) units += static_cast<std::size_t>(plan.unitsOf(l));
  return units;
}

template <class T>
LayerValues<T> valuesOf(Run<T>& run, const std::vector<double>& inputs, const char* path, Wanted wanted) {
  checkRoom(run.plan(), inputs, 2 * unitCount(run.plan()), path);
  Pass<T>& pass = wanted == Wanted::activations ? run.pass() : run.wholePass();
  return layerValues(run.plan(), pass, run.descent().state().parameters.data(), inputs, wanted);
}

template <class T>
std::vector<double> featuresAt(const Run<T>& run, const Arguments& given) {
  return toFeatures(run.features(), given.rows("points", run.features().columns()));
}

template <class T>
Value typedList(std::vector<std::vector<T>> lists) {
  Value value = Value::list();
  for (std::vector<T>& one : lists) value.push(Value::typed(std::move(one)));
  return value;
}

}  // namespace

Question forwardQuestion() {
  return frameQuestion("forward", {"inputs"}, [](auto asked, const Arguments& given) {
    auto values = valuesOf(asked.run, given.rows("inputs", asked.run.features().count()), "inputs", Wanted::both);
    return Value::object()
        .set("preActivations", typedList(std::move(values.preActivations)))
        .set("activations", typedList(std::move(values.activations)));
  });
}

Question activationsAtQuestion() {
  return frameQuestion("activationsAt", {"points"}, [](auto asked, const Arguments& given) {
    using T = typename decltype(asked)::Number;
    const std::vector<double> inputs = featuresAt(asked.run, given);
    std::vector<std::vector<T>> lists = valuesOf(asked.run, inputs, "points", Wanted::activations).activations;
    lists.emplace(lists.begin(), inputs.begin(), inputs.end());
    return typedList(std::move(lists));
  });
}

Question preActivationsAtQuestion() {
  return frameQuestion("preActivationsAt", {"points"}, [](auto asked, const Arguments& given) {
    const std::vector<double> inputs = featuresAt(asked.run, given);
    return typedList(valuesOf(asked.run, inputs, "points", Wanted::preActivations).preActivations);
  });
}

Question outputPartsAtQuestion() {
  return frameQuestion("outputPartsAt", {"points"}, [](auto asked, const Arguments& given) {
    auto& run = asked.run;
    const std::vector<double> inputs = featuresAt(run, given);
    const std::size_t last = run.plan().layers.size() - 1;
    const std::size_t parts =
        static_cast<std::size_t>(run.plan().unitsOf(last)) * static_cast<std::size_t>(run.plan().inputsOf(last));
    checkRoom(run.plan(), inputs, parts, "points");
    return Value::typed(outputParts(run.plan(), run.pass(), run.descent().state().parameters.data(), inputs));
  });
}

Question predictQuestion() {
  return frameQuestion("predict", {"points"}, [](auto asked, const Arguments& given) {
    auto& run = asked.run;
    const std::vector<double> inputs = featuresAt(run, given);
    checkRoom(run.plan(), inputs, static_cast<std::size_t>(run.plan().outputs()), "points");
    return Value::typed(outputValues(run.plan(), run.pass(), run.descent().state().parameters.data(), inputs));
  });
}

}  // namespace gp
