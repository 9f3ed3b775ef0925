/// What the memory of WebAssembly had no room for.
#pragma once

#include <cstddef>

namespace gp::bindings {

/// Bytes that the last allocation which failed had asked for.
std::size_t refusedBytes();

}  // namespace gp::bindings
