/// Lengths of arrays that callers decide: products are taken in 64 bits and refused before anything is allocated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace gp {

/// Bytes that one array may take: 1 GiB, so that its length fits a signed 32-bit number whatever it holds.
constexpr std::uint64_t largestArray = std::uint64_t{1} << 30;

/// The product of `factors` as the length of an array of elements of `elementBytes`.
/// @param path  what the caller asked for, as in `width` or `points`
/// @throws ExperimentError at `path` that names the bytes, where they are more than `largestArray`
std::size_t lengthOf(std::initializer_list<std::size_t> factors, std::size_t elementBytes, const char* path);

}  // namespace gp
