/// A question that takes longer than a frame, answered one unit at a time.
#pragma once

#include "base/value.h"

namespace gp {

/// It holds copies of all that training moves, and so answers for the run as it was when the job began.
class Job {
 public:
  Job() = default;
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;
  virtual ~Job() = default;

  virtual bool done() const = 0;
  /// One unit of work, as small as the question allows. Called only until it is done.
  virtual void step() = 0;
  virtual double progress() const = 0;  ///< the share that is done, 0 to 1
  virtual Value answer() const = 0;     ///< as far as it goes; null where there is nothing to show yet
};

/// Works on it for about so long, one unit at least.
void advance(Job& job, double milliseconds);

}  // namespace gp
