#include "analysis/layer_values.h"

#include <algorithm>

#include "analysis/question.h"
#include "base/sizes.h"

namespace gp {
namespace {

/// Forward passes over rows of network inputs, tile by tile.
template <class T, class Each>
void forEachTile(const Shape& shape, const Loss& loss, const T* parameters, const std::vector<double>& inputs,
                 Each each) {
  const auto count = static_cast<int>(inputs.size()) / shape.inputs();
  const Rows<T> rows(inputs.data(), nullptr, count, shape.inputs(), shape.outputs());
  Pass<T> pass(shape, loss, Pass<T>::Keep::everything);
  for (std::ptrdiff_t start = 0; start < count; start += Tile<T>::most) {
    const Tile<T> tile = Tile<T>::of(rows, start, std::min<std::ptrdiff_t>(Tile<T>::most, count - start));
    pass.forward(parameters, tile);
    each(start, pass, tile);
  }
}

/// From the pass's [units][samples] to row by row.
template <class T, class To>
void putRows(const T* from, const Pass<T>& pass, std::ptrdiff_t units, To* rows) {
  for (std::ptrdiff_t s = 0; s < pass.count(); ++s)
    for (std::ptrdiff_t u = 0; u < units; ++u) rows[s * units + u] = static_cast<To>(from[u * pass.stride() + s]);
}

}  // namespace

template <class T>
LayerValues layerValues(const Shape& shape, const Loss& loss, const T* parameters, const std::vector<double>& inputs) {
  const std::size_t rows = inputs.size() / static_cast<std::size_t>(shape.inputs());
  LayerValues values;
  for (const Layer& layer : shape.layers) {
    values.preActivations.emplace_back(rows * static_cast<std::size_t>(layer.units));
    values.activations.emplace_back(rows * static_cast<std::size_t>(layer.units));
  }
  forEachTile(shape, loss, parameters, inputs, [&](std::ptrdiff_t start, const Pass<T>& pass, const Tile<T>&) {
    for (std::size_t l = 0; l < shape.layers.size(); ++l) {
      const std::ptrdiff_t units = shape.layers[l].units;
      putRows(pass.preActivations(l), pass, units, values.preActivations[l].data() + start * units);
      putRows(pass.activations(l), pass, units, values.activations[l].data() + start * units);
    }
  });
  return values;
}

template <class T>
std::vector<T> outputValues(const Shape& shape, const Loss& loss, const T* parameters,
                            const std::vector<double>& inputs) {
  const auto units = static_cast<std::size_t>(shape.outputs());
  std::vector<T> outputs(inputs.size() / static_cast<std::size_t>(shape.inputs()) * units);
  forEachTile(shape, loss, parameters, inputs, [&](std::ptrdiff_t start, const Pass<T>& pass, const Tile<T>&) {
    putRows(pass.outputs(), pass, shape.outputs(), outputs.data() + start * shape.outputs());
  });
  return outputs;
}

template <class T>
std::vector<T> outputParts(const Shape& shape, const Loss& loss, const T* parameters,
                           const std::vector<double>& inputs) {
  const Layer& last = shape.layers.back();
  const std::size_t hidden = shape.layers.size() - 1;
  const auto rows = static_cast<std::ptrdiff_t>(inputs.size()) / shape.inputs();
  const std::ptrdiff_t weights = static_cast<std::ptrdiff_t>(last.units) * last.inputs;
  std::vector<T> parts(static_cast<std::size_t>(weights * rows));
  forEachTile(shape, loss, parameters, inputs, [&](std::ptrdiff_t start, const Pass<T>& pass, const Tile<T>& tile) {
    const T* read = hidden ? pass.passedOn(hidden - 1) : tile.inputs;
    const std::ptrdiff_t stride = hidden ? pass.stride() : tile.inputStride;
    for (std::ptrdiff_t w = 0; w < weights; ++w) {
      const T weight = parameters[last.weights + w];
      const T* from = read + w % last.inputs * stride;
      T* to = parts.data() + w * rows + start;
      for (std::ptrdiff_t s = 0; s < pass.count(); ++s) to[s] = weight * from[s];
    }
  });
  return parts;
}

template LayerValues layerValues<float>(const Shape&, const Loss&, const float*, const std::vector<double>&);
template LayerValues layerValues<double>(const Shape&, const Loss&, const double*, const std::vector<double>&);
template std::vector<float> outputValues<float>(const Shape&, const Loss&, const float*, const std::vector<double>&);
template std::vector<double> outputValues<double>(const Shape&, const Loss&, const double*, const std::vector<double>&);
template std::vector<float> outputParts<float>(const Shape&, const Loss&, const float*, const std::vector<double>&);
template std::vector<double> outputParts<double>(const Shape&, const Loss&, const double*, const std::vector<double>&);

namespace {

/// Refuses what would not fit: the inputs as a pass reads them, and the values of all `units` for every row.
void checkRoom(const Shape& shape, const std::vector<double>& inputs, std::size_t units, const char* path) {
  const auto width = static_cast<std::ptrdiff_t>(shape.inputs());
  const std::size_t rows = inputs.size() / static_cast<std::size_t>(width);
  const std::size_t read = static_cast<std::size_t>(std::max<std::ptrdiff_t>(roundUpToLanes(width), shape.outputs()));
  lengthOf({rows + static_cast<std::size_t>(slack), read}, sizeof(double), path);
  lengthOf({rows, units}, sizeof(double), path);
}

std::size_t unitCount(const Shape& shape) {
  std::size_t units = 0;
  for (const Layer& layer : shape.layers) units += static_cast<std::size_t>(layer.units);
  return units;
}

template <class T>
LayerValues valuesOf(const Run<T>& run, const std::vector<double>& inputs, const char* path) {
  checkRoom(run.shape(), inputs, 2 * unitCount(run.shape()), path);
  return layerValues(run.shape(), run.loss(), run.descent().state().parameters.data(), inputs);
}

template <class T>
std::vector<double> featuresAt(const Run<T>& run, const Arguments& given) {
  return toFeatures(run.features(), given.rows("points", run.features().columns()));
}

template <class T>
Value typedList(const std::vector<std::vector<double>>& lists) {
  Value value = Value::list();
  for (const std::vector<double>& one : lists) value.push(Value::typed(std::vector<T>(one.begin(), one.end())));
  return value;
}

}  // namespace

Question forwardQuestion() {
  return frameQuestion("forward", {"inputs"}, [](auto asked, const Arguments& given) {
    using T = typename decltype(asked)::Number;
    const LayerValues values = valuesOf(asked.run, given.rows("inputs", asked.run.features().count()), "inputs");
    return Value::object()
        .set("preActivations", typedList<T>(values.preActivations))
        .set("activations", typedList<T>(values.activations));
  });
}

Question activationsAtQuestion() {
  return frameQuestion("activationsAt", {"points"}, [](auto asked, const Arguments& given) {
    using T = typename decltype(asked)::Number;
    std::vector<double> inputs = featuresAt(asked.run, given);
    std::vector<std::vector<double>> lists = valuesOf(asked.run, inputs, "points").activations;
    lists.insert(lists.begin(), std::move(inputs));
    return typedList<T>(lists);
  });
}

Question preActivationsAtQuestion() {
  return frameQuestion("preActivationsAt", {"points"}, [](auto asked, const Arguments& given) {
    using T = typename decltype(asked)::Number;
    return typedList<T>(valuesOf(asked.run, featuresAt(asked.run, given), "points").preActivations);
  });
}

Question outputPartsAtQuestion() {
  return frameQuestion("outputPartsAt", {"points"}, [](auto asked, const Arguments& given) {
    const auto& run = asked.run;
    const std::vector<double> inputs = featuresAt(run, given);
    const Layer& last = run.shape().layers.back();
    const std::size_t parts = static_cast<std::size_t>(last.units) * static_cast<std::size_t>(last.inputs);
    checkRoom(run.shape(), inputs, parts, "points");
    return Value::typed(outputParts(run.shape(), run.loss(), run.descent().state().parameters.data(), inputs));
  });
}

Question predictQuestion() {
  return frameQuestion("predict", {"points"}, [](auto asked, const Arguments& given) {
    const auto& run = asked.run;
    const std::vector<double> inputs = featuresAt(run, given);
    checkRoom(run.shape(), inputs, static_cast<std::size_t>(run.shape().outputs()), "points");
    return Value::typed(outputValues(run.shape(), run.loss(), run.descent().state().parameters.data(), inputs));
  });
}

}  // namespace gp
