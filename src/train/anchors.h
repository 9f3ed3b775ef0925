/// Where a run that diverges is computed again from: training is the same every time.
#pragma once

#include <utility>

#include "train/descent.h"

namespace gp {

/// Two earlier states of a descent. Nothing is stored while numbers are sound but a copy now and then.
template <class T>
class Anchors {
 public:
  /// Updates between two states that are kept.
  static constexpr std::int64_t distance = 256;

  /// The past is no longer what led here: a new start, a change by hand, a rewind.
  void set(const DescentState<T>& state) {
    newer_ = state;
    older_ = state;
  }
  /// Before an update: keeps the state where the newest one kept is old enough.
  void follow(const DescentState<T>& state) {
    if (state.step < newer_.step + distance) return;
    std::swap(newer_, older_);
    newer_ = state;
  }
  /// The newest state kept with at most so many updates done, or else the oldest.
  const DescentState<T>& upTo(std::int64_t step) const { return step >= newer_.step ? newer_ : older_; }

 private:
  DescentState<T> newer_;
  DescentState<T> older_;
};

}  // namespace gp
