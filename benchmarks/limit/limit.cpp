/// How fast this machine's WebAssembly can be at all: nothing but the arithmetic, on values that never leave the
/// registers or the first-level cache. Compiled like the product's kernels; the exports are called from
/// compare/limit.mjs.
#include "base/math.h"

#define GP_EXPORT(name) extern "C" __attribute__((export_name(#name))) float name

namespace gp {
namespace {

/// Prevents that the compiler knows a value, without a memory access.
template <class V>
GP_INLINE void hide(V& value) {
  __asm__ volatile("" : "+r"(value));
}

constexpr int values = 64;

float total(const float* numbers) {
  float sum = 0;
  for (int i = 0; i < values; ++i) sum += numbers[i];
  return sum;
}

}  // namespace

/// Twelve sums of four lanes, as many as V8 keeps in registers: 48 multiply-adds a turn. Each is a chain of its own,
/// so that no product can be shared or taken out of the loop.
GP_EXPORT(multiplyAdds)(int turns) {
  Lanes<float> sums[12];
  for (int i = 0; i < 12; ++i) sums[i] = spread(static_cast<float>(i));
  Lanes<float> weight = spread(0.999F);
  Lanes<float> value = spread(0.001F);
  for (int turn = 0; turn < turns; ++turn) {
    hide(weight);
    hide(value);
    for (auto& sum : sums) sum = sum * weight + value;
  }
  Lanes<float> all = spread(0.0F);
  for (const auto& sum : sums) all = all + sum;
  return all[0] + all[1] + all[2] + all[3];
}

/// 64 values of the product's tanh a turn.
GP_EXPORT(tanhs)(int turns) {
  alignas(16) static float numbers[values];
  for (int i = 0; i < values; ++i) numbers[i] = static_cast<float>(i) * 0.05F - 1.6F;
  float* at = numbers;
  for (int turn = 0; turn < turns; ++turn) {
    hide(at);
    for (int i = 0; i < values; i += laneCount) store(at + i, math::tanh<float>(load(at + i)));
  }
  return total(numbers);
}

/// 64 numbers divided by a root a turn: what Adam adds to a plain update.
GP_EXPORT(roots)(int turns) {
  alignas(16) static float numbers[values];
  for (int i = 0; i < values; ++i) numbers[i] = 1.0F + static_cast<float>(i);
  float* at = numbers;
  for (int turn = 0; turn < turns; ++turn) {
    hide(at);
    for (int i = 0; i < values; i += laneCount) {
      const Lanes<float> number = load(at + i);
      store(at + i, 2.0F / (math::sqrt<float>(number) + 1e-8F));
    }
  }
  return total(numbers);
}

}  // namespace gp
