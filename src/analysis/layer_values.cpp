#include "analysis/layer_values.h"

#include <algorithm>

#include "analysis/question.h"
#include "base/sizes.h"

namespace gp {
namespace {

/// Forward passes over rows of network inputs, tile by tile. @param pass  of the plan
template <class T, class Each>
void forEachTile(const NetworkPlan& plan, Pass<T>& pass, const T* parameters, const std::vector<double>& inputs,
                 Each each) {
  const std::ptrdiff_t width = plan.inputs();
  const auto count = static_cast<std::ptrdiff_t>(inputs.size()) / width;
  std::vector<T> byFeature(static_cast<std::size_t>(width * Tile<T>::most + slack));
  for (std::ptrdiff_t start = 0; start < count; start += Tile<T>::most) {
    const std::ptrdiff_t rows = std::min<std::ptrdiff_t>(Tile<T>::most, count - start);
    for (std::ptrdiff_t s = 0; s < roundUpToLanes(rows); ++s) {
      const double* row = inputs.data() + (start + std::min(s, rows - 1)) * width;
      for (std::ptrdiff_t k = 0; k < width; ++k)
        byFeature[static_cast<std::size_t>(k * Tile<T>::most + s)] = static_cast<T>(row[k]);
    }
    Tile<T> tile;
    tile.inputs = byFeature.data();
    tile.inputStride = Tile<T>::most;
    tile.count = rows;
    pass.forward(parameters, tile, nullptr, false);
    each(start, pass);
  }
}

/// From the pass's [units][samples] to row by row.
template <class T>
void putRows(const T* from, const Pass<T>& pass, std::ptrdiff_t units, T* rows) {
  const std::ptrdiff_t count = pass.count();
  const std::ptrdiff_t stride = pass.stride();
  for (std::ptrdiff_t s = 0; s < count; ++s)
    for (std::ptrdiff_t u = 0; u < units; ++u) rows[s * units + u] = from[u * stride + s];
}

}  // namespace

template <class T>
LayerValues<T> layerValues(const NetworkPlan& plan, const Loss& loss, const T* parameters,
                           const std::vector<double>& inputs) {
  const std::size_t rows = inputs.size() / static_cast<std::size_t>(plan.inputs());
  LayerValues<T> values;
  for (std::size_t l = 0; l < plan.layers.size(); ++l) {
    values.preActivations.emplace_back(rows * static_cast<std::size_t>(plan.unitsOf(l)));
    values.activations.emplace_back(rows * static_cast<std::size_t>(plan.unitsOf(l)));
  }
  Pass<T> own(plan, loss, Pass<T>::Keep::everything);
  forEachTile(plan, own, parameters, inputs, [&](std::ptrdiff_t start, const Pass<T>& pass) {
    for (std::size_t l = 0; l < plan.layers.size(); ++l) {
      const std::ptrdiff_t units = plan.unitsOf(l);
      putRows(pass.preActivations(l), pass, units, values.preActivations[l].data() + start * units);
      putRows(pass.activations(l), pass, units, values.activations[l].data() + start * units);
    }
  });
  return values;
}

template <class T>
std::vector<T> outputValues(const NetworkPlan& plan, Pass<T>& own, const T* parameters,
                            const std::vector<double>& inputs) {
  const auto units = static_cast<std::size_t>(plan.outputs());
  std::vector<T> outputs(inputs.size() / static_cast<std::size_t>(plan.inputs()) * units);
  forEachTile(plan, own, parameters, inputs, [&](std::ptrdiff_t start, const Pass<T>& pass) {
    putRows(pass.outputs(), pass, plan.outputs(), outputs.data() + start * plan.outputs());
  });
  return outputs;
}

template <class T>
std::vector<T> outputParts(const NetworkPlan& plan, const Loss& loss, const T* parameters,
                           const std::vector<double>& inputs) {
  const std::size_t last = plan.layers.size() - 1;
  const Block& block = plan.blocks[static_cast<std::size_t>(plan.layers[last].firstBlock)];
  const auto rows = static_cast<std::ptrdiff_t>(inputs.size()) / plan.inputs();
  std::vector<T> parts(static_cast<std::size_t>(block.size() * rows));
  Pass<T> own(plan, loss, Pass<T>::Keep::everything);
  forEachTile(plan, own, parameters, inputs, [&](std::ptrdiff_t start, const Pass<T>& pass) {
    const Panel<const T> read = pass.inputs(last);
    for (std::ptrdiff_t w = 0; w < block.size(); ++w) {
      const T weight = parameters[block.offset + w];
      const T* from = read.rows + w % block.rowSize() * read.stride;
      T* to = parts.data() + w * rows + start;
      for (std::ptrdiff_t s = 0; s < pass.count(); ++s) to[s] = weight * from[s];
    }
  });
  return parts;
}

template LayerValues<float> layerValues(const NetworkPlan&, const Loss&, const float*, const std::vector<double>&);
template LayerValues<double> layerValues(const NetworkPlan&, const Loss&, const double*, const std::vector<double>&);
template std::vector<float> outputValues<float>(const NetworkPlan&, Pass<float>&, const float*,
                                                const std::vector<double>&);
template std::vector<double> outputValues<double>(const NetworkPlan&, Pass<double>&, const double*,
                                                  const std::vector<double>&);
template std::vector<float> outputParts<float>(const NetworkPlan&, const Loss&, const float*,
                                               const std::vector<double>&);
template std::vector<double> outputParts<double>(const NetworkPlan&, const Loss&, const double*,
                                                 const std::vector<double>&);

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
LayerValues<T> valuesOf(const Run<T>& run, const std::vector<double>& inputs, const char* path) {
  checkRoom(run.plan(), inputs, 2 * unitCount(run.plan()), path);
  return layerValues(run.plan(), run.loss(), run.descent().state().parameters.data(), inputs);
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
    auto values = valuesOf(asked.run, given.rows("inputs", asked.run.features().count()), "inputs");
    return Value::object()
        .set("preActivations", typedList(std::move(values.preActivations)))
        .set("activations", typedList(std::move(values.activations)));
  });
}

Question activationsAtQuestion() {
  return frameQuestion("activationsAt", {"points"}, [](auto asked, const Arguments& given) {
    using T = typename decltype(asked)::Number;
    const std::vector<double> inputs = featuresAt(asked.run, given);
    std::vector<std::vector<T>> lists = valuesOf(asked.run, inputs, "points").activations;
    lists.emplace(lists.begin(), inputs.begin(), inputs.end());
    return typedList(std::move(lists));
  });
}

Question preActivationsAtQuestion() {
  return frameQuestion("preActivationsAt", {"points"}, [](auto asked, const Arguments& given) {
    return typedList(valuesOf(asked.run, featuresAt(asked.run, given), "points").preActivations);
  });
}

Question outputPartsAtQuestion() {
  return frameQuestion("outputPartsAt", {"points"}, [](auto asked, const Arguments& given) {
    const auto& run = asked.run;
    const std::vector<double> inputs = featuresAt(run, given);
    const std::size_t last = run.plan().layers.size() - 1;
    const std::size_t parts =
        static_cast<std::size_t>(run.plan().unitsOf(last)) * static_cast<std::size_t>(run.plan().inputsOf(last));
    checkRoom(run.plan(), inputs, parts, "points");
    return Value::typed(outputParts(run.plan(), run.loss(), run.descent().state().parameters.data(), inputs));
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
