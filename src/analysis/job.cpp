#include "analysis/job.h"

#include <ctime>

namespace gp {
namespace {

/// Milliseconds of a clock that is never set. POSIX's own: std::chrono's would bring printf into the module that pages
/// load, for the words of an error that this clock never has.
double now() {
  std::timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

}  // namespace

void advance(Job& job, double milliseconds) {
  const double begin = now();
  while (!job.done()) {
    job.step();
    if (!(now() - begin < milliseconds)) return;
  }
}

}  // namespace gp
