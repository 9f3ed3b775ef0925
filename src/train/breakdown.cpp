#include "train/breakdown.h"

#include <cmath>

#include "nn/measure.h"

namespace gp {
namespace {

template <class T>
bool isFinite(T number) {
  return std::isfinite(static_cast<double>(number));
}

Place placeOf(const Shape& shape, std::size_t layer, std::ptrdiff_t parameter) {
  const Layer& one = shape.layers[layer];
  const auto number = static_cast<int>(layer) + 1;
  if (parameter >= one.biases) return {number, static_cast<int>(parameter - one.biases) + 1, Place::bias};
  const std::ptrdiff_t weight = parameter - one.weights;
  return {number, static_cast<int>(weight / one.inputs) + 1, static_cast<int>(weight % one.inputs) + 1};
}

template <class T>
bool locateInLayer(const Shape& shape, std::size_t layer, const std::vector<T>& numbers, Divergence& divergence) {
  const Layer& one = shape.layers[layer];
  for (std::ptrdiff_t i = one.weights; i < one.biases + one.units; ++i) {
    const T number = numbers[static_cast<std::size_t>(i)];
    if (isFinite(number)) continue;
    divergence.value = static_cast<double>(number);
    divergence.place = placeOf(shape, layer, i);
    return true;
  }
  return false;
}

/// The first unit of a pass that is not finite, where it lies in a layer before that of `known`.
template <class T>
void lookThrough(const Shape& shape, const Pass<T>& pass, std::optional<Place>& known) {
  for (std::size_t l = 0; l < shape.layers.size(); ++l) {
    const auto number = static_cast<int>(l) + 1;
    if (known && known->layer <= number) return;
    for (std::ptrdiff_t u = 0; u < shape.layers[l].units; ++u)
      for (std::ptrdiff_t s = 0; s < pass.count(); ++s) {
        const std::ptrdiff_t at = u * pass.stride() + s;
        const bool readsZ = l + 1 == shape.layers.size();  // losses do; an infinite Z under tanh is a sound A
        if (isFinite(pass.activations(l)[at]) && !(readsZ && !isFinite(pass.preActivations(l)[at]))) continue;
        known = Place{number, static_cast<int>(u) + 1, Place::wholeUnit};
        return;
      }
  }
}

}  // namespace

template <class T>
bool locateParameter(const Shape& shape, const std::vector<T>& parameters, Divergence& divergence) {
  divergence.quantity = Divergence::Quantity::parameter;
  for (std::size_t l = 0; l < shape.layers.size(); ++l)
    if (locateInLayer(shape, l, parameters, divergence)) return true;
  return false;
}

template <class T>
bool locateGradient(const Shape& shape, const std::vector<T>& gradient, Divergence& divergence) {
  divergence.quantity = Divergence::Quantity::gradient;
  for (std::size_t l = shape.layers.size(); l-- > 0;)
    if (locateInLayer(shape, l, gradient, divergence)) return true;
  return false;
}

template <class T>
void locateInNextBatch(Descent<T>& descent, const Shape& shape, const Loss& loss, Divergence& divergence) {
  Pass<T> pass(shape, loss, Pass<T>::Keep::everything);
  Random dropout(descent.state().dropout);
  bool drops = false;
  for (const Layer& layer : shape.layers) drops = drops || layer.dropout > 0;
  std::vector<T> gradient(descent.state().parameters.size());
  std::optional<Place> unit;
  descent.batchGradient(pass, drops ? &dropout : nullptr, gradient.data(),
                        [&](std::int64_t) { lookThrough(shape, pass, unit); });
  if (divergence.quantity == Divergence::Quantity::loss) divergence.place = unit;
  if (divergence.quantity != Divergence::Quantity::gradient) return;
  descent.forgetFixed(gradient.data());
  locateGradient(shape, gradient, divergence);
}

template <class T>
std::optional<Place> locateUnit(const Shape& shape, const Loss& loss, const T* parameters, const Rows<T>& rows) {
  Pass<T> pass(shape, loss, Pass<T>::Keep::everything);
  std::optional<Place> unit;
  walk<T>(pass, parameters, rows, nullptr,
          [&](std::ptrdiff_t, const Pass<T>& done, const T*) { lookThrough(shape, done, unit); });
  return unit;
}

template bool locateParameter<float>(const Shape&, const std::vector<float>&, Divergence&);
template bool locateParameter<double>(const Shape&, const std::vector<double>&, Divergence&);
template bool locateGradient<float>(const Shape&, const std::vector<float>&, Divergence&);
template bool locateGradient<double>(const Shape&, const std::vector<double>&, Divergence&);
template void locateInNextBatch<float>(Descent<float>&, const Shape&, const Loss&, Divergence&);
template void locateInNextBatch<double>(Descent<double>&, const Shape&, const Loss&, Divergence&);
template std::optional<Place> locateUnit<float>(const Shape&, const Loss&, const float*, const Rows<float>&);
template std::optional<Place> locateUnit<double>(const Shape&, const Loss&, const double*, const Rows<double>&);

}  // namespace gp
