/// Limits of a gradient: PyTorch's clip_grad_norm_ and clip_grad_value_.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>

#include "base/lanes.h"
#include "experiment/experiment.h"

namespace gp {

/// √Σ g², summed in double in the order of the plain loop; scaled where the squares leave the range of
/// double.
/// @param count any
template <class T>
double norm2(const T* numbers, std::ptrdiff_t count) {
  double sum = 0;
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    const auto number = static_cast<double>(numbers[i]);
    sum += number * number;
  }
  if (std::isnan(sum)) return sum;
  // Between these bounds no square that matters has overflowed or vanished.
  if (sum > 1e-280 && sum < std::numeric_limits<double>::infinity()) return std::sqrt(sum);
  double largest = 0;
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    const double size = std::fabs(static_cast<double>(numbers[i]));
    if (size > largest) largest = size;
  }
  if (largest == 0 || largest == std::numeric_limits<double>::infinity()) return largest;
  sum = 0;
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    const double number = static_cast<double>(numbers[i]) / largest;
    sum += number * number;
  }
  return largest * std::sqrt(sum);
}

/// What clipping by norm multiplies a gradient of norm `norm` by: min(1, limit / (norm + 1e-6)), as
/// torch.nn.utils.clip_grad_norm_ does.
inline double normClippingFactor(double norm, double limit) {
  const double factor = limit / (norm + 1e-6);
  return factor < 1 ? factor : 1;
}

/// Clips a gradient in place, lane by lane: norm: g ← g · min(1, limit / (‖g‖ + 1e-6)); value: g ← min(limit,
/// max(−limit, g)). A NaN stays a NaN.
/// @param gradient padded to whole vectors with zeros
/// @param count    a multiple of 4
/// @return what the gradient was multiplied by; 1 unless clipped by norm
template <class T>
double clip(const ClippingSpec& clipping, T* gradient, std::ptrdiff_t count) {
  if (clipping.kind == ClippingSpec::Kind::norm) {
    const double factor = normClippingFactor(norm2(gradient, count), clipping.limit);
    if (factor == 1) return 1;
    const Lanes<T> scale = spread(static_cast<T>(factor));
    for (std::ptrdiff_t i = 0; i < count; i += laneCount) store(gradient + i, load(gradient + i) * scale);
    return factor;
  }
  if (clipping.kind == ClippingSpec::Kind::value) {
    const Lanes<T> high = spread(static_cast<T>(clipping.limit));
    const Lanes<T> low = spread(static_cast<T>(-clipping.limit));
    for (std::ptrdiff_t i = 0; i < count; i += laneCount) {
      // The bound stands first: where g is NaN, minimum and maximum give their second operand.
      store(gradient + i, minimum<T>(high, maximum<T>(low, load(gradient + i))));
    }
  }
  return 1;
}

}  // namespace gp
