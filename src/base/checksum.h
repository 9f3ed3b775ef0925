/// CRC-32 as zlib computes it (ISO 3309, polynomial 0x04c11db7 reflected): every damage of up to 32 bits in a row is
/// seen, any other with probability 1 − 2^-32.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/value.h"

namespace gp {

class Checksum {
 public:
  Checksum& add(const void* bytes, std::size_t count);
  /// A value of JSON, the same however it was written down: members by their keys' order, lists of numbers and other
  /// lists alike.
  Checksum& add(const Value& value);
  std::uint32_t value() const { return ~state_; }

 private:
  std::uint32_t state_ = 0xffffffffU;
};

}  // namespace gp
