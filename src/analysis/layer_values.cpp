#include "analysis/layer_values.h"

#include <algorithm>

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

}  // namespace gp
