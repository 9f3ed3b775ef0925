#include "targets.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <limits>

namespace gp::fuzz {

const std::vector<Target>& targets() {
  static const std::vector<Target> table = {
      {"experiment", experimentTarget},
      {"own-rows", ownRowsTarget},
      {"checkpoint", checkpointTarget},
      {"snapshot", snapshotTarget},
  };
  return table;
}

void require(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "Broken promise: %s\n", promise);
  std::abort();
}

double Source::number() {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  constexpr double edges[] = {0,    -0.0, 1,     -1,     2,     0.5,      3.14,      1e30,     -1e30, 1.1e30,
                              1e-5, 1e38, 1e300, 5e-324, 1e-40, infinity, -infinity, 16777217, 0.1,   -7};
  const std::uint8_t chosen = byte();
  if (chosen < 128) return chosen % 8;
  if (chosen < 160) return edges[chosen % std::size(edges)];
  if (chosen == 160) return std::numeric_limits<double>::quiet_NaN();
  return (static_cast<double>(word()) - 32768) / 1024;
}

Bytes changed(Bytes bytes, Source& source) {
  while (!source.empty()) {
    const int what = source.upTo(6);
    const std::size_t at = bytes.empty() ? 0 : source.word() % bytes.size();
    const auto place = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    const std::size_t rest = bytes.size() - at;
    if (what == 0 && rest > 0) bytes[at] = source.byte();
    if (what == 1 && rest > 0) bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ 1U << source.upTo(7));
    if (what == 2) bytes.erase(place, place + static_cast<std::ptrdiff_t>(std::min(rest, source.word() % 64)));
    if (what == 3) bytes.insert(place, source.word() % 64, source.byte());
    if (what == 4) bytes.resize(at);
    if (what == 5 && rest >= sizeof(double)) {
      const double number = source.number();
      std::memcpy(&bytes[at], &number, sizeof number);
    }
    if (what == 6 && rest >= sizeof(std::int64_t)) {
      constexpr std::int64_t counters[] = {-1,
                                           0,
                                           1,
                                           1 << 20,
                                           9007199254740991,
                                           9007199254740992,
                                           std::numeric_limits<std::int64_t>::max(),
                                           std::numeric_limits<std::int64_t>::min()};
      std::memcpy(&bytes[at], &counters[static_cast<std::size_t>(source.upTo(7))], sizeof(std::int64_t));
    }
  }
  return bytes;
}

}  // namespace gp::fuzz
