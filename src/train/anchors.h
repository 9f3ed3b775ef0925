/// Where a run that diverges is computed again from: training is the same every time.
#pragma once

#include <utility>
#include <vector>

#include "train/descent.h"
#include "train/divergence.h"

namespace gp {

/// A state of a descent, and what led to it.
template <class T>
struct Anchor {
  DescentState<T> state;
  std::vector<T> previous;  ///< parameters before the last update
  WeightGrowth growth;      ///< up to this state; empty where `WeightGrowth::window` updates follow before it is needed
};

/// Two earlier states of a descent. Nothing is stored while numbers are sound but a copy now and then.
template <class T>
class Anchors {
 public:
  /// Updates between two states that are kept.
  static constexpr std::int64_t distance = 256;

  /// The past is no longer what led here: a new start, a change by hand, a rewind.
  void set(const Descent<T>& descent, const WeightGrowth& growth) {
    newer_ = {descent.state(), descent.previous(), growth};
    older_ = newer_;
  }
  /// Before an update: keeps the state where the newest one kept is old enough.
  void follow(const Descent<T>& descent) {
    if (descent.state().step < newer_.state.step + distance) return;
    std::swap(newer_, older_);
    newer_.state = descent.state();
    newer_.previous = descent.previous();
    newer_.growth = {};
  }
  /// The newest state kept with at most so many updates done, or else the oldest.
  const Anchor<T>& upTo(std::int64_t step) const { return step >= newer_.state.step ? newer_ : older_; }

 private:
  Anchor<T> newer_;
  Anchor<T> older_;
};

}  // namespace gp
