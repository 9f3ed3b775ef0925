#include "analysis/layer_values.h"

#include <algorithm>

namespace gp {
namespace {

/// Forward passes over rows of network inputs, tile by tile.
template <class T, class Each>
void forEachTile(const NetworkPlan& plan, const Loss& loss, const T* parameters, const std::vector<double>& inputs,
                 Each each) {
  const auto count = static_cast<int>(inputs.size()) / plan.inputs();
  const Rows<T> rows(inputs.data(), nullptr, count, plan.inputs(), plan.outputs());
  Pass<T> pass(plan, loss, Pass<T>::Keep::everything);
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
LayerValues layerValues(const NetworkPlan& plan, const Loss& loss, const T* parameters,
                        const std::vector<double>& inputs) {
  const std::size_t rows = inputs.size() / static_cast<std::size_t>(plan.inputs());
  LayerValues values;
  for (std::size_t l = 0; l < plan.layers.size(); ++l) {
    values.preActivations.emplace_back(rows * static_cast<std::size_t>(plan.unitsOf(l)));
    values.activations.emplace_back(rows * static_cast<std::size_t>(plan.unitsOf(l)));
  }
  forEachTile(plan, loss, parameters, inputs, [&](std::ptrdiff_t start, const Pass<T>& pass) {
    for (std::size_t l = 0; l < plan.layers.size(); ++l) {
      const std::ptrdiff_t units = plan.unitsOf(l);
      putRows(pass.preActivations(l), pass, units, values.preActivations[l].data() + start * units);
      putRows(pass.activations(l), pass, units, values.activations[l].data() + start * units);
    }
  });
  return values;
}

template <class T>
std::vector<T> outputValues(const NetworkPlan& plan, const Loss& loss, const T* parameters,
                            const std::vector<double>& inputs) {
  const auto units = static_cast<std::size_t>(plan.outputs());
  std::vector<T> outputs(inputs.size() / static_cast<std::size_t>(plan.inputs()) * units);
  forEachTile(plan, loss, parameters, inputs, [&](std::ptrdiff_t start, const Pass<T>& pass) {
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
  forEachTile(plan, loss, parameters, inputs, [&](std::ptrdiff_t start, const Pass<T>& pass) {
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

template LayerValues layerValues<float>(const NetworkPlan&, const Loss&, const float*, const std::vector<double>&);
template LayerValues layerValues<double>(const NetworkPlan&, const Loss&, const double*, const std::vector<double>&);
template std::vector<float> outputValues<float>(const NetworkPlan&, const Loss&, const float*,
                                                const std::vector<double>&);
template std::vector<double> outputValues<double>(const NetworkPlan&, const Loss&, const double*,
                                                  const std::vector<double>&);
template std::vector<float> outputParts<float>(const NetworkPlan&, const Loss&, const float*,
                                               const std::vector<double>&);
template std::vector<double> outputParts<double>(const NetworkPlan&, const Loss&, const double*,
                                                 const std::vector<double>&);

}  // namespace gp
