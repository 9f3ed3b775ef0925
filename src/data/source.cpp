#include "data/source.h"

#include <cmath>

#include "base/math.h"

namespace gp {

double Source::normal() {
  for (;;) {
    const double u = uniform(-1, 1);
    const double v = uniform(-1, 1);
    const double s = u * u + v * v;
    if (s > 0 && s < 1) return u * std::sqrt(-2 * math::log(s) / s);
  }
}

}  // namespace gp
