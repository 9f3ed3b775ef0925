#include "train/run.h"

#include <algorithm>
#include <cmath>

#include "nn/plan.h"
#include "train/breakdown.h"
#include "train/checkpoint.h"
#include "train/largest_weight.h"

namespace gp {

template <class T>
Run<T>::Run(const Experiment& experiment, PreparedData data)
    : experiment_(experiment),
      data_(std::move(data)),
      features_(experiment_, data_),
      plan_(planNetwork(experiment_, features_.count(), data_.outputs)),
      gauge_(experiment_, data_, plan_),
      descent_(experiment_, plan_, gauge_.train()),
      recorder_(gauge_, plan_) {
  beginPast();
}

/// What lies before is no longer what led here: a new start, a change by hand, a rewind.
/// @param earlierWeights  as `WeightGrowth::earlier` gave them
template <class T>
void Run<T>::beginPast(const std::vector<double>& earlierWeights) {
  growth_ = {};
  for (const double weight : earlierWeights) growth_.note(weight);
  if (descent_.state().step > 0) growth_.note(largestWeight(plan_, descent_.previous()));
  growth_.note(largestWeight(plan_, descent_.state().parameters));
  growth_.step = descent_.state().step;
  anchors_.set(descent_, growth_);
}

template <class T>
void Run<T>::reset() {
  descent_.start();
  recorder_.clear();
  course_ = {};
  moved();
  beginPast();
}

template <class T>
void Run<T>::configure(const Experiment& experiment) {
  NetworkPlan plan = planNetwork(experiment, features_.count(), data_.outputs);
  settle();
  recorder_.measureAll();  // by the settings under which it was recorded
  experiment_ = experiment;
  plan_ = std::move(plan);
  gauge_.configure(experiment_, plan_);
  descent_.configure(experiment_, plan_);
  parametersChanged();
}

template <class T>
void Run<T>::parametersChanged() {
  moved();
  course_.reopen();
  beginPast();
}

template <class T>
const Measures& Run<T>::measures() {
  if (measured_) return measures_;
  measures_ = gauge_.measure(descent_.parameters().data());
  measured_ = true;
  if (recordedNow_) recorder_.measureNewest(measures_);
  return measures_;
}

/// This moment without its measures.
template <class T>
HistoryEntry Run<T>::thisMoment() const {
  const DescentState<T>& state = descent_.state();
  HistoryEntry entry;
  entry.epoch =
      static_cast<double>(state.epoch) + static_cast<double>(state.cursor) / static_cast<double>(trainRows().count);
  entry.step = static_cast<double>(state.step);
  entry.learningRate = descent_.learningRate();
  return entry;
}

template <class T>
void Run<T>::record() {
  recorder_.record(thisMoment(), measured_ ? &measures_ : nullptr, descent_.parameters());
  recordedNow_ = true;
}

template <class T>
History Run<T>::historyUpToNow() {
  return recorder_.upTo(thisMoment(), measures());
}

/// Whether the end of an epoch is so few updates away, or hardly more, that who saves there looks back on the next one.
template <class T>
bool Run<T>::saveMayFollow(std::int64_t lastEpoch) const {
  const std::int64_t epochs = lastEpoch - descent_.state().epoch;
  if (epochs > WeightGrowth::window) return false;
  const std::int64_t rows = trainRows().count;
  const std::int64_t batch = experiment_.batch.size == 0 ? rows : experiment_.batch.size;
  return epochs * rows - descent_.state().cursor <= WeightGrowth::window * batch;
}

// Weights are noted where a call may end alone: in between nobody can save the run.
template <class T>
void Run<T>::trainEpochs(std::int64_t count) {
  const std::int64_t last = descent_.state().epoch + count;
  while (descent_.state().epoch < last && advance(saveMayFollow(last))) {
  }
}

template <class T>
void Run<T>::trainSteps(std::int64_t count) {
  const std::int64_t last = descent_.state().step + count;
  while (descent_.state().step < last && advance(last - descent_.state().step <= WeightGrowth::window)) {
  }
}

/// Whether the limit of epochs was reached before, and something else was changed since.
template <class T>
bool Run<T>::pastLastEpoch() {
  const auto epoch = static_cast<double>(descent_.state().epoch);
  if (!experiment_.stop.maxEpochs || epoch < *experiment_.stop.maxEpochs) return false;
  StopSpec limit;
  limit.maxEpochs = experiment_.stop.maxEpochs;
  EpochMeasures seen;
  seen.epoch = epoch;
  StopMemory nothing;
  course_.end(Status::stopped, *checkStopRules(limit, seen, nothing));
  return true;
}

/// One update. @param noting  whether the run may be saved before `WeightGrowth::window` more
/// @return whether training may go on
template <class T>
bool Run<T>::advance(bool noting) {
  const DescentState<T>& state = descent_.state();
  if (course_.over() || pastLastEpoch() || state.step >= mostSteps) return false;
  if (recordedAhead_) recorder_.dropAfter(thisMoment());
  recordedAhead_ = false;
  if (recorder_.empty()) record();
  anchors_.follow(descent_);
  course_.status = Status::training;
  moved();
  const std::int64_t epoch = state.epoch;
  const double loss = descent_.step();
  if (isBroken(loss)) {
    diverge(loss);
    return false;
  }
  if (noting) growth_.noteAfter(state.step, largestWeight(plan_, state.parameters));
  if (state.epoch != epoch) finishEpoch(descent_.lastLearningRate());
  return status() == Status::training;
}

/// Whether the update that was just done broke the run. @param loss  of its batch
template <class T>
bool Run<T>::isBroken(double loss) const {
  return !std::isfinite(loss) || !descent_.finite();
}

/// The end by the update that was just done. @param loss  of its batch
template <class T>
void Run<T>::diverge(double loss) {
  const DescentState<T>& state = descent_.state();
  const double rate = descent_.lastLearningRate();
  const auto step = static_cast<double>(state.step);
  if (!std::isfinite(loss)) {
    // Without the units that were dropped the state before may be finite, as a run that was saved there takes it to be.
    diverge({Divergence::Quantity::loss, loss, step, rate}, state.step - (plan_.drops() ? 1 : 2), true);
    return;
  }
  Divergence seen{Divergence::Quantity::gradient, 0, step, rate};
  if (!locateGradient(plan_, descent_.gradient(), seen)) locateParameter(plan_, state.parameters, seen);
  diverge(seen, state.step - 1, true);
}

/// Whether all rows are measured at the end of the epoch that was just finished.
template <class T>
bool Run<T>::measuresEpoch() const {
  const StopSpec& stop = experiment_.stop;
  const auto epoch = static_cast<double>(descent_.state().epoch);
  const bool last = stop.maxEpochs && epoch >= *stop.maxEpochs;  // nobody comes after to see what it has led to
  return last || stop.trainLoss || stop.gradientNorm || stop.patience;
}

template <class T>
void Run<T>::finishEpoch(double rate) {
  const StopSpec& stop = experiment_.stop;
  const auto epoch = static_cast<double>(descent_.state().epoch);
  const bool recorded = recorder_.wants(epoch);
  EpochMeasures seen;
  seen.epoch = epoch;
  if (measuresEpoch()) {
    const Measures& now = measures();
    if (!std::isfinite(now.train.loss)) {
      divergeByLoss(rate);
      return;
    }
    seen.trainLoss = now.train.loss;
    if (testRows().count > 0) seen.testLoss = now.test.loss;
    seen.gradientNorm = now.gradientNorm;
  }
  if (recorded) record();
  if (auto reason = checkStopRules(stop, seen, course_.memory)) course_.end(Status::stopped, *std::move(reason));
}

/// The end by the loss over the whole training set, after an update that showed nothing yet.
template <class T>
void Run<T>::divergeByLoss(double rate) {
  const DescentState<T>& state = descent_.state();
  diverge({Divergence::Quantity::loss, measures().train.loss, static_cast<double>(state.step), rate,
           locateUnit(plan_, loss(), state.parameters.data(), trainRows())},
          state.step - 1, false);
}

/// Ends the run at the last finite state, found by training again from an anchor.
/// @param lastGood  updates done in the newest state that may still be finite
/// @param inBatch   whether the batch of that update showed it, where its place is then looked for
template <class T>
void Run<T>::diverge(Divergence seen, std::int64_t lastGood, bool inBatch) {
  const std::int64_t broken = descent_.state().step;
  const Anchor<T>& start = anchors_.upTo(std::min(lastGood, broken - WeightGrowth::window));
  const std::int64_t oldest = start.state.step;
  std::int64_t target = std::max(lastGood, oldest);
  WeightGrowth growth = start.growth;
  descent_.setState(start.state);
  if (growth.count == 0) growth.note(largestWeight(plan_, descent_.state().parameters));
  while (descent_.state().step < broken - 1) {
    descent_.step();
    growth.note(largestWeight(plan_, descent_.state().parameters));
  }
  if (inBatch) locateInNextBatch(descent_, plan_, loss(), seen);
  // Back in growing steps, then forward by halves to the last state that is finite: the same from every anchor.
  std::int64_t above = target + 1;
  for (std::int64_t back = 1; !finiteAt(start, target) && target > oldest; back *= 2) {
    above = target;
    target = std::max(target - back, oldest);
  }
  while (above - target > 1) {
    const std::int64_t middle = target + (above - target) / 2;
    (finiteAt(start, middle) ? target : above) = middle;
  }
  if (descent_.state().step != target) finiteAt(start, target);
  recorder_.dropAfter(thisMoment());
  if (course_.memory.bestEpoch > static_cast<double>(descent_.state().epoch)) course_.memory = {};
  course_.end(Status::diverged, divergenceReason(seen, growth));
  beginPast();
}

/// Goes to the state after `step` updates by training on from an earlier one. @return whether its loss is finite
template <class T>
bool Run<T>::finiteAt(const Anchor<T>& start, std::int64_t step) {
  descent_.setState(start.state);
  descent_.previous() = start.previous;
  while (descent_.state().step < step) descent_.step();
  moved();
  return std::isfinite(measures().train.loss);
}

template <class T>
void Run<T>::settle() {
  if (status() != Status::training || std::isfinite(measures().train.loss)) return;
  const Anchor<T> here{descent_.state(), descent_.previous(), {}};
  if (breaksSoon()) return;
  descent_.setState(here.state);
  descent_.previous() = here.previous;
  moved();
  divergeByLoss(descent_.learningRate());
}

/// Goes on until an update shows what is wrong, so that the run is told to have ended in the same update whether or not
/// somebody looked before. @return whether one did, to the end of the epoch in which every row has been in a batch
template <class T>
bool Run<T>::breaksSoon() {
  const DescentState<T>& state = descent_.state();
  const std::int64_t last = state.epoch + 1;
  for (std::int64_t epoch = state.epoch; epoch <= last && state.step < mostSteps;) {
    const double loss = descent_.step();
    if (isBroken(loss)) {
      diverge(loss);
      return true;
    }
    if (state.epoch == epoch) continue;
    epoch = state.epoch;
    if (!measuresEpoch()) continue;
    moved();
    if (std::isfinite(measures().train.loss)) return false;
    divergeByLoss(descent_.lastLearningRate());
    return true;
  }
  return false;
}

template <class T>
std::vector<std::uint8_t> Run<T>::checkpoint() const {
  // A run that is over goes on after a change alone, and then from a new past.
  return writeCheckpoint(descent_, course_, growth_.earlier(course_.over() ? -1 : descent_.state().step));
}

template <class T>
void Run<T>::rewind(const std::vector<std::uint8_t>& checkpoint) {
  Beside beside = readCheckpoint(checkpoint, descent_);
  course_ = std::move(beside.course);
  moved();
  recordedAhead_ = true;
  beginPast(beside.earlierWeights);
}

template class Run<float>;
template class Run<double>;

}  // namespace gp
