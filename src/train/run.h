/// A run: descent with its measures, history, stop rules and the end by divergence.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/prepare.h"
#include "nn/measure.h"
#include "train/descent.h"
#include "train/divergence.h"
#include "train/history.h"
#include "train/stop_rules.h"

namespace gp {

/// The network an experiment and its data ask for. @throws ExperimentError where it would have too many
/// parameters
Shape shapeOf(const Experiment& experiment, int inputs, int outputs);

enum class Status { ready, training, stopped, diverged };

/// The measures of the whole network at one moment.
struct Measures {
  PartMeasure train;
  PartMeasure test;
  std::vector<double> gradientNorms;  ///< one a layer: ∂(objective over the training set)
  double gradientNorm = 0;
  double objective = 0;
};

template <class T>
class Run {
 public:
  Run(const Experiment& experiment, PreparedData data);

  void trainEpochs(std::int64_t count);  ///< ends at an epoch's end, the begun one counts as the first
  void trainSteps(std::int64_t count);
  void reset();
  void configure(const Experiment& experiment);

  /// Of the parameters as they are; measured once and kept until they move.
  const Measures& measures();
  /// ∂(objective)/∂(parameters) over the whole training set; lives until the next call.
  const std::vector<T>& gradients();
  void parametersChanged();  ///< after writing through `descent().parameters()`
  /// Ends a training run whose loss is not finite now, though no batch has shown it yet: at its last finite state. To
  /// be called before a run is looked at, saved or changed.
  void settle();
  void fixedChanged() { setAnchors(); }  ///< after `descent().fixedChanged()`

  Status status() const { return status_; }
  const std::optional<Reason>& reason() const { return reason_; }
  /// What was recorded at the ends of epochs; after a rewind also what lay ahead, until training goes on.
  /// Measures what was recorded and not yet measured.
  History& history() {
    measureRecorded();
    return history_;
  }
  /// The history up to the present moment, which is its last entry.
  History historyUpToNow();

  std::vector<std::uint8_t> checkpoint() const;
  /// @throws ExperimentError where it belongs to another experiment or is damaged
  void rewind(const std::vector<std::uint8_t>& checkpoint);

  const Experiment& experiment() const { return experiment_; }
  const PreparedData& data() const { return data_; }
  const FeatureMap& features() const { return features_; }
  const Shape& shape() const { return shape_; }
  const Judge& judge() const { return judge_; }
  const Loss& loss() const { return *loss_; }
  const Rows<T>& trainRows() const { return train_; }
  const Rows<T>& testRows() const { return test_; }
  Pass<T>& pass() { return pass_; }
  Descent<T>& descent() { return descent_; }
  const Descent<T>& descent() const { return descent_; }

 private:
  bool advance();
  void finishEpoch(double rate);
  HistoryEntry thisMoment() const;
  void record();
  void measureRecorded();
  void dropRecordsAfter(std::int64_t step);
  Measures measureAt(const T* parameters);
  void setAnchors();
  void diverge(Divergence::Quantity quantity, double value, double rate, std::int64_t lastGood);

  Experiment experiment_;
  PreparedData data_;
  FeatureMap features_;
  Shape shape_;
  const Loss* loss_;
  Judge judge_;
  Rows<T> train_;
  Rows<T> test_;
  Pass<T> pass_;
  Descent<T> descent_;
  DescentState<T> anchor_;       ///< where replaying starts when a run diverges
  DescentState<T> olderAnchor_;  ///< the one before
  History history_;
  StopMemory memory_;
  Status status_ = Status::ready;
  std::optional<Reason> reason_;
  Measures measures_;
  bool measured_ = false;
  /// Epochs recorded by their parameters alone: they are measured when somebody looks, and never where the history has
  /// thinned them out by then, so that recording costs a copy.
  std::vector<HistoryEntry> unmeasured_;
  std::vector<T> unmeasuredParameters_;  ///< [room for entries × parameterCount + slack]
  std::vector<T> fullGradient_;
};

extern template class Run<float>;
extern template class Run<double>;

}  // namespace gp
