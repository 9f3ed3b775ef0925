#include "analysis/job.h"

#include <chrono>

namespace gp {

void advance(Job& job, double milliseconds) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point begin = Clock::now();
  const std::chrono::duration<double, std::milli> slice(milliseconds);
  while (!job.done()) {
    job.step();
    if (!(Clock::now() - begin < slice)) return;
  }
}

}  // namespace gp
