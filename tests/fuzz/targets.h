/// What is fuzzed: doors of the core through which bytes of strangers come. A target takes any bytes; it ends quietly
/// where the core refuses them with a place, and aborts where the core breaks a promise.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gp::fuzz {

using Bytes = std::vector<std::uint8_t>;

struct Target {
  std::string name;  ///< of its folder in tests/fuzz/corpus
  void (*run)(const Bytes& bytes);
};

/// experiment: JSON. own-rows: a table made of the bytes. checkpoint, snapshot: changes of a good one.
const std::vector<Target>& targets();

// One function per target, each in the file that says what it promises.
void experimentTarget(const Bytes& bytes);
void ownRowsTarget(const Bytes& bytes);
void checkpointTarget(const Bytes& bytes);
void snapshotTarget(const Bytes& bytes);

/// Aborts with a word where it is not so.
void require(bool holds, const char* promise);

/// Hands out the bytes of an input as numbers; zeros once they are used up.
class Source {
 public:
  explicit Source(const Bytes& bytes) : bytes_(&bytes) {}

  bool empty() const { return at_ >= bytes_->size(); }
  std::uint8_t byte() { return empty() ? std::uint8_t{0} : (*bytes_)[at_++]; }
  bool bit() { return byte() % 2 != 0; }
  /// 0 to `most`, 255 at most.
  int upTo(int most) { return byte() % (most + 1); }
  std::size_t word() {
    const std::size_t low = byte();
    return low | static_cast<std::size_t>(byte()) << 8;
  }
  /// A number that somebody may have in a table: mostly small, sometimes at an edge.
  double number();

 private:
  const Bytes* bytes_;
  std::size_t at_ = 0;
};

/// The bytes with what `source` says done to them: some overwritten, cut out, put in, cut off.
Bytes changed(Bytes good, Source& source);

}  // namespace gp::fuzz
