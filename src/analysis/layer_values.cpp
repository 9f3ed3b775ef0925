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
    each(pass);
  }
}

/// From the pass's [units][samples] to row by row, behind what is there.
template <class T, class To>
void appendRows(const T* from, const Pass<T>& pass, std::ptrdiff_t units, std::vector<To>& rows) {
  for (std::ptrdiff_t s = 0; s < pass.count(); ++s)
    for (std::ptrdiff_t u = 0; u < units; ++u) rows.push_back(static_cast<To>(from[u * pass.stride() + s]));
}

}  // namespace

template <class T>
LayerValues layerValues(const Shape& shape, const Loss& loss, const T* parameters, const std::vector<double>& inputs) {
  const std::size_t layers = shape.layers.size();
  LayerValues values{std::vector<std::vector<double>>(layers), std::vector<std::vector<double>>(layers)};
  forEachTile(shape, loss, parameters, inputs, [&](const Pass<T>& pass) {
    for (std::size_t l = 0; l < layers; ++l) {
      appendRows(pass.preActivations(l), pass, shape.layers[l].units, values.preActivations[l]);
      appendRows(pass.activations(l), pass, shape.layers[l].units, values.activations[l]);
    }
  });
  return values;
}

template <class T>
std::vector<T> outputValues(const Shape& shape, const Loss& loss, const T* parameters,
                            const std::vector<double>& inputs) {
  std::vector<T> outputs;
  outputs.reserve(inputs.size() / static_cast<std::size_t>(shape.inputs()) * static_cast<std::size_t>(shape.outputs()));
  forEachTile(shape, loss, parameters, inputs,
              [&](const Pass<T>& pass) { appendRows(pass.outputs(), pass, shape.outputs(), outputs); });
  return outputs;
}

template LayerValues layerValues<float>(const Shape&, const Loss&, const float*, const std::vector<double>&);
template LayerValues layerValues<double>(const Shape&, const Loss&, const double*, const std::vector<double>&);
template std::vector<float> outputValues<float>(const Shape&, const Loss&, const float*, const std::vector<double>&);
template std::vector<double> outputValues<double>(const Shape&, const Loss&, const double*, const std::vector<double>&);

}  // namespace gp
