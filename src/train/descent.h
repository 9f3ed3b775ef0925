/// Gradient descent itself: batches, gradient, clipping, update. One object holds what moves in a run.
#pragma once

#include <cstdint>
#include <vector>

#include "base/random.h"
#include "experiment/experiment.h"
#include "nn/pass.h"
#include "nn/small_batch_pass.h"
#include "train/optimizers.h"
#include "train/schedules.h"

namespace gp {

/// Everything that an update reads and writes: copying it back continues the run from there, bit for bit.
template <class T>
struct DescentState {
  std::vector<T> parameters;              ///< the flat vector [trainable | buffers], padded with zeros and slack
  std::vector<std::vector<T>> optimizer;  ///< one array per state of the optimizer, as long as the trainable part
  std::vector<double> scalars;            ///< the optimizer's running products
  Random::State batches{};                ///< shuffles
  Random::State dropout{};                ///< masks
  std::vector<std::uint32_t> order;       ///< the training rows in the order of this epoch
  std::int64_t cursor = 0;                ///< rows of this epoch already used
  std::int64_t epoch = 0;                 ///< whole epochs done
  std::int64_t step = 0;                  ///< updates done
};

/// Updates that a run can do: whole numbers are exact in a double up to here.
constexpr std::int64_t mostSteps = 9007199254740991;

template <class T>
class Descent {
 public:
  /// @param rows  the training part; outlives this
  Descent(const Experiment& experiment, const NetworkPlan& plan, const Rows<T>& rows);
  Descent(const Descent&) = delete;  // its pass points to its plan
  Descent& operator=(const Descent&) = delete;

  /// Takes over what may change without a new start: rates, the optimizer's own parameters, schedule,
  /// penalties, clipping, batches, dropout.
  void configure(const Experiment& experiment, const NetworkPlan& plan);

  /// Puts everything at the start: first weights, empty optimizer, first order of batches.
  void start();

  /// One update by the next batch; the last batch of an epoch is as short as it comes out, and is applied.
  /// @return the batch's mean loss before the update, without the penalty
  double step();

  /// The objective's gradient for the next batch, as `step` would use it before clipping. Reads what `step`
  /// reads and moves nothing. Flat, with slack.
  /// @param pass  receives the last tile
  /// @param each  called after every tile's backward pass, with the tile's first place in the batch
  template <class Each>
  double batchGradient(Pass<T>& pass, Random* dropout, T* gradient, Each each);

  bool finite() const { return finite_; }  ///< whether parameters and gradient were finite after the last step
  double learningRate() const;             ///< that the next update will use
  double lastLearningRate() const { return lastLearningRate_; }  ///< that the last update used
  std::int64_t batchSize() const;                                ///< rows in the next batch
  std::vector<std::uint32_t> nextBatch() const;

  const DescentState<T>& state() const { return state_; }
  void setState(const DescentState<T>& state) { state_ = state; }
  std::vector<T>& parameters() { return state_.parameters; }
  /// What the last update added, in the parameters' order; zeros after `start`.
  std::vector<T> lastChange() const;
  const std::vector<T>& gradient() const { return gradient_; }  ///< of the last step, clipped
  std::vector<T>& previous() { return previous_; }              ///< parameters before the last step
  const std::vector<T>& previous() const { return previous_; }
  std::vector<std::uint8_t>& fixed() { return fixed_; }  ///< 1: an update leaves the parameter alone
  const std::vector<std::uint8_t>& fixed() const { return fixed_; }
  const std::vector<T>& initialParameters() const { return initial_; }
  const Optimizer& optimizer() const { return *optimizer_; }
  const Experiment& experiment() const { return experiment_; }
  const NetworkPlan& plan() const { return plan_; }

 private:
  bool full() const { return experiment_.batch.size == 0 || experiment_.batch.size >= rows_->count; }
  Tile<T> tile(std::int64_t place, std::int64_t count);
  double smallBatchGradient(Random* dropout);
  void applyUpdate(double rate);
  void beginEpoch();

  Experiment experiment_;
  NetworkPlan plan_;
  const Rows<T>* rows_;
  const Optimizer* optimizer_;
  const Schedule* schedule_;
  Pass<T> pass_;
  SmallBatchPass<T> smallBatch_;  ///< for batches that it suits; the same bits
  DescentState<T> state_;
  std::vector<T> initial_;
  std::vector<T> gradient_;
  std::vector<T> previous_;
  std::vector<T*> statePointers_;
  std::vector<std::uint8_t> fixed_;
  bool anyFixed_ = false;
  bool anyDropout_ = false;
  bool finite_ = true;
  double lastLearningRate_ = 0;
  std::vector<T> tileBySample_, tileInputs_, tileTargets_, tileLosses_;

 public:
  void fixedChanged();  ///< after writing through `fixed()`
  /// A parameter held fixed has no gradient: it takes no part in clipping and gathers no momentum.
  void forgetFixed(T* gradient) const;
};

/// Adds the penalty's gradient of every layer's weights.
template <class T>
void addPenalties(const NetworkPlan& plan, const T* parameters, T* gradient, double l1, double l2);

/// Σ over weights, not biases, of l1·|w| + l2/2·w².
template <class T>
double totalPenalty(const NetworkPlan& plan, const T* parameters, double l1, double l2);

template <class T>
template <class Each>
double Descent<T>::batchGradient(Pass<T>& pass, Random* dropout, T* gradient, Each each) {
  const std::int64_t size = batchSize();
  const T scale = static_cast<T>(1 / static_cast<double>(size));
  double total = 0;
  for (std::int64_t start = 0; start < size; start += Tile<T>::most) {
    const std::int64_t count = size - start < Tile<T>::most ? size - start : Tile<T>::most;
    pass.forward(state_.parameters.data(), tile(start, count), dropout);
    pass.evaluate(scale, tileLosses_.data(), true);
    for (std::int64_t s = 0; s < count; ++s) total += static_cast<double>(tileLosses_[static_cast<std::size_t>(s)]);
    pass.backward(state_.parameters.data(), gradient, start > 0);
    each(start);
  }
  if (experiment_.l1 > 0 || experiment_.l2 > 0)
    addPenalties(plan_, state_.parameters.data(), gradient, experiment_.l1, experiment_.l2);
  return total / static_cast<double>(size);
}

extern template class Descent<float>;
extern template class Descent<double>;

}  // namespace gp
