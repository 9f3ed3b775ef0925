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
    pass.forward(parameters, Tile<T>::of(rows, start, std::min<std::ptrdiff_t>(Tile<T>::most, count - start)));
    each(start, pass);
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
  forEachTile(shape, loss, parameters, inputs, [&](std::ptrdiff_t start, const Pass<T>& pass) {
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
  forEachTile(shape, loss, parameters, inputs, [&](std::ptrdiff_t start, const Pass<T>& pass) {
    putRows(pass.outputs(), pass, shape.outputs(), outputs.data() + start * shape.outputs());
  });
  return outputs;
}

template LayerValues layerValues<float>(const Shape&, const Loss&, const float*, const std::vector<double>&);
template LayerValues layerValues<double>(const Shape&, const Loss&, const double*, const std::vector<double>&);
template std::vector<float> outputValues<float>(const Shape&, const Loss&, const float*, const std::vector<double>&);
template std::vector<double> outputValues<double>(const Shape&, const Loss&, const double*, const std::vector<double>&);

}  // namespace gp
