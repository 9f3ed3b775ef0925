#include "analysis/layer_values.h"

#include <algorithm>

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
LayerValues<T> layerValues(const NetworkPlan& plan, Pass<T>& own, const T* parameters,
                           const std::vector<double>& inputs, Wanted wanted) {
  const std::size_t rows = inputs.size() / static_cast<std::size_t>(plan.inputs());
  const bool z = wanted != Wanted::activations;
  const bool a = wanted != Wanted::preActivations;
  LayerValues<T> values;
  for (std::size_t l = 0; l < plan.layers.size(); ++l) {
    const std::size_t numbers = rows * static_cast<std::size_t>(plan.unitsOf(l));
    if (z) values.preActivations.emplace_back(numbers);
    if (a) values.activations.emplace_back(numbers);
  }
  forEachTile(plan, own, parameters, inputs, [&](std::ptrdiff_t start, const Pass<T>& pass) {
    for (std::size_t l = 0; l < plan.layers.size(); ++l) {
      const std::ptrdiff_t units = plan.unitsOf(l);
      if (z) putRows(pass.preActivations(l), pass, units, values.preActivations[l].data() + start * units);
      if (a) putRows(pass.activations(l), pass, units, values.activations[l].data() + start * units);
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
std::vector<T> outputParts(const NetworkPlan& plan, Pass<T>& own, const T* parameters,
                           const std::vector<double>& inputs) {
  const std::size_t last = plan.layers.size() - 1;
  const Block& block = plan.blocks[static_cast<std::size_t>(plan.layers[last].firstBlock)];
  const auto rows = static_cast<std::ptrdiff_t>(inputs.size()) / plan.inputs();
  std::vector<T> parts(static_cast<std::size_t>(block.size() * rows));
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

template LayerValues<float> layerValues(const NetworkPlan&, Pass<float>&, const float*, const std::vector<double>&,
                                        Wanted);
template LayerValues<double> layerValues(const NetworkPlan&, Pass<double>&, const double*, const std::vector<double>&,
                                         Wanted);
template std::vector<float> outputValues<float>(const NetworkPlan&, Pass<float>&, const float*,
                                                const std::vector<double>&);
template std::vector<double> outputValues<double>(const NetworkPlan&, Pass<double>&, const double*,
                                                  const std::vector<double>&);
template std::vector<float> outputParts<float>(const NetworkPlan&, Pass<float>&, const float*,
                                               const std::vector<double>&);
template std::vector<double> outputParts<double>(const NetworkPlan&, Pass<double>&, const double*,
                                                 const std::vector<double>&);

}  // namespace gp
