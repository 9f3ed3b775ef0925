/// Writing to the end of an unpadded row.
#pragma once

#include "base/lanes.h"

namespace gp::kernels {

/// Writes the first `count` lanes, 1 to 4, and touches nothing behind them.
template <class T>
GP_INLINE void storeFirst(T* to, Lanes<T> lanes, std::ptrdiff_t count) {
  if (count >= 4) {
    store(to, lanes);
  } else if (count == 3) {
    std::memcpy(to, &lanes, 2 * sizeof(T));
    to[2] = lanes[2];
  } else if (count == 2) {
    std::memcpy(to, &lanes, 2 * sizeof(T));
  } else {
    to[0] = lanes[0];
  }
}

}  // namespace gp::kernels
