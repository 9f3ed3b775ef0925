#include "base/random.h"

#include <cmath>

#include "base/math.h"

namespace gp {

Random::Random(std::uint64_t seed, Purpose purpose) : state_{0, (static_cast<std::uint64_t>(purpose) << 1U) | 1U} {
  bits();
  state_.state += seed;
  bits();
}

std::uint32_t Random::below(std::uint32_t bound) {
  const std::uint32_t threshold = (0U - bound) % bound;
  for (;;) {
    const std::uint32_t draw = bits();
    if (draw >= threshold) return draw % bound;
  }
}

double Random::uniform() {
  const std::uint64_t high = bits() >> 5U;
  const std::uint64_t low = bits() >> 6U;
  return static_cast<double>((high << 26U) | low) * 0x1p-53;
}

double Random::normal() {
  for (;;) {
    const double u = uniform(-1, 1);
    const double v = uniform(-1, 1);
    const double s = u * u + v * v;
    if (s > 0 && s < 1) return u * std::sqrt(-2 * math::log(s) / s);
  }
}

}  // namespace gp
