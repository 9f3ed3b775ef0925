/// The record of a run while it goes on: epochs are noted by a copy of their parameters and measured when somebody
/// looks.
#pragma once

#include <memory>
#include <vector>

#include "train/gauge.h"
#include "train/history.h"

namespace gp {

/// Fills a history. An epoch that was noted and not yet measured is never measured where the history has thinned it
/// out by then, so that recording costs a copy. It allocates nothing while training goes on.
template <class T>
class Recorder {
 public:
  /// @param gauge  measures what was noted; outlives this
  Recorder(Gauge<T>& gauge, const NetworkPlan& plan);

  bool wants(double epoch) const { return history_.wants(epoch); }
  bool empty() const { return history_.size() == 0; }
  /// Notes a moment. @param measures  null where they are not known yet
  void record(const HistoryEntry& moment, const Measures* measures, const std::vector<T>& parameters);
  /// Forgets what came after a moment, or cannot lie before it.
  void dropAfter(const HistoryEntry& moment);
  void clear();

  /// What was noted last is of the parameters that these measures are of.
  void measureNewest(const Measures& measures);
  /// Measures what is noted and not yet measured.
  void measureAll();
  /// Everything recorded, measured.
  History& history();
  /// The record up to a moment, which is its last entry; what lies ahead of it is left out.
  History upTo(const HistoryEntry& moment, const Measures& measures);

 private:
  void makeRoom();

  Gauge<T>* gauge_;
  std::size_t parameterCount_;  ///< of the whole flat vector, buffers too
  History history_;
  std::vector<HistoryEntry> unmeasured_;
  std::size_t room_;                 ///< entries that may be unmeasured at once
  std::unique_ptr<T[]> parameters_;  ///< [room × parameterCount + slack], of the unmeasured ones
};

extern template class Recorder<float>;
extern template class Recorder<double>;

}  // namespace gp
