#include "session/session.h"

#include <cmath>

#include "analysis/gradient_check.h"
#include "analysis/layer_values.h"
#include "analysis/layers.h"
#include "analysis/samples.h"
#include "analysis/trace.h"
#include "exchange/data_part.h"
#include "exchange/experiment.h"
#include "session/arguments.h"
#include "session/pictures.h"
#include "session/snapshot.h"
#include "train/run.h"

namespace gp {

namespace {

Value listOf(std::vector<std::vector<double>> lists) {
  Value value = Value::list();
  for (std::vector<double>& one : lists) value.push(std::move(one));
  return value;
}

Value orNull(double number) { return std::isnan(number) ? Value() : Value(number); }

template <class T>
class SessionOf final : public Session {
 public:
  explicit SessionOf(const Experiment& experiment)
      : run_(experiment, prepareData(experiment)), pictures_(run_.plan()) {}

  Value experiment() const override { return encodeExperiment(run_.experiment()); }
  Value data() const override { return dataPart(run_.experiment(), run_.data()); }
  bool isDouble() const override { return sizeof(T) == sizeof(double); }
  std::size_t parameterCount() const override { return static_cast<std::size_t>(run_.plan().trainable); }

  int columns() const override { return run_.features().columns(); }
  Value layers() const override {
    Value list = Value::list();
    const NetworkPlan& plan = run_.plan();
    for (std::size_t l = 0; l < plan.layers.size(); ++l) list.push(describeLayer(plan, l));
    return list;
  }
  Value position() const override {
    const DescentState<T>& state = run_.descent().state();
    const std::int64_t rows = run_.trainRows().count;
    const std::int64_t size = run_.experiment().batch.size == 0 ? rows : run_.experiment().batch.size;
    return Value::object()
        .set("epoch", static_cast<double>(state.epoch))
        .set("step", static_cast<double>(state.step))
        .set("stepsLeft", std::ceil(static_cast<double>(rows - state.cursor) / static_cast<double>(size)))
        .set("stepsPerEpoch", std::ceil(static_cast<double>(rows) / static_cast<double>(size)))
        .set("status", nameOf(run_.status()));
  }

  void trainEpochs(double count) override { run_.trainEpochs(whole(count, "epochs", 0, mostUpdates)); }
  void trainSteps(double count) override { run_.trainSteps(whole(count, "steps", 0, mostUpdates)); }

  Value progress() override {
    run_.settle();
    const Measures& now = run_.measures();
    const DescentState<T>& state = run_.descent().state();
    Value value = Value::object();
    value.set("epoch", static_cast<double>(state.epoch))
        .set("step", static_cast<double>(state.step))
        .set("status", nameOf(run_.status()))
        .set("trainLoss", now.train.loss)
        .set("testLoss", run_.testRows().count ? Value(now.test.loss) : Value())
        .set("trainMetric", now.train.metric)
        .set("testMetric", run_.testRows().count ? Value(now.test.metric) : Value())
        .set("gradientNorm", now.gradientNorm)
        .set("learningRate", run_.descent().learningRate());
    if (run_.experiment().task == Task::regression) {
      value.set("trainError", now.train.error);
      value.set("testError", orNull(now.test.error));
    }
    if (run_.reason()) value.set("reason", toValue(*run_.reason()));
    return value;
  }

  Numbers parameters() override { return give(run_.descent().parameters(), parameterCount()); }

  void setParameters(const std::vector<double>& values) override {
    if (values.size() != parameterCount())
      throw ExperimentError("parameters", "has " + std::to_string(values.size()) + " numbers, allowed " +
                                              std::to_string(parameterCount()));
    std::vector<T> parameters(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
      parameters[i] = parameterOf<T>(values[i], "parameters[" + std::to_string(i) + "]");
    for (std::size_t i = 0; i < values.size(); ++i) moveParameter(i, parameters[i]);
    run_.parametersChanged();
  }
  void setParameter(double index, double value) override {
    const std::size_t i = parameterIndex(index);
    moveParameter(i, parameterOf<T>(value, "value"));
    run_.parametersChanged();
  }
  std::vector<std::uint8_t> fixedParameters() const override { return run_.descent().fixed(); }
  void setFixed(double index, bool fixed) override {
    const std::size_t i = parameterIndex(index);
    run_.settle();
    run_.descent().fixed()[i] = fixed ? 1 : 0;
    run_.descent().fixedChanged();
    run_.fixedChanged();
  }
  Numbers gradients() override { return give(run_.gradients(), parameterCount()); }
  Numbers lastChange() override {
    numbers_ = run_.descent().lastChange();
    return give(numbers_, numbers_.size());
  }
  Numbers initialParameters() override { return give(run_.descent().initialParameters(), parameterCount()); }
  double objective() override { return run_.measures().objective; }

  Value forward(const std::vector<double>& inputs) override {
    rowsIn(inputs, run_.features().count(), "inputs");
    LayerValues values = valuesOf(inputs);
    return Value::object()
        .set("preActivations", listOf(std::move(values.preActivations)))
        .set("activations", listOf(std::move(values.activations)));
  }
  Value activationsAt(const std::vector<double>& points) override {
    std::vector<double> inputs = toFeatures(run_.features(), points);
    std::vector<std::vector<double>> lists = valuesOf(inputs).activations;
    lists.insert(lists.begin(), std::move(inputs));
    return listOf(std::move(lists));
  }
  Value preActivationsAt(const std::vector<double>& points) override {
    return listOf(valuesOf(toFeatures(run_.features(), points)).preActivations);
  }
  Numbers outputPartsAt(const std::vector<double>& points) override {
    numbers_ =
        outputParts(run_.plan(), run_.loss(), run_.descent().parameters().data(), toFeatures(run_.features(), points));
    return give(numbers_, numbers_.size());
  }
  Numbers predict(const std::vector<double>& points) override {
    numbers_ =
        outputValues(run_.plan(), run_.loss(), run_.descent().parameters().data(), toFeatures(run_.features(), points));
    return give(numbers_, numbers_.size());
  }

  Numbers field(const Grid& grid, Neuron neuron) override {
    const std::vector<T>& planes = pictures_.field(run_, grid, neuron);
    return give(planes, planes.size());
  }
  View view(const Grid& grid, Neuron neuron, double thumbnail) override {
    return pictures_.view(run_, grid, neuron, thumbnail);
  }
  Grid grid(double width, double height, double axisX, double axisY, std::vector<double> at) const override {
    return gridOf(width, height, axisX, axisY, std::move(at), columns());
  }
  Neuron neuron(double layer, double index) const override { return neuronOf(layer, index, run_.plan()); }

  Value checkGradients() override {
    const PreparedData& data = run_.data();
    const Rows<double> rows(data.trainFeatures.values.data(), data.trainOutputs.values.data(),
                            data.trainFeatures.rows(), run_.features().count(), data.outputs);
    const std::vector<T>& now = run_.descent().parameters();
    const GradientCheck check = gp::checkGradients(run_.experiment(), run_.plan(), rows, {now.begin(), now.end()});
    return Value::object()
        .set("worstRelativeError", check.worstRelativeError)
        .set("parameter", static_cast<double>(check.parameter))
        .set("checked", static_cast<double>(check.checked))
        .set("kinks", static_cast<double>(check.kinks));
  }

  Value history(double fromEpoch) override {
    if (std::isnan(fromEpoch)) throw ExperimentError("fromEpoch", "is NaN, allowed numbers");
    return run_.historyUpToNow().toValue(run_.experiment().task == Task::regression, run_.testRows().count > 0,
                                         fromEpoch);
  }

  Value confusion(const std::string& part) override {
    const int classes = run_.data().classes;
    if (classes < 2) throw ExperimentError("task", "has no classes, so that none can be mistaken for another");
    return gp::confusion(run_.pass(), run_.descent().parameters().data(), rowsOf(part), run_.judge(), classes);
  }
  Numbers sampleLosses(const std::string& part) override {
    numbers_ = gp::sampleLosses(run_.pass(), run_.descent().parameters().data(), rowsOf(part));
    return give(numbers_, numbers_.size());
  }
  Numbers sampleGradients(double parameter) override {
    const auto index =
        static_cast<std::ptrdiff_t>(whole(parameter, "parameter", -1, static_cast<double>(parameterCount()) - 1));
    numbers_ =
        gp::sampleGradients(run_.plan(), run_.loss(), run_.descent().parameters().data(), run_.trainRows(), index);
    return give(numbers_, numbers_.size());
  }

  Value trace(const Value& subject) override { return traceOf(run_, traceSubject(subject, run_.trainRows().count)); }
  std::vector<std::uint32_t> nextBatch() const override { return run_.descent().nextBatch(); }

  void configure(const Value& experiment) override { run_.configure(decodeExperiment(experiment)); }
  void reset() override { run_.reset(); }

  Value save() override { return writeSnapshot(run_); }
  void resume(const Value& snapshot) { readSnapshot(snapshot, run_); }
  std::vector<std::uint8_t> checkpoint() const override { return run_.checkpoint(); }
  void rewind(const std::vector<std::uint8_t>& checkpoint) override { run_.rewind(checkpoint); }

 private:
  static Numbers give(const std::vector<T>& numbers, std::size_t count) {
    if constexpr (sizeof(T) == sizeof(float)) {
      return {numbers.data(), nullptr, count};
    } else {
      return {nullptr, numbers.data(), count};
    }
  }

  std::size_t parameterIndex(double index) const {
    return static_cast<std::size_t>(whole(index, "index", 0, static_cast<double>(parameterCount()) - 1));
  }
  /// Sets a parameter by hand, and where it stood before the last update as far from it as before: the last change
  /// stays what the update added.
  void moveParameter(std::size_t i, T value) {
    T& parameter = run_.descent().parameters()[i];
    T& previous = run_.descent().previous()[i];
    const T change = parameter - previous;
    parameter = value;
    previous = parameter - change;
  }

  const Rows<T>& rowsOf(const std::string& part) const {
    if (part == "train") return run_.trainRows();
    if (part == "test") return run_.testRows();
    throw ExperimentError("part", "is \"" + part + "\", allowed train, test");
  }

  LayerValues valuesOf(const std::vector<double>& inputs) const {
    return layerValues(run_.plan(), run_.loss(), run_.descent().state().parameters.data(), inputs);
  }

  Run<T> run_;
  Pictures<T> pictures_;
  std::vector<T> numbers_;
};

}  // namespace

std::unique_ptr<Session> Session::create(const Value& value) {
  const Experiment experiment = decodeExperiment(value);
  if (experiment.precision == Precision::float64) return std::make_unique<SessionOf<double>>(experiment);
  return std::make_unique<SessionOf<float>>(experiment);
}

std::unique_ptr<Session> Session::restore(const Value& snapshot) {
  const Experiment experiment = snapshotExperiment(snapshot);
  if (experiment.precision == Precision::float64) {
    auto session = std::make_unique<SessionOf<double>>(experiment);
    session->resume(snapshot);
    return session;
  }
  auto session = std::make_unique<SessionOf<float>>(experiment);
  session->resume(snapshot);
  return session;
}

}  // namespace gp
