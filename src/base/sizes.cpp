#include "base/sizes.h"

#include "base/error.h"

namespace gp {
namespace {

/// The product, or the largest number there is where it does not fit.
std::uint64_t product(std::uint64_t a, std::uint64_t b) {
  std::uint64_t result = 0;
  return __builtin_mul_overflow(a, b, &result) ? UINT64_MAX : result;
}

}  // namespace

std::size_t lengthOf(std::initializer_list<std::size_t> factors, std::size_t elementBytes, const char* path) {
  for (const std::size_t factor : factors)
    if (factor == 0) return 0;
  std::uint64_t length = 1;
  for (const std::size_t factor : factors) length = product(length, factor);
  const std::uint64_t bytes = product(length, elementBytes);
  if (bytes > largestArray)
    throw ExperimentError(path, Message::tooLarge,
                          {{"bytes", static_cast<double>(bytes)}, {"max", static_cast<double>(largestArray)}});
  return static_cast<std::size_t>(length);
}

}  // namespace gp
