#include "train/descent.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "nn/initializers.h"
#include "nn/kernels/transpose.h"
#include "nn/penalties.h"
#include "train/clipping.h"

namespace gp {

template <class T>
void addPenalties(const NetworkPlan& plan, const T* parameters, T* gradient, double l1, double l2) {
  for (const Block& block : plan.blocks)
    if (block.penalised) addPenaltyGradient(parameters + block.offset, gradient + block.offset, block.size(), l1, l2);
}

template <class T>
double totalPenalty(const NetworkPlan& plan, const T* parameters, double l1, double l2) {
  double total = 0;
  if (l1 == 0 && l2 == 0) return total;
  for (const Block& block : plan.blocks)
    if (block.penalised) total += penalty(parameters + block.offset, block.size(), l1, l2);
  return total;
}

template <class T>
Descent<T>::Descent(const Experiment& experiment, const NetworkPlan& plan, const Rows<T>& rows)
    : experiment_(experiment),
      plan_(plan),
      rows_(&rows),
      optimizer_(&find(optimizers(), experiment.optimizer.name, "optimizer.name")),
      schedule_(nullptr),
      pass_(plan_, find(losses(), experiment.loss, "loss")),
      smallBatch_(plan_, find(losses(), experiment.loss, "loss")) {
  const auto padded = static_cast<std::size_t>(roundUpToLanes(plan.total) + slack);
  gradient_.assign(padded, T{0});
  previous_.assign(padded, T{0});
  state_.parameters.assign(padded, T{0});
  state_.optimizer.assign(optimizer_->rule.stateNames.size(), std::vector<T>(padded, T{0}));
  fixed_.assign(static_cast<std::size_t>(plan.trainable), 0);
  const auto tileRows = static_cast<std::size_t>(Tile<T>::most);
  tileBySample_.assign(tileRows * static_cast<std::size_t>(rows.sampleStride) + slack, T{0});
  tileInputs_.assign(tileRows * static_cast<std::size_t>(rows.sampleStride) + slack, T{0});
  tileTargets_.assign(tileRows * static_cast<std::size_t>(rows.outputs) + slack, T{0});
  tileLosses_.assign(tileRows + slack, T{0});
  configure(experiment, plan);
  start();
}

template <class T>
void Descent<T>::configure(const Experiment& experiment, const NetworkPlan& plan) {
  const bool wasFull = full();
  const bool shuffled = experiment_.batch.shuffle;
  schedule_ = &find(schedules(), experiment.schedule.name, "schedule.name");
  experiment_ = experiment;
  anyDropout_ = plan.drops();
  bool sameMasks = true;
  for (std::size_t o = 0; o < plan.operations.size(); ++o)
    sameMasks = sameMasks && plan.operations[o].dropout == plan_.operations[o].dropout;
  plan_ = plan;
  if (!sameMasks) {
    pass_ = Pass<T>(plan_, find(losses(), experiment.loss, "loss"));
    smallBatch_ = SmallBatchPass<T>(plan_, find(losses(), experiment.loss, "loss"));
  }
  const bool begins = !state_.order.empty() && state_.cursor == 0;
  if (begins && (wasFull != full() || shuffled != experiment_.batch.shuffle)) beginEpoch();
}

template <class T>
void Descent<T>::start() {
  const Initializer& initializer = find(initializers(), experiment_.network.initializer.name, "network.initializer");
  Random random(experiment_.network.seed, Random::Purpose::weights);
  std::vector<double> numbers(state_.parameters.size(), 0.0);
  for (const auto* blocks : {&plan_.blocks, &plan_.buffers})
    for (const Block& block : *blocks) std::fill_n(numbers.begin() + block.offset, block.size(), block.start);
  for (const Operation& operation : plan_.operations)
    if (operation.kind->initialize)
      operation.kind->initialize(plan_, operation, initializer, experiment_.network.initializer.values, random,
                                 numbers.data());
  std::transform(numbers.begin(), numbers.end(), state_.parameters.begin(),
                 [](double number) { return static_cast<T>(number); });
  initial_ = state_.parameters;
  previous_ = state_.parameters;
  for (auto& array : state_.optimizer) std::fill(array.begin(), array.end(), T{0});
  state_.scalars.assign(static_cast<std::size_t>(optimizer_->rule.scalars), 1.0);
  state_.batches = Random(experiment_.batch.seed, Random::Purpose::batches).state();
  state_.dropout = Random(experiment_.batch.seed, Random::Purpose::dropout).state();
  state_.order.resize(static_cast<std::size_t>(rows_->count));
  std::iota(state_.order.begin(), state_.order.end(), 0U);
  state_.cursor = state_.epoch = state_.step = 0;
  std::fill(fixed_.begin(), fixed_.end(), std::uint8_t{0});
  anyFixed_ = false;
  finite_ = true;
  beginEpoch();
}

/// The order of the epoch that begins: the last one's, shuffled. A full batch has no order and draws nothing.
template <class T>
void Descent<T>::beginEpoch() {
  state_.cursor = 0;
  if (full()) return;
  if (!experiment_.batch.shuffle) {
    std::iota(state_.order.begin(), state_.order.end(), 0U);
    return;
  }
  Random random(state_.batches);
  random.shuffle(state_.order);
  state_.batches = random.state();
}

template <class T>
std::int64_t Descent<T>::batchSize() const {
  const std::int64_t left = rows_->count - state_.cursor;
  return full() || experiment_.batch.size > left ? left : experiment_.batch.size;
}

template <class T>
std::vector<std::uint32_t> Descent<T>::nextBatch() const {
  std::vector<std::uint32_t> rows(static_cast<std::size_t>(batchSize()));
  if (full() && state_.cursor == 0) {
    std::iota(rows.begin(), rows.end(), 0U);
  } else {
    std::copy_n(state_.order.begin() + state_.cursor, rows.size(), rows.begin());
  }
  return rows;
}

template <class T>
double Descent<T>::learningRate() const {
  const double epoch =
      static_cast<double>(state_.epoch) + static_cast<double>(state_.cursor) / static_cast<double>(rows_->count);
  return experiment_.learningRate * schedule_->factor(experiment_.schedule.values, epoch);
}

/// `count` rows of the next batch from `place` in it: the rows themselves where the batch is the whole set in
/// order, gathered and transposed otherwise.
template <class T>
Tile<T> Descent<T>::tile(std::int64_t place, std::int64_t count) {
  if (full() && state_.cursor == 0) return Tile<T>::of(*rows_, place, count);
  const std::uint32_t* order = state_.order.data() + state_.cursor + place;
  const std::ptrdiff_t width = rows_->sampleStride;
  const std::ptrdiff_t stride = roundUpToLanes(count);
  T* const bySample = tileBySample_.data();
  for (std::ptrdiff_t s = 0; s < stride; s += laneCount) {
    std::ptrdiff_t from[laneCount];  // past the end the last one again
    for (int i = 0; i < laneCount; ++i) from[i] = order[s + i < count ? s + i : count - 1];
    for (std::ptrdiff_t k = 0; k < width; k += laneCount) {
      Lanes<T> lanes[laneCount];
      for (int i = 0; i < laneCount; ++i) {
        lanes[i] = load(rows_->bySample.data() + from[i] * width + k);
        store(bySample + (s + i) * width + k, lanes[i]);
      }
      kernels::transposeLanes<T>(lanes);
      for (int i = 0; i < laneCount; ++i) store(tileInputs_.data() + (k + i) * stride + s, lanes[i]);
    }
    for (std::ptrdiff_t o = 0; o < rows_->outputs; ++o) {
      const T* const targets = rows_->targets.data() + o * rows_->stride;
      store(tileTargets_.data() + o * stride + s,
            Lanes<T>{targets[from[0]], targets[from[1]], targets[from[2]], targets[from[3]]});
    }
  }
  return {tileInputs_.data(), stride, bySample, width, tileTargets_.data(), stride, static_cast<std::ptrdiff_t>(count)};
}

/// Whether all are finite: x·0 is 0 for finite x only. Four sums, so that none waits for the one before.
/// @param count  a multiple of four
/// @param each   called with every place of a vector
template <class T, class Each>
GP_INLINE bool allFinite(const T* numbers, std::ptrdiff_t count, Each each) {
  Lanes<T> sums[4] = {spread(T{0}), spread(T{0}), spread(T{0}), spread(T{0})};
  const auto look = [&](std::ptrdiff_t i, Lanes<T>& sum) {
    each(i);
    sum = sum + load(numbers + i) * spread(T{0});
  };
  std::ptrdiff_t i = 0;
  for (; i + 4 * laneCount <= count; i += 4 * laneCount)
    for (int s = 0; s < 4; ++s) look(i + s * laneCount, sums[s]);
  for (; i < count; i += laneCount) look(i, sums[0]);
  const Lanes<T> sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  return (sum[0] + sum[1]) + (sum[2] + sum[3]) == T{0};
}

/// Sets to zero what has become smaller than any normal number: the averages of a unit that no longer learns, say,
/// which would shrink by a factor for ever, at many times the cost of an ordinary product.
template <class T>
void dropDenormals(T* numbers, std::ptrdiff_t count) {
  const Lanes<T> smallest = spread(std::numeric_limits<T>::min());
  for (std::ptrdiff_t i = 0; i < count; i += laneCount) {
    const Lanes<T> lanes = load(numbers + i);
    const LaneBits<T> tiny = (LaneBits<T>)(lanes < smallest) & (LaneBits<T>)(lanes > -smallest);
    store(numbers + i, select<T>(tiny, spread(T{0}), lanes));
  }
}

/// Updates between two looks for denormal numbers in the optimizer's state.
constexpr std::int64_t denormalInterval = 64;

template <class T>
void Descent<T>::applyUpdate(double rate) {
  const std::ptrdiff_t padded = roundUpToLanes(plan_.trainable);
  statePointers_.clear();
  for (auto& array : state_.optimizer) statePointers_.push_back(array.data());
  T* const parameters = state_.parameters.data();
  T* const previous = previous_.data();
  // Kept in the same walk: a copy on its own becomes memcpy, which costs a call out of WebAssembly.
  finite_ =
      allFinite<T>(gradient_.data(), padded, [&](std::ptrdiff_t i) { store(previous + i, load(parameters + i)); });
  optimizer_->rule.template update<T>({parameters, gradient_.data(), statePointers_.data(), padded, rate, state_.step,
                                       experiment_.optimizer.values.data(), state_.scalars.data()});
  if (anyFixed_)
    for (std::size_t i = 0; i < fixed_.size(); ++i)
      if (fixed_[i]) parameters[i] = previous[i];
  if (state_.step % denormalInterval == 0)
    for (T* array : statePointers_) dropDenormals(array, padded);
  finite_ = finite_ && allFinite<T>(parameters, padded, [](std::ptrdiff_t) {});
}

/// `batchGradient` for a batch that `SmallBatchPass` suits.
template <class T>
double Descent<T>::smallBatchGradient(Random* dropout) {
  static constexpr std::uint32_t inOrder[SmallBatchPass<T>::max] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};
  const std::int64_t size = batchSize();
  const bool whole = full() && state_.cursor == 0;
  smallBatch_.forward(state_.parameters.data(), *rows_, whole ? inOrder : state_.order.data() + state_.cursor,
                      static_cast<std::ptrdiff_t>(size), dropout);
  const double total = smallBatch_.evaluate(static_cast<T>(1 / static_cast<double>(size)));
  smallBatch_.backward(state_.parameters.data(), gradient_.data());
  if (experiment_.l1 > 0 || experiment_.l2 > 0)
    addPenalties(plan_, state_.parameters.data(), gradient_.data(), experiment_.l1, experiment_.l2);
  return total / static_cast<double>(size);
}

template <class T>
double Descent<T>::step() {
  lastLearningRate_ = learningRate();
  const std::int64_t size = batchSize();
  Random dropout(state_.dropout);
  Random* const masks = anyDropout_ ? &dropout : nullptr;
  const double loss = smallBatch_.worthwhile(size) ? smallBatchGradient(masks)
                                                   : batchGradient(pass_, masks, gradient_.data(), [](std::int64_t) {});
  state_.dropout = dropout.state();
  if (anyFixed_) forgetFixed(gradient_.data());
  if (experiment_.clipping.kind != ClippingSpec::Kind::none)
    clip(experiment_.clipping, gradient_.data(), roundUpToLanes(plan_.trainable));
  ++state_.step;
  applyUpdate(lastLearningRate_);
  state_.cursor += size;
  if (state_.cursor >= rows_->count) {
    ++state_.epoch;
    beginEpoch();
  }
  return loss;
}

template <class T>
void Descent<T>::forgetFixed(T* gradient) const {
  for (std::size_t i = 0; i < fixed_.size(); ++i)
    if (fixed_[i]) gradient[i] = T{0};
}

template <class T>
std::vector<T> Descent<T>::lastChange() const {
  std::vector<T> change(static_cast<std::size_t>(plan_.trainable));
  for (std::size_t i = 0; i < change.size(); ++i) change[i] = state_.parameters[i] - previous_[i];
  return change;
}

template <class T>
void Descent<T>::fixedChanged() {
  anyFixed_ = std::find(fixed_.begin(), fixed_.end(), std::uint8_t{1}) != fixed_.end();
}

template class Descent<float>;
template class Descent<double>;
template void addPenalties<float>(const NetworkPlan&, const float*, float*, double, double);
template void addPenalties<double>(const NetworkPlan&, const double*, double*, double, double);
template double totalPenalty<float>(const NetworkPlan&, const float*, double, double);
template double totalPenalty<double>(const NetworkPlan&, const double*, double, double);

}  // namespace gp
