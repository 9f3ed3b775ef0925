#include "train/recorder.h"

#include <algorithm>

namespace gp {
namespace {

/// Numbers kept of epochs that are noted and not yet measured: at most this many, and at least one epoch's.
constexpr std::ptrdiff_t unmeasuredRoom = 4 << 20;

HistoryEntry withMeasures(HistoryEntry entry, const Measures& now) {
  entry.trainLoss = now.train.loss;
  entry.testLoss = now.test.loss;
  entry.trainMetric = now.train.metric;
  entry.testMetric = now.test.metric;
  entry.trainError = now.train.error;
  entry.testError = now.test.error;
  return entry;
}

}  // namespace

template <class T>
Recorder<T>::Recorder(Gauge<T>& gauge, const NetworkPlan& plan)
    : gauge_(&gauge),
      parameterCount_(static_cast<std::size_t>(plan.total)),
      history_(static_cast<int>(plan.layers.size())) {
  // One more than the history keeps: it thins itself out when the next one comes, and that one is already here.
  const auto entries = std::clamp<std::ptrdiff_t>(unmeasuredRoom / plan.total, 1, History::defaultCapacity + 1);
  room_ = static_cast<std::size_t>(entries);
  // Not set to zero: of a run that is never trained long, most of it is never touched.
  parameters_.reset(new T[static_cast<std::size_t>(entries * plan.total + slack)]);
  unmeasured_.reserve(room_);
}

template <class T>
void Recorder<T>::record(const HistoryEntry& moment, const Measures* measures, const std::vector<T>& parameters) {
  if (measures) {
    history_.add(withMeasures(moment, *measures), measures->gradientNorms.data());
    return;
  }
  if (unmeasured_.size() == room_) makeRoom();
  T* const place = parameters_.get() + unmeasured_.size() * parameterCount_;
  std::copy_n(parameters.begin(), parameterCount_ + slack, place);
  unmeasured_.push_back(moment);
  history_.add(moment, nullptr);
}

/// What the history has thinned out goes first, and only if that is nothing, all are measured.
template <class T>
void Recorder<T>::makeRoom() {
  const auto place = [&](std::size_t i) { return parameters_.get() + i * parameterCount_; };
  std::size_t kept = 0;
  for (std::size_t i = 0; i < unmeasured_.size(); ++i) {
    if (!history_.wants(unmeasured_[i].epoch)) continue;
    if (kept != i) {
      unmeasured_[kept] = unmeasured_[i];
      std::copy_n(place(i), parameterCount_, place(kept));
    }
    ++kept;
  }
  if (kept == unmeasured_.size()) return measureAll();
  unmeasured_.resize(kept);
}

template <class T>
void Recorder<T>::measureNewest(const Measures& measures) {
  if (unmeasured_.empty()) return;
  history_.fill(withMeasures(unmeasured_.back(), measures), measures.gradientNorms.data());
  unmeasured_.pop_back();
}

template <class T>
void Recorder<T>::measureAll() {
  for (std::size_t i = 0; i < unmeasured_.size(); ++i) {
    const HistoryEntry& moment = unmeasured_[i];
    if (!history_.wants(moment.epoch) && i + 1 < unmeasured_.size()) continue;
    const Measures then = gauge_->measure(parameters_.get() + i * parameterCount_);
    history_.fill(withMeasures(moment, then), then.gradientNorms.data());
  }
  unmeasured_.clear();
}

template <class T>
void Recorder<T>::dropAfter(const HistoryEntry& moment) {
  history_.dropAfter(moment);
  while (!unmeasured_.empty() && unmeasured_.back().isAfter(moment)) unmeasured_.pop_back();
}

template <class T>
void Recorder<T>::clear() {
  history_.clear();
  unmeasured_.clear();
}

template <class T>
History& Recorder<T>::history() {
  measureAll();
  return history_;
}

template <class T>
History Recorder<T>::upTo(const HistoryEntry& moment, const Measures& measures) {
  History history = this->history();
  history.dropAfter(moment);
  const HistoryEntry entry = withMeasures(moment, measures);
  // A moment already recorded may have been changed by hand since.
  if (history.size() == 0 || history.entry(history.size() - 1).step < entry.step ||
      !history.fill(entry, measures.gradientNorms.data()))
    history.add(entry, measures.gradientNorms.data());
  return history;
}

template class Recorder<float>;
template class Recorder<double>;

}  // namespace gp
