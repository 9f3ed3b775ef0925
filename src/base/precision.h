/// Which numbers this build computes runs in.
#pragma once

#include <stdexcept>

namespace gp {

/// Runs in float64, and the gradient check, which works in it, are a third of the engine's code. The module that a page
/// begins with is built without them (GP_FLOAT32_ALONE); whoever asks it for one is told so by `NeedsWholeEngine`, and
/// web/engine asks the whole engine instead. Rows of tables leave their float64 functions null there, and the linker
/// drops what nobody calls. What both compute has the same bits.
#ifdef GP_FLOAT32_ALONE
inline constexpr bool hasFloat64 = false;
#else
inline constexpr bool hasFloat64 = true;
#endif

/// Of a table's row what serves float64, or nothing where this build has no use for it.
template <class Functions>
constexpr Functions ofFloat64(Functions functions) {
  return hasFloat64 ? functions : Functions{};
}

/// Asked was for something that this build lacks.
class NeedsWholeEngine : public std::logic_error {
 public:
  NeedsWholeEngine() : std::logic_error("This module computes runs in float32 alone and checks no gradients") {}
};

}  // namespace gp
