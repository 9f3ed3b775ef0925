#include "train/run.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/bytes.h"
#include "exchange/settings.h"
#include "train/clipping.h"

namespace gp {

Shape shapeOf(const Experiment& experiment, int inputs, int outputs) {
  Shape shape;
  int width = inputs;
  const auto& hidden = experiment.network.hidden;
  for (std::size_t i = 0; i < hidden.size(); ++i) {
    const std::string path = "network.hidden[" + std::to_string(i) + "].activation";
    shape.add(width, hidden[i].units, find(activations(), hidden[i].activation, path), hidden[i].dropout);
    width = hidden[i].units;
  }
  shape.add(width, outputs, find(outputActivations(), experiment.network.outputActivation, "network.outputActivation"),
            0);
  if (static_cast<double>(shape.parameterCount) > limits::parameters)
    throw ExperimentError("network.hidden", "makes " + std::to_string(shape.parameterCount) +
                                                " parameters, allowed 1 to " + formatNumber(limits::parameters));
  return shape;
}

namespace {

template <class T>
Rows<T> rowsOf(const Table& features, const Table& outputs, int featureCount, int outputCount) {
  return Rows<T>(features.values.data(), outputs.values.data(), features.rows(), featureCount, outputCount);
}

/// The first number that is not finite, or 0.
template <class T>
double firstNotFinite(const std::vector<T>& numbers) {
  for (const T number : numbers)
    if (!std::isfinite(static_cast<double>(number))) return static_cast<double>(number);
  return 0;
}

template <class T>
double largestWeight(const Shape& shape, const std::vector<T>& parameters) {
  double largest = 0;
  for (const Layer& layer : shape.layers)
    for (std::ptrdiff_t i = layer.weights; i < layer.biases; ++i)
      largest = std::max(largest, std::fabs(static_cast<double>(parameters[static_cast<std::size_t>(i)])));
  return largest;
}

/// Numbers kept of epochs that are recorded and not yet measured: at most this many, and at least one epoch's.
constexpr std::ptrdiff_t unmeasuredRoom = 4 << 20;

/// Updates between two places from which a diverging run can be replayed.
constexpr std::int64_t anchorDistance = 256;

}  // namespace

template <class T>
Run<T>::Run(const Experiment& experiment, PreparedData data)
    : experiment_(experiment),
      data_(std::move(data)),
      features_(experiment_, data_),
      shape_(shapeOf(experiment_, features_.count(), data_.outputs)),
      loss_(&find(losses(), experiment_.loss, "loss")),
      judge_(Judge::of(experiment_, data_)),
      train_(rowsOf<T>(data_.trainFeatures, data_.trainOutputs, features_.count(), data_.outputs)),
      test_(rowsOf<T>(data_.testFeatures, data_.testOutputs, features_.count(), data_.outputs)),
      pass_(shape_, *loss_),
      descent_(experiment_, shape_, train_),
      history_(static_cast<int>(shape_.layers.size())),
      fullGradient_(static_cast<std::size_t>(roundUpToLanes(shape_.parameterCount) + slack)) {
  // One more than the history keeps: it has thinned itself out before all these would have to be measured.
  // One more than the history keeps: it thins itself out when the next one comes, and that one is already here.
  const std::ptrdiff_t entries =
      std::clamp<std::ptrdiff_t>(unmeasuredRoom / shape_.parameterCount, 1, History::defaultCapacity + 1);
  unmeasuredParameters_.resize(static_cast<std::size_t>(entries * shape_.parameterCount + slack));
  unmeasured_.reserve(static_cast<std::size_t>(entries));
  setAnchors();
}

template <class T>
void Run<T>::setAnchors() {
  anchor_ = descent_.state();
  olderAnchor_ = anchor_;
}

template <class T>
void Run<T>::reset() {
  descent_.start();
  history_.clear();
  unmeasured_.clear();
  memory_ = {};
  status_ = Status::ready;
  reason_.reset();
  measured_ = false;
  setAnchors();
}

template <class T>
void Run<T>::configure(const Experiment& experiment) {
  for (const std::string& path : differingPaths(experiment_, experiment))
    if (restartsOnChangeOf(path)) throw ExperimentError(path, "changes what the run began with: it needs a new start");
  Shape shape = shapeOf(experiment, features_.count(), data_.outputs);
  settle();
  measureRecorded();  // by the settings under which it was recorded
  experiment_ = experiment;
  shape_ = std::move(shape);
  pass_ = Pass<T>(shape_, *loss_);
  descent_.configure(experiment_, shape_);
  if (status_ == Status::stopped || status_ == Status::diverged) status_ = Status::training;
  reason_.reset();
  measured_ = false;
  setAnchors();
}

template <class T>
void Run<T>::parametersChanged() {
  measured_ = false;
  if (status_ == Status::stopped || status_ == Status::diverged) status_ = Status::training;
  reason_.reset();
  setAnchors();
}

template <class T>
const std::vector<T>& Run<T>::gradients() {
  walk(pass_, descent_.parameters().data(), train_, fullGradient_.data(),
       [](std::ptrdiff_t, const Pass<T>&, const T*) {});
  addPenalties(shape_, descent_.parameters().data(), fullGradient_.data(), experiment_.l1, experiment_.l2);
  return fullGradient_;
}

template <class T>
Measures Run<T>::measureAt(const T* parameters) {
  Measures now;
  now.train = measure(pass_, parameters, train_, judge_, fullGradient_.data());
  now.test = measure<T>(pass_, parameters, test_, judge_, nullptr);
  now.objective = now.train.loss + totalPenalty(shape_, parameters, experiment_.l1, experiment_.l2);
  if (experiment_.l1 > 0 || experiment_.l2 > 0)
    addPenalties(shape_, parameters, fullGradient_.data(), experiment_.l1, experiment_.l2);
  for (const Layer& layer : shape_.layers)
    now.gradientNorms.push_back(
        norm2(fullGradient_.data() + layer.weights, layer.biases + layer.units - layer.weights));
  now.gradientNorm = norm2(fullGradient_.data(), shape_.parameterCount);
  return now;
}

template <class T>
const Measures& Run<T>::measures() {
  if (!measured_) measures_ = measureAt(descent_.parameters().data());
  measured_ = true;
  return measures_;
}

namespace {

void putMeasures(const Measures& now, HistoryEntry& entry) {
  entry.trainLoss = now.train.loss;
  entry.testLoss = now.test.loss;
  entry.trainMetric = now.train.metric;
  entry.testMetric = now.test.metric;
  entry.trainError = now.train.error;
  entry.testError = now.test.error;
}

}  // namespace

/// This moment without its measures.
template <class T>
HistoryEntry Run<T>::thisMoment() const {
  const DescentState<T>& state = descent_.state();
  HistoryEntry entry;
  entry.epoch =
      static_cast<double>(state.epoch) + static_cast<double>(state.cursor) / static_cast<double>(train_.count);
  entry.step = static_cast<double>(state.step);
  entry.learningRate = descent_.learningRate();
  return entry;
}

/// Records this moment: with its measures where they are known, otherwise by its parameters.
template <class T>
void Run<T>::record() {
  const DescentState<T>& state = descent_.state();
  HistoryEntry entry = thisMoment();
  if (measured_) {
    putMeasures(measures_, entry);
    history_.add(entry, measures_.gradientNorms.data());
    return;
  }
  const auto count = static_cast<std::size_t>(shape_.parameterCount);
  if ((unmeasured_.size() + 1) * count > unmeasuredParameters_.size() - slack) {
    // Full: what the history has thinned out goes first, and only if that is nothing, all are measured.
    std::size_t kept = 0;
    for (std::size_t i = 0; i < unmeasured_.size(); ++i) {
      if (!history_.wants(unmeasured_[i].epoch)) continue;
      if (kept != i) {
        unmeasured_[kept] = unmeasured_[i];
        std::copy_n(unmeasuredParameters_.begin() + static_cast<std::ptrdiff_t>(i * count), count,
                    unmeasuredParameters_.begin() + static_cast<std::ptrdiff_t>(kept * count));
      }
      ++kept;
    }
    if (kept < unmeasured_.size()) {
      unmeasured_.resize(kept);
    } else {
      measureRecorded();
    }
  }
  std::copy_n(state.parameters.begin(), count,
              unmeasuredParameters_.begin() + static_cast<std::ptrdiff_t>(unmeasured_.size() * count));
  unmeasured_.push_back(entry);
  history_.add(entry, nullptr);
}

template <class T>
void Run<T>::measureRecorded() {
  const auto count = static_cast<std::size_t>(shape_.parameterCount);
  for (std::size_t i = 0; i < unmeasured_.size(); ++i) {
    HistoryEntry& entry = unmeasured_[i];
    if (!history_.wants(entry.epoch) && i + 1 < unmeasured_.size()) continue;
    const Measures then = measureAt(unmeasuredParameters_.data() + i * count);
    putMeasures(then, entry);
    history_.fill(entry, then.gradientNorms.data());
  }
  unmeasured_.clear();
}

template <class T>
void Run<T>::dropRecordsAfter(std::int64_t step) {
  history_.dropAfter(static_cast<double>(step));
  while (!unmeasured_.empty() && unmeasured_.back().step > static_cast<double>(step)) unmeasured_.pop_back();
}

template <class T>
History Run<T>::historyUpToNow() {
  measureRecorded();
  History history = history_;
  const DescentState<T>& state = descent_.state();
  history.dropAfter(static_cast<double>(state.step));
  const Measures& now = measures();
  HistoryEntry entry = thisMoment();
  putMeasures(now, entry);
  // A moment already recorded may have been changed by hand since.
  if (history.size() == 0 || history.entry(history.size() - 1).step < entry.step ||
      !history.fill(entry, now.gradientNorms.data()))
    history.add(entry, now.gradientNorms.data());
  return history;
}

template <class T>
void Run<T>::trainEpochs(std::int64_t count) {
  const std::int64_t last = descent_.state().epoch + count;
  while (descent_.state().epoch < last && advance()) {
  }
}

template <class T>
void Run<T>::trainSteps(std::int64_t count) {
  const std::int64_t last = descent_.state().step + count;
  while (descent_.state().step < last && advance()) {
  }
}

/// One update. @return whether training may go on
template <class T>
bool Run<T>::advance() {
  if (status_ == Status::stopped || status_ == Status::diverged) return false;
  const DescentState<T>& state = descent_.state();
  if (experiment_.stop.maxEpochs && static_cast<double>(state.epoch) >= *experiment_.stop.maxEpochs) {
    // The limit was reached before, and something else was changed since.
    StopSpec limit;
    limit.maxEpochs = experiment_.stop.maxEpochs;
    EpochMeasures seen;
    seen.epoch = static_cast<double>(state.epoch);
    StopMemory nothing;
    reason_ = checkStopRules(limit, seen, nothing);
    status_ = Status::stopped;
    return false;
  }
  if (history_.size() > 0 && history_.entry(history_.size() - 1).step > static_cast<double>(state.step))
    dropRecordsAfter(state.step);
  if (history_.size() == 0) record();
  if (state.step >= anchor_.step + anchorDistance) {
    std::swap(anchor_, olderAnchor_);
    anchor_ = state;
  }
  status_ = Status::training;
  measured_ = false;
  const std::int64_t epoch = state.epoch;
  const double rate = descent_.learningRate();
  const double loss = descent_.step();
  if (!std::isfinite(loss)) {
    diverge(Divergence::Quantity::loss, loss, rate, state.step - 2);
    return false;
  }
  if (!descent_.finite()) {
    double value = firstNotFinite(state.parameters);
    if (value == 0) value = firstNotFinite(descent_.gradient());
    diverge(Divergence::Quantity::parameters, value, rate, state.step - 1);
    return false;
  }
  if (state.epoch != epoch) finishEpoch(rate);
  return status_ == Status::training;
}

template <class T>
void Run<T>::finishEpoch(double rate) {
  const StopSpec& stop = experiment_.stop;
  const auto epoch = static_cast<double>(descent_.state().epoch);
  const bool recorded = history_.wants(epoch);
  const bool last = stop.maxEpochs && epoch >= *stop.maxEpochs;  // nobody comes after to see what it has led to
  const bool watched = last || stop.trainLoss || stop.gradientNorm || stop.patience;
  EpochMeasures seen;
  seen.epoch = epoch;
  if (watched) {
    const Measures& now = measures();
    if (!std::isfinite(now.train.loss)) {
      const std::int64_t step = descent_.state().step;
      diverge(Divergence::Quantity::loss, now.train.loss, rate, step - 1);
      return;
    }
    seen.trainLoss = now.train.loss;
    if (test_.count > 0) seen.testLoss = now.test.loss;
    seen.gradientNorm = now.gradientNorm;
  }
  if (recorded) record();
  if (auto reason = checkStopRules(stop, seen, memory_)) {
    status_ = Status::stopped;
    reason_ = std::move(reason);
  }
}

/// Ends the run at the last finite state: training is the same every time, so it is replayed from an anchor
/// up to the update before the numbers broke.
/// @param lastGood  updates done in the newest state that may still be finite
template <class T>
void Run<T>::diverge(Divergence::Quantity quantity, double value, double rate, std::int64_t lastGood) {
  const std::int64_t broken = descent_.state().step;
  const DescentState<T>& start = lastGood >= anchor_.step ? anchor_ : olderAnchor_;
  std::int64_t target = std::max(lastGood, start.step);
  WeightGrowth growth;
  descent_.setState(start);
  growth.note(largestWeight(shape_, descent_.state().parameters));
  while (descent_.state().step < broken - 1) {
    descent_.step();
    growth.note(largestWeight(shape_, descent_.state().parameters));
  }
  for (std::int64_t back = 1;; target = std::max(target - back, start.step), back *= 2) {
    descent_.setState(start);
    descent_.previous() = start.parameters;
    while (descent_.state().step < target) descent_.step();
    measured_ = false;
    if (std::isfinite(measures().train.loss) || target == start.step) break;
  }
  dropRecordsAfter(target);
  if (memory_.bestEpoch > static_cast<double>(descent_.state().epoch)) memory_ = {};
  status_ = Status::diverged;
  reason_ = divergenceReason({quantity, value, static_cast<double>(broken), rate}, growth);
  setAnchors();
}

template <class T>
void Run<T>::settle() {
  if (status_ != Status::training || std::isfinite(measures().train.loss)) return;
  const double loss = measures_.train.loss;
  diverge(Divergence::Quantity::loss, loss, descent_.learningRate(), descent_.state().step - 1);
}

template <class T>
std::vector<std::uint8_t> Run<T>::checkpoint() const {
  ByteWriter out;
  const DescentState<T>& state = descent_.state();
  const auto count = static_cast<std::size_t>(shape_.parameterCount);
  out.put(static_cast<std::uint32_t>(sizeof(T)));
  out.put(static_cast<std::uint64_t>(count));
  out.put(state.parameters.data(), count);
  out.put(static_cast<std::uint64_t>(state.optimizer.size()));
  for (const auto& array : state.optimizer) out.put(array.data(), count);
  out.putList(state.scalars);
  out.put(state.batches);
  out.put(state.dropout);
  out.putList(state.order);
  out.put(state.cursor);
  out.put(state.epoch);
  out.put(state.step);
  out.put(descent_.previous().data(), count);
  out.putList(descent_.fixed());
  out.put(memory_);
  out.put(static_cast<std::int32_t>(status_));
  out.put(static_cast<std::uint8_t>(reason_ ? 1 : 0));
  if (reason_) {
    out.putText(reason_->rule);
    out.putText(reason_->en);
    out.putText(reason_->zh);
    out.put(static_cast<std::uint64_t>(reason_->values.size()));
    for (const auto& [name, value] : reason_->values) {
      out.putText(name);
      out.put(static_cast<std::uint8_t>(value.is(Value::Kind::number) ? 1 : 0));
      if (value.is(Value::Kind::number)) {
        out.put(value.number());
      } else {
        out.putText(value.text());
      }
    }
  }
  return out.take();
}

template <class T>
void Run<T>::rewind(const std::vector<std::uint8_t>& checkpoint) {
  ByteReader in(checkpoint, "checkpoint");
  const auto count = static_cast<std::size_t>(shape_.parameterCount);
  if (in.get<std::uint32_t>() != sizeof(T) || in.get<std::uint64_t>() != count)
    in.refuse("belongs to another experiment");
  DescentState<T> state = descent_.state();
  in.get(state.parameters.data(), count);
  if (in.get<std::uint64_t>() != state.optimizer.size()) in.refuse("belongs to another optimizer");
  for (auto& array : state.optimizer) in.get(array.data(), count);
  state.scalars = in.getList<double>(state.scalars.size());
  state.batches = in.get<Random::State>();
  state.dropout = in.get<Random::State>();
  state.order = in.getList<std::uint32_t>(state.order.size());
  state.cursor = in.get<std::int64_t>();
  state.epoch = in.get<std::int64_t>();
  state.step = in.get<std::int64_t>();
  std::vector<bool> seen(state.order.size(), false);
  for (const std::uint32_t row : state.order) {
    if (row >= seen.size() || seen[row]) in.refuse("has an impossible order of rows: it is damaged");
    seen[row] = true;
  }
  if (state.cursor < 0 || state.cursor >= static_cast<std::int64_t>(state.order.size()) || state.epoch < 0 ||
      state.step < 0)
    in.refuse("has impossible counters: it is damaged");
  std::vector<T> previous = state.parameters;
  in.get(previous.data(), count);
  std::vector<std::uint8_t> fixed = in.getList<std::uint8_t>(count);
  const auto memory = in.get<StopMemory>();
  const auto status = in.get<std::int32_t>();
  if (status < 0 || status > static_cast<std::int32_t>(Status::diverged)) in.refuse("has an unknown status");
  std::optional<Reason> reason;
  if (in.get<std::uint8_t>() != 0) {
    reason.emplace();
    reason->rule = in.getText();
    reason->en = in.getText();
    reason->zh = in.getText();
    for (auto left = in.get<std::uint64_t>(); left > 0; --left) {
      std::string name = in.getText();
      const bool number = in.get<std::uint8_t>() != 0;
      Value value = number ? Value(in.get<double>()) : Value(in.getText());
      reason->values.emplace_back(std::move(name), std::move(value));
    }
  }
  in.expectEnd();
  if (firstNotFinite(state.parameters) != 0) in.refuse("holds a parameter that is not finite: it is damaged");
  descent_.setState(state);
  descent_.previous() = std::move(previous);
  descent_.fixed() = std::move(fixed);
  descent_.fixedChanged();
  memory_ = memory;
  status_ = static_cast<Status>(status);
  reason_ = std::move(reason);
  measured_ = false;
  setAnchors();
}

template class Run<float>;
template class Run<double>;

}  // namespace gp
