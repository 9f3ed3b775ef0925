/// Bytes as text, for snapshots in JSON: base64 of RFC 4648, section 4, with padding.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gp {

std::string encodeBase64(const std::vector<std::uint8_t>& bytes);

/// @throws ExperimentError at `path` for anything that `encodeBase64` would not write
std::vector<std::uint8_t> decodeBase64(const std::string& text, const std::string& path);

}  // namespace gp
