/// What a value of each activation costs: the product's kernels over 64 numbers that stay in the first-level cache,
/// called from compare/variants.mjs.
#include "nn/activations.h"

#define GP_EXPORT(type, name) extern "C" __attribute__((export_name(#name))) type name

namespace gp {

constexpr int values = 64;

GP_EXPORT(int, activationCount)() { return static_cast<int>(activations().size()); }

/// Ends with a zero byte.
GP_EXPORT(const char*, activationName)(int which) { return activations()[static_cast<std::size_t>(which)].id; }

/// a = g(z) for 64 values a turn, from −4 to 4.
GP_EXPORT(float, applyActivation)(int which, int turns) {
  alignas(16) static float z[values];
  alignas(16) static float a[values];
  for (int i = 0; i < values; ++i) z[i] = static_cast<float>(i) * 0.125F - 4.0F;
  const auto apply = activations()[static_cast<std::size_t>(which)].kernels<float>().apply;
  for (int turn = 0; turn < turns; ++turn) apply(z, a, values);
  return a[0];
}

}  // namespace gp
