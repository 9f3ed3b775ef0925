#include "memory.h"

#include <cstdlib>
#include <new>

namespace {
std::size_t refused = 0;
}

namespace gp::bindings {
std::size_t refusedBytes() { return refused; }
}  // namespace gp::bindings

/// The standard library's, but that it remembers what there was no room for. The other forms of `new` call it.
void* operator new(std::size_t size) {
  if (void* place = std::malloc(size > 0 ? size : 1)) return place;
  refused = size;
  throw std::bad_alloc();
}
void operator delete(void* place) noexcept { std::free(place); }
void operator delete(void* place, std::size_t) noexcept { std::free(place); }
