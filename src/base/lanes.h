/// Four numbers side by side: the one vector type of the core. Lanes only ever hold independent results, and
/// every sum runs in the order of the plain loop, so that width, padding and compiler cannot change a bit of
/// any result.
///
/// GCC's and clang's vector extension; float is one 128-bit register (SSE2, WebAssembly SIMD), double two.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace gp {

template <class T>
struct LanesOf;
template <>
struct LanesOf<float> {
  typedef float Type __attribute__((vector_size(16)));
  typedef std::int32_t Bits __attribute__((vector_size(16)));
};
template <>
struct LanesOf<double> {
  typedef double Type __attribute__((vector_size(32)));
  typedef std::int64_t Bits __attribute__((vector_size(32)));
};

/// Four numbers of type T. `+ - * /` work lane by lane, also with a plain T.
template <class T>
using Lanes = typename LanesOf<T>::Type;
/// Four signed integers as wide as T: what comparing two `Lanes<T>` gives (−1 where true, 0 where false).
template <class T>
using LaneBits = typename LanesOf<T>::Bits;

constexpr std::ptrdiff_t laneCount = 4;

/// `count` rounded up to whole vectors.
constexpr std::ptrdiff_t roundUpToLanes(std::ptrdiff_t count) {
  return (count + laneCount - 1) / laneCount * laneCount;
}

/// Numbers behind every flat vector, so that a whole vector of lanes may be read at its end.
constexpr std::ptrdiff_t slack = 16;

#define GP_INLINE inline __attribute__((always_inline))

/// Reads four numbers; no alignment needed.
template <class T>
GP_INLINE Lanes<T> load(const T* from) {
  Lanes<T> lanes;
  std::memcpy(&lanes, from, sizeof lanes);
  return lanes;
}

/// Writes four numbers; no alignment needed.
template <class T>
GP_INLINE void store(T* to, Lanes<T> lanes) {
  std::memcpy(to, &lanes, sizeof lanes);
}

/// The same number in every lane.
template <class T>
GP_INLINE Lanes<T> spread(T value) {
  return Lanes<T>{value, value, value, value};
}

/// Lane by lane `mask ? a : b`; a mask is what a comparison gives.
template <class T>
GP_INLINE Lanes<T> select(LaneBits<T> mask, Lanes<T> a, Lanes<T> b) {
  return (Lanes<T>)((mask & (LaneBits<T>)a) | (~mask & (LaneBits<T>)b));
}

#ifdef __wasm_simd128__
// Spelt as instructions: LLVM turns a comparison with a constant into f32x4.min, which x86 needs eight
// instructions for; pmin and pmax are one.
GP_INLINE Lanes<float> lesser(Lanes<float> a, Lanes<float> b) { return __builtin_wasm_pmin_f32x4(b, a); }
GP_INLINE Lanes<float> greater(Lanes<float> a, Lanes<float> b) { return __builtin_wasm_pmax_f32x4(b, a); }
GP_INLINE Lanes<double> lesser(Lanes<double> a, Lanes<double> b) {
  return __builtin_shufflevector(
      __builtin_wasm_pmin_f64x2(__builtin_shufflevector(b, b, 0, 1), __builtin_shufflevector(a, a, 0, 1)),
      __builtin_wasm_pmin_f64x2(__builtin_shufflevector(b, b, 2, 3), __builtin_shufflevector(a, a, 2, 3)), 0, 1, 2, 3);
}
GP_INLINE Lanes<double> greater(Lanes<double> a, Lanes<double> b) {
  return __builtin_shufflevector(
      __builtin_wasm_pmax_f64x2(__builtin_shufflevector(b, b, 0, 1), __builtin_shufflevector(a, a, 0, 1)),
      __builtin_wasm_pmax_f64x2(__builtin_shufflevector(b, b, 2, 3), __builtin_shufflevector(a, a, 2, 3)), 0, 1, 2, 3);
}
#else
template <class V>
GP_INLINE V lesser(V a, V b) {
  return a < b ? a : b;
}
template <class V>
GP_INLINE V greater(V a, V b) {
  return a > b ? a : b;
}
// In halves: g++ without AVX takes a comparison of four doubles apart into branches.
typedef double LanesHalf __attribute__((vector_size(16)));
GP_INLINE Lanes<double> lesser(Lanes<double> a, Lanes<double> b) {
  const LanesHalf low = lesser(__builtin_shufflevector(a, a, 0, 1), __builtin_shufflevector(b, b, 0, 1));
  const LanesHalf high = lesser(__builtin_shufflevector(a, a, 2, 3), __builtin_shufflevector(b, b, 2, 3));
  return __builtin_shufflevector(low, high, 0, 1, 2, 3);
}
GP_INLINE Lanes<double> greater(Lanes<double> a, Lanes<double> b) {
  const LanesHalf low = greater(__builtin_shufflevector(a, a, 0, 1), __builtin_shufflevector(b, b, 0, 1));
  const LanesHalf high = greater(__builtin_shufflevector(a, a, 2, 3), __builtin_shufflevector(b, b, 2, 3));
  return __builtin_shufflevector(low, high, 0, 1, 2, 3);
}
#endif

/// The smaller one; b where either is NaN (as `minps` and `pmin` with exchanged operands do).
template <class T>
GP_INLINE Lanes<T> minimum(Lanes<T> a, Lanes<T> b) {
  return lesser(a, b);
}
/// The larger one; b where either is NaN.
template <class T>
GP_INLINE Lanes<T> maximum(Lanes<T> a, Lanes<T> b) {
  return greater(a, b);
}

}  // namespace gp
