/// A step of training takes no memory: counted by an operator new of the test program's own.
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "json.h"
#include "session/session.h"

namespace {

std::size_t allocations = 0;

void* allocate(std::size_t size, std::size_t alignment) {
  ++allocations;
  const std::size_t rounded = (size + alignment - 1) / alignment * alignment;
  void* place = alignment > alignof(std::max_align_t) ? std::aligned_alloc(alignment, rounded) : std::malloc(size);
  if (!place) throw std::bad_alloc();
  return place;
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size ? size : 1, 1); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return allocate(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* place) noexcept { std::free(place); }
void operator delete(void* place, std::size_t) noexcept { std::free(place); }
void operator delete(void* place, std::align_val_t) noexcept { std::free(place); }
void operator delete(void* place, std::size_t, std::align_val_t) noexcept { std::free(place); }

namespace gp::allocation_test {
namespace {

using testing::json;

/// What a thousand steps allocate, after as many that fill what is filled once.
std::size_t allocationsOf(const std::string& experiment) {
  const auto session = Session::create(json(experiment));
  session->trainSteps(1000);
  const std::size_t before = allocations;
  session->trainSteps(1000);
  return allocations - before;
}

TEST(Allocation, IsCounted) {
  const std::size_t before = allocations;
  const std::vector<double> kept(100);
  asm volatile("" : : "r"(kept.data()) : "memory");  // the compiler may leave out what nobody looks at
  EXPECT_EQ(allocations - before, 1U);
}

TEST(Allocation, AThousandStepsTakeNoMemory) {
  const std::string rows = "'data': {'dataset': 'spiral', 'samples': 500}";
  for (const std::string& more : {
           std::string("'batch': {'size': 10}"),
           std::string("'batch': {'size': 1}"),
           std::string("'batch': {'size': 3, 'shuffle': false}"),
           std::string("'batch': {'size': 'full'}"),
           std::string("'batch': {'size': 100}, 'optimizer': {'name': 'adam'}"),
           std::string("'optimizer': {'name': 'amsgrad'}, 'gradientClipping': {'norm': 0.1}"),
           std::string("'optimizer': {'name': 'rprop'}, 'gradientClipping': {'value': 0.1}"),
           std::string("'regularization': {'l1': 0.001, 'l2': 0.001}, 'schedule': {'name': 'cosine'}"),
           std::string("'network': {'hidden': [{'units': 33, 'activation': 'gelu', 'dropout': 0.3}]}"),
           std::string("'network': {'hidden': [{'units': 8}], 'outputActivation': 'softmax'}, 'loss': 'cross-entropy'"),
           std::string("'precision': 'float64', 'batch': {'size': 2}"),
       }) {
    EXPECT_EQ(allocationsOf("{" + rows + ", " + more + "}"), 0U) << more;
  }
}

}  // namespace
}  // namespace gp::allocation_test
