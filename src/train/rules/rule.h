/// A rule: what makes a step of a gradient, and nothing else of the problem. Rules are PyTorch's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

namespace gp {

/// What one update reads and writes. All arrays have the parameters' flat order and `count` entries.
template <class T>
struct UpdateArguments {
  T* parameters;
  const T* gradient;  ///< of the objective, already clipped
  T* const* state;    ///< `Rule::stateNames.size()` arrays
  /// A multiple of 4: the number of parameters rounded up. Padding holds zeros in parameters, gradient and
  /// (at the start) state; an update leaves the padding of the parameters zero.
  std::ptrdiff_t count;
  double learningRate;   ///< the scheduled rate of this update
  std::int64_t step;     ///< updates since the state was zeroed, this one included: 1 for the first
  const double* values;  ///< the optimizer's own parameters, in its row's order
  double* scalars;       ///< `Rule::scalars` running products; part of what a snapshot saves
};

/// The state before the first update: every array zero, every scalar one.
struct Rule {
  std::vector<const char*> stateNames;  ///< PyTorch's names: "momentum_buffer", "exp_avg", …
  int scalars;                          ///< numbers kept once per network: running products such as β₁ᵗ
  void (*single)(const UpdateArguments<float>&);
  void (*twice)(const UpdateArguments<double>&);

  /// One update of all parameters in place: no allocation, nothing but + − × ÷ √ lane by lane, so that every
  /// build gives the same bits.
  template <class T>
  void update(const UpdateArguments<T>& arguments) const {
    if constexpr (std::is_same_v<T, float>) {
      single(arguments);
    } else {
      twice(arguments);
    }
  }
};

}  // namespace gp
