/// A run: descent with its measures, history, stop rules and the end by divergence.
#pragma once

#include <optional>
#include <vector>

#include "data/prepare.h"
#include "train/anchors.h"
#include "train/course.h"
#include "train/descent.h"
#include "train/divergence.h"
#include "train/gauge.h"
#include "train/recorder.h"

namespace gp {

template <class T>
class Run {
 public:
  Run(const Experiment& experiment, PreparedData data);

  void trainEpochs(std::int64_t count);  ///< ends at an epoch's end, the begun one counts as the first
  void trainSteps(std::int64_t count);
  void reset();
  /// Goes on under an experiment whose changes need no new start, which is the caller's to check.
  void configure(const Experiment& experiment);

  /// Of the parameters as they are; measured once and kept until they move.
  const Measures& measures();
  /// ∂(objective)/∂(parameters) over the whole training set; lives until the next call.
  const std::vector<T>& gradients() { return gauge_.gradients(descent_.parameters().data()); }
  void parametersChanged();  ///< after writing through `descent().parameters()`
  /// Ends a training run whose loss is not finite now, though no batch has shown it yet: at its last finite state. To
  /// be called before a run is looked at, saved or changed.
  void settle();
  void fixedChanged() { beginPast(); }  ///< after `descent().fixedChanged()`

  Status status() const { return course_.status; }
  const std::optional<Reason>& reason() const { return course_.reason; }
  /// What was recorded at the ends of epochs; after a rewind also what lay ahead, until training goes on.
  /// Measures what was recorded and not yet measured.
  History& history() { return recorder_.history(); }
  /// The history up to the present moment, which is its last entry.
  History historyUpToNow();

  std::vector<std::uint8_t> checkpoint() const;
  /// @throws ExperimentError where it belongs to another experiment or is damaged
  void rewind(const std::vector<std::uint8_t>& checkpoint);

  const Experiment& experiment() const { return experiment_; }
  const PreparedData& data() const { return data_; }
  const FeatureMap& features() const { return features_; }
  const NetworkPlan& plan() const { return plan_; }
  const Judge& judge() const { return gauge_.judge(); }
  const Loss& loss() const { return gauge_.loss(); }
  const Rows<T>& trainRows() const { return gauge_.train(); }
  const Rows<T>& testRows() const { return gauge_.test(); }
  Pass<T>& pass() { return gauge_.pass(); }
  Pass<T>& wholePass() { return gauge_.wholePass(); }
  Descent<T>& descent() { return descent_; }
  const Descent<T>& descent() const { return descent_; }

 private:
  void beginPast(const std::vector<double>& earlierWeights = {});
  bool saveMayFollow(std::int64_t lastEpoch) const;
  bool advance(bool noting);
  bool pastLastEpoch();
  bool isBroken(double loss) const;
  bool breaksSoon();
  bool measuresEpoch() const;
  void finishEpoch(double rate);
  HistoryEntry thisMoment() const;
  void record();
  void moved() { measured_ = recordedNow_ = false; }  ///< after a change of the parameters
  void divergeByLoss(double rate);
  void diverge(double loss);
  void diverge(Divergence seen, std::int64_t lastGood, bool inBatch);
  bool finiteAt(const Anchor<T>& start, std::int64_t step);

  Experiment experiment_;
  PreparedData data_;
  FeatureMap features_;
  NetworkPlan plan_;
  Gauge<T> gauge_;
  Descent<T> descent_;
  Recorder<T> recorder_;
  Anchors<T> anchors_;
  WeightGrowth growth_;  ///< of the last updates of a call, see `saveMayFollow`
  Course course_;
  Measures measures_;
  bool measured_ = false;       ///< whether `measures_` are of the parameters as they are
  bool recordedNow_ = false;    ///< whether what was recorded last is of the parameters as they are
  bool recordedAhead_ = false;  ///< whether the record may hold what lies ahead of a moment that was gone back to
};

extern template class Run<float>;
extern template class Run<double>;

}  // namespace gp
