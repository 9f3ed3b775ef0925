#include "base/sealed.h"

#include <algorithm>
#include <cstring>

#include "base/checksum.h"
#include "base/error.h"

namespace gp {
namespace {

constexpr std::size_t letterCount = 8;

/// Of the version and the content.
std::uint32_t checksumOf(std::uint32_t version, const std::uint8_t* content, std::size_t size) {
  return Checksum().add(&version, sizeof version).add(content, size).value();
}

template <class N>
N numberAt(const std::vector<std::uint8_t>& bytes, std::size_t place) {
  N number;
  std::memcpy(&number, bytes.data() + place, sizeof number);
  return number;
}

}  // namespace

std::vector<std::uint8_t> seal(std::string_view letters, std::uint32_t version,
                               const std::vector<std::uint8_t>& content) {
  std::vector<std::uint8_t> bytes(sealSize + content.size());
  const std::uint32_t checksum = checksumOf(version, content.data(), content.size());
  std::copy_n(letters.begin(), letterCount, bytes.begin());
  std::memcpy(bytes.data() + letterCount, &version, sizeof version);
  std::memcpy(bytes.data() + letterCount + sizeof version, &checksum, sizeof checksum);
  std::copy(content.begin(), content.end(), bytes.begin() + sealSize);
  return bytes;
}

bool isSealed(const std::vector<std::uint8_t>& bytes, std::string_view letters) {
  return bytes.size() >= sealSize && std::equal(letters.begin(), letters.end(), bytes.begin());
}

std::uint32_t openSeal(const std::vector<std::uint8_t>& bytes, std::string_view letters, std::uint32_t newest,
                       const std::string& path) {
  if (!isSealed(bytes, letters)) throw ExperimentError(path, Message::damaged);
  const auto version = numberAt<std::uint32_t>(bytes, letterCount);
  const auto checksum = numberAt<std::uint32_t>(bytes, letterCount + sizeof version);
  if (checksum != checksumOf(version, bytes.data() + sealSize, bytes.size() - sealSize))
    throw ExperimentError(path, Message::damaged);
  if (version < 1 || version > newest)
    throw ExperimentError(path, Message::otherVersion,
                          {{"given", static_cast<double>(version)}, {"max", static_cast<double>(newest)}});
  return version;
}

}  // namespace gp
