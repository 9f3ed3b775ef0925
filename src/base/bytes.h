/// Plain numbers into bytes and back: the form of checkpoints. Little-endian, as WebAssembly and every machine that
/// the core is built for are.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

#include "base/error.h"

namespace gp {

class ByteWriter {
 public:
  template <class N>
  void put(N number) {
    static_assert(std::is_trivially_copyable_v<N>);
    put(&number, 1);
  }
  template <class N>
  void put(const N* numbers, std::size_t count) {
    const std::size_t at = bytes_.size();
    bytes_.resize(at + count * sizeof(N));
    if (count) std::memcpy(bytes_.data() + at, numbers, count * sizeof(N));
  }
  /// The length, then the numbers.
  template <class N>
  void putList(const std::vector<N>& numbers) {
    put(static_cast<std::uint64_t>(numbers.size()));
    put(numbers.data(), numbers.size());
  }
  void putText(const std::string& text) {
    put(static_cast<std::uint64_t>(text.size()));
    put(text.data(), text.size());
  }
  std::vector<std::uint8_t> take() { return std::move(bytes_); }

 private:
  std::vector<std::uint8_t> bytes_;
};

/// Reads what a `ByteWriter` wrote. @throws ExperimentError at `path` where the bytes end early
class ByteReader {
 public:
  /// @param at  where to begin, within the bytes
  ByteReader(const std::vector<std::uint8_t>& bytes, std::string path, std::size_t at = 0)
      : bytes_(&bytes), path_(std::move(path)), at_(at) {}

  template <class N>
  N get() {
    N number;
    get(&number, 1);
    return number;
  }
  template <class N>
  void get(N* numbers, std::size_t count) {
    if (count > (bytes_->size() - at_) / sizeof(N)) refuse(Message::endsEarly);
    if (count) std::memcpy(numbers, bytes_->data() + at_, count * sizeof(N));
    at_ += count * sizeof(N);
  }
  /// @param expected  the length that must stand there
  template <class N>
  std::vector<N> getList(std::size_t expected) {
    const auto count = get<std::uint64_t>();
    if (count != expected) refuse(Message::otherExperimentOrDamaged);
    std::vector<N> numbers(expected);
    get(numbers.data(), expected);
    return numbers;
  }
  template <class N>
  std::vector<N> getAnyList() {
    const auto count = get<std::uint64_t>();
    if (count > (bytes_->size() - at_) / sizeof(N)) refuse(Message::endsEarly);
    std::vector<N> numbers(static_cast<std::size_t>(count));
    get(numbers.data(), numbers.size());
    return numbers;
  }
  std::string getText() {
    const std::vector<char> letters = getAnyList<char>();
    return {letters.begin(), letters.end()};
  }
  void expectEnd() {
    if (at_ != bytes_->size()) refuse(Message::tooLong);
  }
  [[noreturn]] void refuse(Message message) const { throw ExperimentError(path_, message); }

 private:
  const std::vector<std::uint8_t>* bytes_;
  std::string path_;
  std::size_t at_;
};

}  // namespace gp
