#include "analysis/samples.h"

#include <cmath>

namespace gp {

template <class T>
std::vector<T> sampleLosses(Pass<T>& pass, const T* parameters, const Rows<T>& rows) {
  std::vector<T> result(static_cast<std::size_t>(rows.count));
  walk<T>(pass, parameters, rows, nullptr, [&](std::ptrdiff_t start, const Pass<T>& done, const T* losses) {
    for (std::ptrdiff_t s = 0; s < done.count(); ++s) result[static_cast<std::size_t>(start + s)] = losses[s];
  });
  return result;
}

namespace {

/// Layer, unit and input (−1: bias) of a flat index.
struct Place {
  std::size_t layer = 0;
  std::ptrdiff_t unit = 0;
  std::ptrdiff_t input = -1;
};

Place placeOf(const Shape& shape, std::ptrdiff_t parameter) {
  for (std::size_t l = 0; l < shape.layers.size(); ++l) {
    const Layer& layer = shape.layers[l];
    if (parameter < layer.biases)
      return {l, (parameter - layer.weights) / layer.inputs, (parameter - layer.weights) % layer.inputs};
    if (parameter < layer.biases + layer.units) return {l, parameter - layer.biases, -1};
  }
  throw ExperimentError("parameter", Message::pastLastParameter);
}

}  // namespace

template <class T>
std::vector<T> sampleGradients(const Shape& shape, const Loss& loss, const T* parameters, const Rows<T>& rows,
                               std::ptrdiff_t parameter) {
  std::vector<T> result(static_cast<std::size_t>(rows.count));
  Pass<T> pass(shape, loss, Pass<T>::Keep::everything);
  std::vector<T> gradient(static_cast<std::size_t>(shape.parameterCount + slack));
  const Place place = parameter < 0 ? Place{} : placeOf(shape, parameter);
  // The sum over a tile is not wanted, only δ; the scale that `walk` puts into δ is taken out again.
  const auto m = static_cast<double>(rows.count);
  walk<T>(pass, parameters, rows, gradient.data(), [&](std::ptrdiff_t start, const Pass<T>& done, const T*) {
    for (std::ptrdiff_t s = 0; s < done.count(); ++s) {
      auto inputOf = [&](std::size_t l, std::ptrdiff_t k) {
        return static_cast<double>(l == 0 ? rows.byFeature[static_cast<std::size_t>(k * rows.stride + start + s)]
                                          : done.activations(l - 1)[k * done.stride() + s]);
      };
      double value = 0;
      if (parameter >= 0) {
        const auto delta = static_cast<double>(done.delta(place.layer)[place.unit * done.stride() + s]);
        value = delta * m * (place.input < 0 ? 1.0 : inputOf(place.layer, place.input));
      } else {
        for (std::size_t l = 0; l < shape.layers.size(); ++l) {
          double deltas = 0;
          double inputs = 1;
          for (std::ptrdiff_t u = 0; u < shape.layers[l].units; ++u) {
            const auto delta = static_cast<double>(done.delta(l)[u * done.stride() + s]) * m;
            deltas += delta * delta;
          }
          for (std::ptrdiff_t k = 0; k < shape.layers[l].inputs; ++k) inputs += inputOf(l, k) * inputOf(l, k);
          value += deltas * inputs;
        }
        value = std::sqrt(value);
      }
      result[static_cast<std::size_t>(start + s)] = static_cast<T>(value);
    }
  });
  return result;
}

template <class T>
Value confusion(Pass<T>& pass, const T* parameters, const Rows<T>& rows, const Judge& judge, int classes) {
  const auto size = static_cast<std::size_t>(classes);
  std::vector<std::vector<double>> counts(size, std::vector<double>(size, 0));
  const auto outputs = static_cast<int>(rows.outputs);
  walk<T>(pass, parameters, rows, nullptr, [&](std::ptrdiff_t start, const Pass<T>& done, const T*) {
    for (std::ptrdiff_t s = 0; s < done.count(); ++s) {
      const int said = judge.classOf(done.outputs() + s, done.stride(), outputs);
      const int wanted = judge.classOf(rows.targets.data() + start + s, rows.stride, outputs);
      counts[static_cast<std::size_t>(wanted)][static_cast<std::size_t>(said)] += 1;
    }
  });
  Value table = Value::list();
  Value precision = Value::list();
  Value recall = Value::list();
  for (std::size_t c = 0; c < size; ++c) {
    double said = 0;
    double there = 0;
    for (std::size_t other = 0; other < size; ++other) {
      said += counts[other][c];
      there += counts[c][other];
    }
    precision.push(said > 0 ? Value(counts[c][c] / said) : Value());
    recall.push(there > 0 ? Value(counts[c][c] / there) : Value());
    Value row = Value::list();
    for (const double count : counts[c]) row.push(count);
    table.push(std::move(row));
  }
  return Value::object()
      .set("counts", std::move(table))
      .set("precision", std::move(precision))
      .set("recall", std::move(recall));
}

template std::vector<float> sampleLosses(Pass<float>&, const float*, const Rows<float>&);
template std::vector<double> sampleLosses(Pass<double>&, const double*, const Rows<double>&);
template std::vector<float> sampleGradients(const Shape&, const Loss&, const float*, const Rows<float>&,
                                            std::ptrdiff_t);
template std::vector<double> sampleGradients(const Shape&, const Loss&, const double*, const Rows<double>&,
                                             std::ptrdiff_t);
template Value confusion(Pass<float>&, const float*, const Rows<float>&, const Judge&, int);
template Value confusion(Pass<double>&, const double*, const Rows<double>&, const Judge&, int);

}  // namespace gp
