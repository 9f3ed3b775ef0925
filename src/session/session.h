/// The whole application as plain values: what the page, Node, the command line and native tests drive alike.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/value.h"

namespace gp {

/// A flat array handed out by a session: float or double by the experiment's precision. It lives until the next call
/// of the same session.
struct Numbers {
  const float* single = nullptr;  ///< set where the precision is float32
  const double* twice = nullptr;  ///< set where the precision is float64
  std::size_t count = 0;
};

/// The catalog: every table with its rows, the settings, and the default experiment. Plain JSON; its shape is
/// declared as `Catalog` in web/engine/types.ts.
Value catalog();

/// An experiment checked and filled in. @throws ExperimentError
Value fillExperiment(const Value& experiment);

/// The paths at which two experiments differ, each `{ path, restarts }`. @throws ExperimentError
Value compareExperiments(const Value& before, const Value& after);

/// The rows of the experiment's data without a run: what `Session::data` hands out. @throws ExperimentError
Value sampleData(const Value& experiment);

/// The learning rate by the schedule alone, at `points` evenly spaced places of the first `epochs` epochs, both ends
/// among them. @throws ExperimentError
std::vector<double> scheduledRates(const Value& experiment, double epochs, double points);

/// Hands over the rows of a dataset that are a file of their own: what stands in data/ under the name that the catalog
/// gives as the dataset's `file`. Once is enough for all sessions. @throws ExperimentError where it is another text
void provideDataset(const std::string& dataset, std::string csv);

/// A grid over two columns of the data domain. Rows run downwards: row 0 has the highest y.
/// Points are centres of equal cells: x_i = low + (i + 1/2)·(high − low)/width.
struct Grid {
  int width = 0;           ///< 1 … 2048
  int height = 0;          ///< 1 … 2048
  int axisX = 0;           ///< data column that runs right
  int axisY = 1;           ///< data column that runs up; ignored where the data has one column
  std::vector<double> at;  ///< values of all columns for those not on an axis; empty: the training means
};

struct Neuron {
  int layer = -1;  ///< −1: none asked for; 0: the features; 1 …: the layers, the output layer last
  int index = 0;
};

/// What the stage draws, from one pass over the grid. Lives until the next call of the same session.
struct View {
  const float* planes = nullptr;  ///< [planeCount × height × width]: each output, or the one neuron asked for
  int planeCount = 0;
  const float* thumbnails = nullptr;  ///< [neurons × thumbnail × thumbnail]: block means, features first, then layers
  int neuronCount = 0;
};

/// One run of one experiment. Every call checks its arguments and throws ExperimentError, leaving the state as it was.
class Session {
 public:
  /// @throws ExperimentError
  static std::unique_ptr<Session> create(const Value& experiment);
  /// Continues a run saved by `save`, bit for bit. @throws ExperimentError
  static std::unique_ptr<Session> restore(const Value& snapshot);
  virtual ~Session() = default;

  virtual Value experiment() const = 0;  ///< with every default filled in
  virtual Value data() const = 0;        ///< `DataPart` of web/engine/types.ts
  virtual bool isDouble() const = 0;
  virtual std::size_t parameterCount() const = 0;
  virtual int columns() const = 0;  ///< numbers in a row in data space
  /// A list, first hidden layer to output, of { inputs, units, activation, weights, biases }: the last two are offsets
  /// into the flat parameters.
  virtual Value layers() const = 0;
  /// { epoch, step, stepsLeft, stepsPerEpoch, status }: counters alone, nothing is measured. `stepsLeft` are the
  /// updates until the begun epoch ends.
  virtual Value position() const = 0;

  virtual void trainEpochs(double count) = 0;  ///< @param count whole, 0 or more
  virtual void trainSteps(double count) = 0;   ///< @param count updates, whole, 0 or more
  virtual Value progress() = 0;                ///< `Progress`; measures losses if the parameters moved since

  virtual Numbers parameters() = 0;  ///< layer by layer, weights row by row (a row is one unit), then biases
  virtual void setParameters(const std::vector<double>& values) = 0;
  virtual void setParameter(double index, double value) = 0;
  virtual std::vector<std::uint8_t> fixedParameters() const = 0;  ///< 1 where an update leaves the parameter alone
  virtual void setFixed(double index, bool fixed) = 0;
  virtual Numbers gradients() = 0;   ///< of the objective over the whole training set
  virtual Numbers lastChange() = 0;  ///< what the last update added to each parameter; zeros before the first
  virtual Numbers initialParameters() = 0;
  virtual double objective() = 0;  ///< loss + penalty over the whole training set

  /// `{ preActivations, activations }`: one array a layer, [rows × units] row by row.
  /// @param inputs rows of network inputs (features), flat
  virtual Value forward(const std::vector<double>& inputs) = 0;
  /// Features and activations of every layer for rows in data space: a list, features first, each [rows × units].
  virtual Value activationsAt(const std::vector<double>& points) = 0;
  /// Pre-activations of every layer for rows in data space: a list, each [rows × units].
  virtual Value preActivationsAt(const std::vector<double>& points) = 0;
  /// What each input of the output layer adds to each output for rows in data space, W[u][i]·A[i], the bias left out:
  /// [outputs × inputs of the output layer × rows]. Without hidden layers its inputs are the features.
  virtual Numbers outputPartsAt(const std::vector<double>& points) = 0;
  virtual Numbers predict(const std::vector<double>& points) = 0;  ///< rows in data space → [rows × outputs]
  virtual Numbers field(const Grid& grid, Neuron neuron) = 0;      ///< [outputs × height × width], or one plane
  /// @param thumbnail side of every neuron's small picture, 0 for none; divides width and height
  virtual View view(const Grid& grid, Neuron neuron, double thumbnail) = 0;
  /// The arguments of the two from numbers as they are given. @throws ExperimentError where one is not whole or out of
  /// range
  virtual Grid grid(double width, double height, double axisX, double axisY, std::vector<double> at) const = 0;
  virtual Neuron neuron(double layer, double index) const = 0;

  virtual Value checkGradients() = 0;                    ///< `GradientCheck`
  virtual Value history(double fromEpoch) = 0;           ///< `History`, of the entries with epoch ≥ fromEpoch
  virtual Value confusion(const std::string& part) = 0;  ///< `Confusion`; part is "train" or "test"
  virtual Numbers sampleLosses(const std::string& part) = 0;
  /// For every training row the gradient of its own loss for one parameter, or (−1) the norm over all parameters.
  virtual Numbers sampleGradients(double parameter) = 0;
  /// Everything between the input and the update (`Trace`). @param subject `{ sample: i }` a training row, or
  /// `{ batch: true }` the batch that the next update will use
  virtual Value trace(const Value& subject) = 0;
  virtual std::vector<std::uint32_t> nextBatch() const = 0;  ///< training rows of the next update, in order

  /// Changes of the experiment that keep the network. @throws ExperimentError where a change needs a new start
  virtual void configure(const Value& experiment) = 0;
  virtual void reset() = 0;                                              ///< the same start, to the bit
  virtual Value save() = 0;                                              ///< `Snapshot`
  virtual std::vector<std::uint8_t> checkpoint() const = 0;              ///< the run's state without the experiment
  virtual void rewind(const std::vector<std::uint8_t>& checkpoint) = 0;  ///< @throws ExperimentError
};

}  // namespace gp
