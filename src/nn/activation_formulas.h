/// The formulas of the activations, four lanes at a time.
///
/// Each is a type: `value` is g(z), `slope` is g'(z) from z and a = g(z), and `readsZ` says whether the slope
/// needs z; `rowsAtOnce` is how many rows of a product go straight from their sums into g, 0 where that is not worth
/// its code. Written without branches: lanes take the smaller, the larger or a mask. Infinities go to the limits of g,
/// NaN to NaN. The table in nn/activations.cpp names them.
#pragma once

#include <limits>

#include "base/math.h"

namespace gp::activation {

struct Linear {
  static constexpr bool readsZ = false;
  static constexpr int rowsAtOnce = 2;
  template <class T>
  GP_INLINE static Lanes<T> value(Lanes<T> z) {
    return z;
  }
  template <class T>
  GP_INLINE static Lanes<T> slope(Lanes<T>, Lanes<T>) {
    return spread<T>(1);
  }
};

/// 1 where a > 0 (or NaN), `otherwise` elsewhere: PyTorch's choice at 0 is the left side's slope.
template <class T>
GP_INLINE Lanes<T> oneWherePositive(Lanes<T> a, Lanes<T> otherwise) {
  return select<T>((LaneBits<T>)(a <= 0), otherwise, spread<T>(1));
}

struct Relu {
  static constexpr bool readsZ = false;
  static constexpr int rowsAtOnce = 2;
  template <class T>
  GP_INLINE static Lanes<T> value(Lanes<T> z) {
    return maximum<T>(spread<T>(0), z);
  }
  template <class T>
  GP_INLINE static Lanes<T> slope(Lanes<T>, Lanes<T> a) {
    return oneWherePositive<T>(a, spread<T>(0));
  }
};

struct LeakyRelu {
  static constexpr bool readsZ = false;
  static constexpr int rowsAtOnce = 2;
  template <class T>
  GP_INLINE static Lanes<T> value(Lanes<T> z) {
    return maximum<T>(z * T(0.01), z);
  }
  template <class T>
  GP_INLINE static Lanes<T> slope(Lanes<T>, Lanes<T> a) {
    return oneWherePositive<T>(a, spread<T>(T(0.01)));
  }
};

/// e^z − 1 for z < 0, else 0.
template <class T>
GP_INLINE Lanes<T> expm1OfNegative(Lanes<T> z) {
  return math::expm1Within<T>(math::clamp<T>(math::ExpConstants<T>::lowest, 0, z));
}

struct Elu {
  static constexpr bool readsZ = false;
  static constexpr int rowsAtOnce = 0;
  template <class T>
  GP_INLINE static Lanes<T> value(Lanes<T> z) {
    return maximum<T>(spread<T>(0), z) + expm1OfNegative<T>(z);
  }
  template <class T>
  GP_INLINE static Lanes<T> slope(Lanes<T>, Lanes<T> a) {
    return minimum<T>(spread<T>(0), a) + 1;  // e^z = a + 1 for z ≤ 0
  }
};

struct Selu {
  static constexpr bool readsZ = false;
  static constexpr int rowsAtOnce = 0;
  static constexpr double lambda = 1.0507009873554804934193349852946;
  static constexpr double lambdaAlpha = lambda * 1.6732632423543772848170429916717;
  template <class T>
  GP_INLINE static Lanes<T> value(Lanes<T> z) {
    return maximum<T>(spread<T>(0), z) * T(lambda) + expm1OfNegative<T>(z) * T(lambdaAlpha);
  }
  template <class T>
  GP_INLINE static Lanes<T> slope(Lanes<T>, Lanes<T> a) {
    return select<T>((LaneBits<T>)(a <= 0), a + T(lambdaAlpha), spread<T>(T(lambda)));
  }
};

struct Gelu {
  static constexpr bool readsZ = true;
  static constexpr int rowsAtOnce = 0;
  template <class T>
  GP_INLINE static Lanes<T> distance(Lanes<T> z) {
    return minimum<T>(spread<T>(math::NormalConstants<T>::bound), math::abs<T>(z));
  }
  template <class T>
  GP_INLINE static Lanes<T> value(Lanes<T> z) {  // z·Φ(z) = max(0, z) − |z|·Q(|z|)
    const Lanes<T> t = distance<T>(z);
    return maximum<T>(spread<T>(0), z) - t * math::normalTail<T>(t).probability;
  }
  template <class T>
  GP_INLINE static Lanes<T> slope(Lanes<T> z, Lanes<T>) {  // Φ(z) + z·φ(z) = [z ≥ 0] ± (|z|·φ(z) − Q(|z|))
    const Lanes<T> t = distance<T>(z);
    const math::NormalTail<T> tail = math::normalTail<T>(t);
    const Lanes<T> excess = t * tail.bell * T(0x1.9884533d43651p-2) - tail.probability;
    const Lanes<T> side = z + 0;  // −0 becomes 0: one of the two sides, not half of each
    return select<T>((LaneBits<T>)(side >= 0), spread<T>(1), spread<T>(0)) +
           math::lanesOf<T>(math::wordsOf<T>(excess) ^ (math::wordsOf<T>(side) & math::signBits<T>()));
  }
};

struct Silu {
  static constexpr bool readsZ = true;
  static constexpr int rowsAtOnce = 0;
  template <class T>
  GP_INLINE static Lanes<T> minusExponent(Lanes<T> z) {  // e^−z, finite
    constexpr T lowest = math::ExpConstants<T>::lowest;
    return math::expWithin<T>(math::clamp<T>(lowest, -lowest, -z));
  }
  template <class T>
  GP_INLINE static Lanes<T> value(Lanes<T> z) {
    return maximum<T>(spread<T>(math::ExpConstants<T>::lowest), z) / (1 + minusExponent<T>(z));
  }
  template <class T>
  GP_INLINE static Lanes<T> slope(Lanes<T> z, Lanes<T>) {  // σ·(1 + z·(1 − σ)), with 1 − σ = e^−z·σ
    constexpr T lowest = math::ExpConstants<T>::lowest;
    const Lanes<T> e = minusExponent<T>(z);
    const Lanes<T> s = 1 / (1 + e);
    return s * (1 + math::clamp<T>(lowest, -lowest, z) * (e * s));
  }
};

struct Mish {
  static constexpr bool readsZ = true;
  static constexpr int rowsAtOnce = 0;
  template <class T>
  struct Parts {
    Lanes<T> above, near;  ///< z from where e^z is not 0; the same up to where g(z) = z in both precisions
    Lanes<T> e, n, r;      ///< e^near, n = e·(e + 2), 1/(n + 2): tanh(log(1 + e)) = n/(n + 2)
  };
  template <class T>
  GP_INLINE static Parts<T> partsOf(Lanes<T> z) {
    const Lanes<T> above = maximum<T>(spread<T>(math::ExpConstants<T>::lowest), z);
    const Lanes<T> near = minimum<T>(spread<T>(20), above);
    const Lanes<T> e = math::expWithin<T>(near);
    const Lanes<T> n = e * (e + 2);
    return {above, near, e, n, 1 / (n + 2)};
  }
  template <class T>
  GP_INLINE static Lanes<T> value(Lanes<T> z) {
    const Parts<T> p = partsOf<T>(z);
    return p.above * (p.n * p.r);
  }
  template <class T>
  GP_INLINE static Lanes<T> slope(Lanes<T> z, Lanes<T>) {  // n/(n + 2) + z·4e(e + 1)/(n + 2)²
    const Parts<T> p = partsOf<T>(z);
    return p.r * (p.n + 4 * p.near * (p.e * (p.e + 1) * p.r));
  }
};

struct Softplus {
  static constexpr bool readsZ = false;
  static constexpr int rowsAtOnce = 0;
  template <class T>
  GP_INLINE static Lanes<T> value(Lanes<T> z) {
    return math::softplus<T>(z);
  }
  template <class T>
  GP_INLINE static Lanes<T> slope(Lanes<T>, Lanes<T> a) {  // σ(z) = 1 − e^−a
    return -math::expm1Within<T>(maximum<T>(spread<T>(math::ExpConstants<T>::lowest), -a));
  }
};

struct Softsign {
  static constexpr bool readsZ = true;
  static constexpr int rowsAtOnce = 0;
  template <class T>
  GP_INLINE static Lanes<T> finite(Lanes<T> z) {
    return math::clamp<T>(T(-1e30), T(1e30), z);  // beyond, g is ±1 and g' is 0 to all digits
  }
  template <class T>
  GP_INLINE static Lanes<T> inverse(Lanes<T> z) {
    return 1 / (1 + math::abs<T>(finite<T>(z)));
  }
  template <class T>
  GP_INLINE static Lanes<T> value(Lanes<T> z) {
    return finite<T>(z) * inverse<T>(z);
  }
  template <class T>
  GP_INLINE static Lanes<T> slope(Lanes<T> z, Lanes<T>) {
    return inverse<T>(z) * inverse<T>(z);
  }
};

struct Tanh {
  static constexpr bool readsZ = false;
  static constexpr int rowsAtOnce = 1;
  template <class T>
  GP_INLINE static Lanes<T> value(Lanes<T> z) {
    return math::tanh<T>(z);
  }
  template <class T>
  GP_INLINE static Lanes<T> slope(Lanes<T>, Lanes<T> a) {
    return 1 - a * a;
  }
};

struct Sigmoid {
  static constexpr bool readsZ = false;
  static constexpr int rowsAtOnce = 1;
  template <class T>
  GP_INLINE static Lanes<T> value(Lanes<T> z) {
    return math::sigmoid<T>(z);
  }
  template <class T>
  GP_INLINE static Lanes<T> slope(Lanes<T>, Lanes<T> a) {
    return a * (1 - a);
  }
};

struct Sine {
  static constexpr bool readsZ = true;
  static constexpr int rowsAtOnce = 0;
  template <class T>
  GP_INLINE static Lanes<T> value(Lanes<T> z) {
    return math::sin<T>(z);
  }
  template <class T>
  GP_INLINE static Lanes<T> slope(Lanes<T> z, Lanes<T>) {
    return math::cos<T>(z);
  }
};

}  // namespace gp::activation
