#include "train/breakdown.h"

#include <cmath>

#include "train/measure.h"

namespace gp {
namespace {

template <class T>
bool isFinite(T number) {
  return std::isfinite(static_cast<double>(number));
}

/// Counted from 1.
Place placeOf(const NetworkPlan& plan, std::ptrdiff_t parameter) {
  const ParameterPlace place = plan.placeOf(parameter);
  static_assert(Place::bias == 0, "a vector's place has input -1");
  return {place.layer + 1, static_cast<int>(place.unit) + 1, static_cast<int>(place.input) + 1};
}

template <class T>
bool locateInLayer(const NetworkPlan& plan, std::size_t layer, const std::vector<T>& numbers, Divergence& divergence) {
  for (std::ptrdiff_t i = plan.layers[layer].begin; i < plan.layers[layer].end; ++i) {
    const T number = numbers[static_cast<std::size_t>(i)];
    if (isFinite(number)) continue;
    divergence.value = static_cast<double>(number);
    divergence.place = placeOf(plan, i);
    return true;
  }
  return false;
}

/// The first unit of a pass that is not finite, where it lies in a layer before that of `known`.
template <class T>
void lookThrough(const NetworkPlan& plan, const Pass<T>& pass, std::optional<Place>& known) {
  for (std::size_t l = 0; l < plan.layers.size(); ++l) {
    const auto number = static_cast<int>(l) + 1;
    if (known && known->layer <= number) return;
    for (std::ptrdiff_t u = 0; u < plan.unitsOf(l); ++u)
      for (std::ptrdiff_t s = 0; s < pass.count(); ++s) {
        const std::ptrdiff_t at = u * pass.stride() + s;
        const bool readsZ = l + 1 == plan.layers.size();  // losses do; an infinite Z under tanh is a sound A
        if (isFinite(pass.activations(l)[at]) && !(readsZ && !isFinite(pass.preActivations(l)[at]))) continue;
        known = Place{number, static_cast<int>(u) + 1, Place::wholeUnit};
        return;
      }
  }
}

}  // namespace

template <class T>
bool locateParameter(const NetworkPlan& plan, const std::vector<T>& parameters, Divergence& divergence) {
  divergence.quantity = Divergence::Quantity::parameter;
  for (std::size_t l = 0; l < plan.layers.size(); ++l)
    if (locateInLayer(plan, l, parameters, divergence)) return true;
  return false;
}

template <class T>
bool locateGradient(const NetworkPlan& plan, const std::vector<T>& gradient, Divergence& divergence) {
  divergence.quantity = Divergence::Quantity::gradient;
  for (std::size_t l = plan.layers.size(); l-- > 0;)
    if (locateInLayer(plan, l, gradient, divergence)) return true;
  return false;
}

template <class T>
void locateInNextBatch(Descent<T>& descent, const NetworkPlan& plan, const Loss& loss, Divergence& divergence) {
  Pass<T> pass(plan, loss, Pass<T>::Keep::everything);
  Random dropout(descent.state().dropout);
  std::vector<T> gradient(descent.state().parameters.size());
  std::optional<Place> unit;
  descent.batchGradient(pass, plan.drops() ? &dropout : nullptr, gradient.data(),
                        [&](std::int64_t) { lookThrough(plan, pass, unit); });
  if (divergence.quantity == Divergence::Quantity::loss) divergence.place = unit;
  if (divergence.quantity != Divergence::Quantity::gradient) return;
  descent.forgetFixed(gradient.data());
  locateGradient(plan, gradient, divergence);
}

template <class T>
std::optional<Place> locateUnit(const NetworkPlan& plan, const Loss& loss, const T* parameters, const Rows<T>& rows) {
  Pass<T> pass(plan, loss, Pass<T>::Keep::everything);
  std::optional<Place> unit;
  walk<T>(pass, parameters, rows, nullptr,
          [&](std::ptrdiff_t, const Pass<T>& done, const T*) { lookThrough(plan, done, unit); });
  return unit;
}

template bool locateParameter<float>(const NetworkPlan&, const std::vector<float>&, Divergence&);
template bool locateParameter<double>(const NetworkPlan&, const std::vector<double>&, Divergence&);
template bool locateGradient<float>(const NetworkPlan&, const std::vector<float>&, Divergence&);
template bool locateGradient<double>(const NetworkPlan&, const std::vector<double>&, Divergence&);
template void locateInNextBatch<float>(Descent<float>&, const NetworkPlan&, const Loss&, Divergence&);
template void locateInNextBatch<double>(Descent<double>&, const NetworkPlan&, const Loss&, Divergence&);
template std::optional<Place> locateUnit<float>(const NetworkPlan&, const Loss&, const float*, const Rows<float>&);
template std::optional<Place> locateUnit<double>(const NetworkPlan&, const Loss&, const double*, const Rows<double>&);

}  // namespace gp
