/// L1 and L2 penalties: l1·Σ|w| + l2/2·Σw², over weights, never over biases.
#pragma once

#include <cstddef>

namespace gp {

/// Adds the penalty's gradient: g ← g + (l1·sign(w) + l2·w), sign(0) = 0.
/// @param weights   of one layer, without its biases
/// @param gradient  of the same weights
/// @param count     any; nothing past it is touched
template <class T>
void addPenaltyGradient(const T* weights, T* gradient, std::ptrdiff_t count, double l1, double l2);

/// l1·Σ|w| + l2/2·Σw² over one layer's weights, summed in double in the order of the plain loop.
template <class T>
double penalty(const T* weights, std::ptrdiff_t count, double l1, double l2);

}  // namespace gp
