#include "nn/penalties.h"

#include <cmath>

#include "base/lanes.h"

namespace gp {
namespace {

/// l1·sign(w) + l2·w lane by lane; a NaN gives NaN by l2·w.
template <class T>
GP_INLINE Lanes<T> penaltySlope(Lanes<T> weight, Lanes<T> l1, Lanes<T> l2) {
  const Lanes<T> zero = spread(T{0});
  const Lanes<T> pull = select<T>(weight > zero, l1, select<T>(weight < zero, -l1, zero));
  return pull + l2 * weight;
}

}  // namespace

template <class T>
void addPenaltyGradient(const T* weights, T* gradient, std::ptrdiff_t count, double l1, double l2) {
  const Lanes<T> l1Lanes = spread(static_cast<T>(l1));
  const Lanes<T> l2Lanes = spread(static_cast<T>(l2));
  std::ptrdiff_t i = 0;
  for (; i + laneCount <= count; i += laneCount) {
    store(gradient + i, load(gradient + i) + penaltySlope<T>(load(weights + i), l1Lanes, l2Lanes));
  }
  // Behind the weights stand the biases: the rest goes one by one.
  for (; i < count; ++i) gradient[i] = gradient[i] + penaltySlope<T>(spread(weights[i]), l1Lanes, l2Lanes)[0];
}

template <class T>
double penalty(const T* weights, std::ptrdiff_t count, double l1, double l2) {
  double sizes = 0;
  double squares = 0;
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    const auto weight = static_cast<double>(weights[i]);
    sizes += std::fabs(weight);
    squares += weight * weight;
  }
  // A sum that has overflowed says nothing where its factor is zero.
  return (l1 == 0 ? 0 : l1 * sizes) + (l2 == 0 ? 0 : l2 / 2 * squares);
}

template void addPenaltyGradient(const float*, float*, std::ptrdiff_t, double, double);
template void addPenaltyGradient(const double*, double*, std::ptrdiff_t, double, double);
template double penalty(const float*, std::ptrdiff_t, double, double);
template double penalty(const double*, std::ptrdiff_t, double, double);

}  // namespace gp
