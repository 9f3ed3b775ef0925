/// Bytes that say what they are: eight letters, a version and a checksum of all that follows, then the content.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gp {

/// Letters, version and checksum.
constexpr std::size_t sealSize = 16;

/// @param letters  eight, of the format @param content  bytes; little-endian like the header
std::vector<std::uint8_t> seal(std::string_view letters, std::uint32_t version,
                               const std::vector<std::uint8_t>& content);

/// Whether the bytes begin as `seal` writes them.
bool isSealed(const std::vector<std::uint8_t>& bytes, std::string_view letters);

/// Checks a seal; the content stands from `sealSize` on.
/// @return the version, 1 to `newest`
/// @throws ExperimentError at `path` where a byte is not what it was, or a later release wrote it
std::uint32_t openSeal(const std::vector<std::uint8_t>& bytes, std::string_view letters, std::uint32_t newest,
                       const std::string& path);

}  // namespace gp
