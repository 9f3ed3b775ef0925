// One program per target: libFuzzer calls it with one input after the other. GP_FUZZ_TARGET is the target's name.
#include <cstddef>

#include "targets.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const gp::fuzz::Target* const target = [] {
    for (const gp::fuzz::Target& one : gp::fuzz::targets())
      if (one.name == GP_FUZZ_TARGET) return &one;
    gp::fuzz::require(false, "GP_FUZZ_TARGET names a target");
    return static_cast<const gp::fuzz::Target*>(nullptr);
  }();
  target->run({bytes, bytes + size});
  return 0;
}
