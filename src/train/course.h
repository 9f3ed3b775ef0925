/// How far a run has come to an end: what it watches, and why it stopped.
#pragma once

#include <optional>

#include "train/reason.h"
#include "train/stop_rules.h"

namespace gp {

enum class Status { ready, training, stopped, diverged };

/// The status as the engine hands it out.
inline const char* nameOf(Status status) {
  static const char* const names[] = {"ready", "training", "stopped", "diverged"};
  return names[static_cast<int>(status)];
}

/// `Course{}` is the start of a run.
struct Course {
  StopMemory memory;
  Status status = Status::ready;
  std::optional<Reason> reason;  ///< why a run has stopped or diverged

  bool over() const { return status == Status::stopped || status == Status::diverged; }
  /// Something was changed by hand: a run that was over may go on.
  void reopen() {
    if (over()) status = Status::training;
    reason.reset();
  }
  void end(Status how, Reason why) {
    status = how;
    reason = std::move(why);
  }
};

}  // namespace gp
