/// The whole application as plain values: what the page, Node, the command line and native tests drive alike.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "analysis/job.h"
#include "analysis/pictures.h"
#include "base/value.h"

namespace gp {

/// The catalog: every table with its rows, the settings, and the default experiment. Plain JSON; its shape is
/// declared as `Catalog` in web/engine/types.ts.
Value catalog();

/// An experiment checked and filled in. @throws ExperimentError
Value fillExperiment(const Value& experiment);

/// The paths at which two experiments differ, each `{ path, restarts }`. @throws ExperimentError
Value compareExperiments(const Value& before, const Value& after);

/// { bytes, most }: about what a run of the experiment takes of memory, and what one may take. @throws ExperimentError
Value memoryNeeded(const Value& experiment);

/// The rows of the experiment's data without a run: what `Session::data` hands out. @throws ExperimentError
Value sampleData(const Value& experiment);

/// The learning rate by the schedule alone, at `points` evenly spaced places of the first `epochs` epochs, both ends
/// among them. @throws ExperimentError
std::vector<double> scheduledRates(const Value& experiment, double epochs, double points);

/// Hands over the rows of a dataset that are a file of their own: what stands in data/ under the name that the catalog
/// gives as the dataset's `file`. Once is enough for all sessions. @throws ExperimentError where it is another text
void provideDataset(const std::string& dataset, std::string csv);

/// One run of one experiment. Every call checks its arguments and throws ExperimentError, leaving the state as it was.
class Session {
 public:
  /// @throws ExperimentError; NeedsWholeEngine where this build has no float64 (base/precision.h)
  static std::unique_ptr<Session> create(const Value& experiment);
  /// Continues a run saved by `save`, bit for bit. @throws as `create`
  static std::unique_ptr<Session> restore(const Value& snapshot);
  virtual ~Session() = default;

  virtual void trainEpochs(double count) = 0;  ///< @param count whole, 0 or more
  virtual void trainSteps(double count) = 0;   ///< @param count updates, whole, 0 or more
  /// { epoch, step, stepsLeft, stepsPerEpoch, status }: counters alone, nothing is measured. `stepsLeft` are the
  /// updates until the begun epoch ends.
  virtual Value position() const = 0;
  /// About how many bytes the run takes.
  virtual double memory() const = 0;

  /// @param values  layer by layer, weights row by row (a row is one unit), then biases
  virtual void setParameters(const std::vector<double>& values) = 0;
  virtual void setParameter(double index, double value) = 0;
  virtual void setFixed(double index, bool fixed) = 0;  ///< whether updates leave the parameter alone
  /// Changes of the experiment that keep the network. @throws ExperimentError where a change needs a new start
  virtual void configure(const Value& experiment) = 0;
  virtual void reset() = 0;  ///< the same start, to the bit

  virtual Value experiment() const = 0;                                  ///< with every default filled in
  virtual Value save() = 0;                                              ///< `Snapshot`
  virtual std::vector<std::uint8_t> checkpoint() const = 0;              ///< the run's state without the experiment
  virtual void rewind(const std::vector<std::uint8_t>& checkpoint) = 0;  ///< @throws ExperimentError

  /// Answers a row of the table of questions (analysis/questions.h). @param arguments  an object
  virtual Value ask(const std::string& question, const Value& arguments = Value::object()) = 0;
  /// Begins a question that is a job; it may outlive later calls of the session, not the session.
  virtual std::unique_ptr<Job> start(const std::string& question, const Value& arguments = Value::object()) = 0;
  /// The picture of a frame, without a copy: it lives until the next view. @param request  `ViewRequest`
  virtual View view(const Value& request) = 0;
};

}  // namespace gp
