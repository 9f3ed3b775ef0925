#include "session.h"

#include <cmath>
#include <optional>

#include "analysis/field.h"
#include "analysis/gradient_check.h"
#include "analysis/samples.h"
#include "analysis/trace.h"
#include "base/base64.h"
#include "base/bytes.h"
#include "exchange/data_part.h"
#include "exchange/experiment.h"
#include "train/run.h"

namespace gp {

namespace {

/// A whole number of an argument. @throws ExperimentError
std::int64_t whole(double number, const char* name, double min, double max) {
  if (!(number >= min && number <= max) || number != std::floor(number))
    throw ExperimentError(name, "is " + formatNumber(number) + ", allowed whole numbers from " + formatNumber(min) +
                                    " to " + formatNumber(max));
  return static_cast<std::int64_t>(number);
}

/// How many rows of `width` numbers a flat array holds; every number finite. @throws ExperimentError
int rowsIn(const std::vector<double>& numbers, int width, const char* name) {
  if (numbers.size() % static_cast<std::size_t>(width) != 0)
    throw ExperimentError(
        name, "has " + std::to_string(numbers.size()) + " numbers, allowed rows of " + std::to_string(width));
  for (std::size_t i = 0; i < numbers.size(); ++i)
    if (!std::isfinite(numbers[i]))
      throw ExperimentError(std::string(name) + "[" + std::to_string(i / static_cast<std::size_t>(width)) + "][" +
                                std::to_string(i % static_cast<std::size_t>(width)) + "]",
                            "is " + formatNumber(numbers[i]) + ", allowed finite numbers");
  return static_cast<int>(numbers.size()) / width;
}

const char* nameOf(Status status) {
  static const char* const names[] = {"ready", "training", "stopped", "diverged"};
  return names[static_cast<int>(status)];
}

Value orNull(double number) { return std::isnan(number) ? Value() : Value(number); }

constexpr double largestGrid = 2048;
constexpr double mostUpdates = 9007199254740991.0;  // 2^53 − 1

template <class T>
class SessionOf final : public Session {
 public:
  explicit SessionOf(const Experiment& experiment) : run_(experiment, prepareData(experiment)), field_(run_.shape()) {}

  Value experiment() const override { return encodeExperiment(run_.experiment()); }
  Value data() const override { return dataPart(run_.experiment(), run_.data()); }
  bool isDouble() const override { return sizeof(T) == sizeof(double); }
  std::size_t parameterCount() const override { return static_cast<std::size_t>(run_.shape().parameterCount); }

  int columns() const override { return run_.features().columns(); }
  Value layers() const override {
    Value list = Value::list();
    for (const Layer& layer : run_.shape().layers)
      list.push(Value::object()
                    .set("inputs", layer.inputs)
                    .set("units", layer.units)
                    .set("activation", layer.activation->id)
                    .set("weights", static_cast<double>(layer.weights))
                    .set("biases", static_cast<double>(layer.biases)));
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
    for (std::size_t i = 0; i < values.size(); ++i) checkParameter(values[i], "parameters[" + std::to_string(i) + "]");
    for (std::size_t i = 0; i < values.size(); ++i) moveParameter(i, values[i]);
    run_.parametersChanged();
  }
  void setParameter(double index, double value) override {
    const std::size_t i = parameterIndex(index);
    checkParameter(value, "value");
    moveParameter(i, value);
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
    const int width = run_.features().count();
    return activationsOf(inputs, rowsIn(inputs, width, "inputs"), true);
  }

  Value activationsAt(const std::vector<double>& points) override {
    const std::vector<double> inputs = toFeatures(points);
    const int rows = static_cast<int>(points.size()) / run_.features().columns();
    Value result = Value::list();
    const Value layers = activationsOf(inputs, rows, false);
    result.push(inputs);
    for (const Value& layer : layers.get("activations")->items()) result.push(layer);
    return result;
  }

  Value preActivationsAt(const std::vector<double>& points) override {
    const std::vector<double> inputs = toFeatures(points);
    return *activationsOf(inputs, static_cast<int>(points.size()) / run_.features().columns(), true)
                .get("preActivations");
  }

  Numbers predict(const std::vector<double>& points) override {
    const std::vector<double> inputs = toFeatures(points);
    const int rows = static_cast<int>(points.size()) / run_.features().columns();
    const auto outputs = static_cast<std::ptrdiff_t>(run_.shape().outputs());
    numbers_.assign(static_cast<std::size_t>(rows * outputs), T{0});
    forEachTile(inputs, rows, [&](std::ptrdiff_t start, const Pass<T>& pass) {
      for (std::ptrdiff_t s = 0; s < pass.count(); ++s)
        for (std::ptrdiff_t k = 0; k < outputs; ++k)
          numbers_[static_cast<std::size_t>((start + s) * outputs + k)] = pass.outputs()[k * pass.stride() + s];
    });
    return give(numbers_, numbers_.size());
  }

  Numbers field(const Grid& grid, Neuron neuron) override {
    checkGrid(grid, neuron);
    const std::size_t planes = neuron.layer >= 0 ? 1 : static_cast<std::size_t>(run_.shape().outputs());
    numbers_.resize(planes * static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height));
    typename FieldPass<T>::Wanted wanted;
    wanted.planes = numbers_.data();
    wanted.neuron = neuron;
    runField(grid, wanted);
    return give(numbers_, numbers_.size());
  }

  View view(const Grid& grid, Neuron neuron, int thumbnail) override {
    checkGrid(grid, neuron);
    if (thumbnail < 0 || (thumbnail > 0 && (grid.width % thumbnail != 0 || grid.height % thumbnail != 0)))
      throw ExperimentError("thumbnail",
                            "is " + std::to_string(thumbnail) + ", allowed 0 or a divisor of width and height");
    View view;
    view.planeCount = neuron.layer >= 0 ? 1 : run_.shape().outputs();
    view.neuronCount = thumbnail > 0 ? field_.neuronCount() : 0;
    numbers_.resize(static_cast<std::size_t>(view.planeCount) * static_cast<std::size_t>(grid.width) *
                    static_cast<std::size_t>(grid.height));
    thumbnails_.resize(static_cast<std::size_t>(view.neuronCount) * static_cast<std::size_t>(thumbnail) *
                       static_cast<std::size_t>(thumbnail));
    typename FieldPass<T>::Wanted wanted;
    wanted.planes = numbers_.data();
    wanted.neuron = neuron;
    wanted.thumbnails = thumbnail > 0 ? thumbnails_.data() : nullptr;
    wanted.thumbnail = thumbnail;
    runField(grid, wanted);
    if constexpr (sizeof(T) == sizeof(float)) {
      view.planes = numbers_.data();
    } else {
      planes_.assign(numbers_.begin(), numbers_.end());
      view.planes = planes_.data();
    }
    view.thumbnails = thumbnails_.data();
    return view;
  }

  Value checkGradients() override {
    const PreparedData& data = run_.data();
    const Rows<double> rows(data.trainFeatures.values.data(), data.trainOutputs.values.data(),
                            data.trainFeatures.rows(), run_.features().count(), data.outputs);
    const std::vector<T>& now = run_.descent().parameters();
    const GradientCheck check = gp::checkGradients(run_.experiment(), run_.shape(), rows, {now.begin(), now.end()});
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
        gp::sampleGradients(run_.shape(), run_.loss(), run_.descent().parameters().data(), run_.trainRows(), index);
    return give(numbers_, numbers_.size());
  }

  Value trace(const Value& subject) override {
    const Value* sample = subject.get("sample");
    const Value* batch = subject.get("batch");
    const bool wantsBatch = batch && batch->is(Value::Kind::boolean) && batch->boolean();
    if (wantsBatch && !sample) return traceOf(run_, -1);
    if (batch || !sample || !sample->is(Value::Kind::number))
      throw ExperimentError("subject", "is " + subject.describe() + ", allowed { sample: row } or { batch: true }");
    return traceOf(run_, static_cast<std::ptrdiff_t>(whole(sample->number(), "subject.sample", 0,
                                                           static_cast<double>(run_.trainRows().count) - 1)));
  }
  std::vector<std::uint32_t> nextBatch() const override { return run_.descent().nextBatch(); }

  void configure(const Value& experiment) override { run_.configure(decodeExperiment(experiment)); }
  void reset() override { run_.reset(); }

  Value save() override {
    run_.settle();
    return Value::object()
        .set("version", 1)
        .set("experiment", experiment())
        .set("state", encodeBase64(run_.checkpoint()))
        .set("history", encodeBase64(historyBytes()));  // not plain numbers: JSON has neither NaN nor Infinity
  }
  void resume(const Value& snapshot) {
    const Value* state = snapshot.get("state");
    if (!state || !state->is(Value::Kind::text)) throw ExperimentError("state", "is missing: it is a text in base64");
    rewind(decodeBase64(state->text(), "state"));
    const Value* history = snapshot.get("history");
    if (!history || !history->is(Value::Kind::text))
      throw ExperimentError("history", "is missing: it is a text in base64");
    const std::vector<std::uint8_t> bytes = decodeBase64(history->text(), "history");
    ByteReader reader(bytes, "history");
    const std::vector<double> numbers = reader.getAnyList<double>();
    reader.expectEnd();
    run_.history().restore(numbers, "history");
  }

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

  std::vector<std::uint8_t> historyBytes() {
    ByteWriter writer;
    writer.putList(run_.history().save());
    return writer.take();
  }

  std::size_t parameterIndex(double index) const {
    return static_cast<std::size_t>(whole(index, "index", 0, static_cast<double>(parameterCount()) - 1));
  }
  /// Sets a parameter by hand, and where it stood before the last update as far from it as before: the last change
  /// stays what the update added.
  void moveParameter(std::size_t i, double value) {
    T& parameter = run_.descent().parameters()[i];
    T& previous = run_.descent().previous()[i];
    const T change = parameter - previous;
    parameter = static_cast<T>(value);
    previous = parameter - change;
  }
  static void checkParameter(double value, const std::string& path) {
    if (!std::isfinite(static_cast<double>(static_cast<T>(value))))
      throw ExperimentError(path, "is " + formatNumber(value) + ", allowed numbers that are finite in this precision");
  }

  const Rows<T>& rowsOf(const std::string& part) const {
    if (part == "train") return run_.trainRows();
    if (part == "test") return run_.testRows();
    throw ExperimentError("part", "is \"" + part + "\", allowed train, test");
  }

  std::vector<double> toFeatures(const std::vector<double>& points) const {
    const FeatureMap& map = run_.features();
    const int rows = rowsIn(points, map.columns(), "points");
    std::vector<double> inputs(static_cast<std::size_t>(rows) * static_cast<std::size_t>(map.count()));
    map.mapRows(points.data(), rows, inputs.data());
    return inputs;
  }

  /// Forward passes over rows of network inputs, 64 at a time.
  template <class Each>
  void forEachTile(const std::vector<double>& inputs, int count, Each each) {
    const Rows<T> rows(inputs.data(), nullptr, count, run_.features().count(), run_.shape().outputs());
    Pass<T> pass(run_.shape(), run_.loss(), Pass<T>::Keep::everything);
    for (std::ptrdiff_t start = 0; start < count; start += Tile<T>::most) {
      pass.forward(run_.descent().parameters().data(),
                   Tile<T>::of(rows, start, std::min<std::ptrdiff_t>(Tile<T>::most, count - start)));
      each(start, pass);
    }
  }

  Value activationsOf(const std::vector<double>& inputs, int count, bool withZ) {
    const Shape& shape = run_.shape();
    std::vector<std::vector<double>> z(shape.layers.size());
    std::vector<std::vector<double>> a(shape.layers.size());
    for (std::size_t l = 0; l < shape.layers.size(); ++l) {
      a[l].resize(static_cast<std::size_t>(count) * static_cast<std::size_t>(shape.layers[l].units));
      if (withZ) z[l].resize(a[l].size());
    }
    forEachTile(inputs, count, [&](std::ptrdiff_t start, const Pass<T>& pass) {
      for (std::size_t l = 0; l < shape.layers.size(); ++l) {
        const std::ptrdiff_t units = shape.layers[l].units;
        for (std::ptrdiff_t s = 0; s < pass.count(); ++s)
          for (std::ptrdiff_t u = 0; u < units; ++u) {
            const auto to = static_cast<std::size_t>((start + s) * units + u);
            a[l][to] = static_cast<double>(pass.activations(l)[u * pass.stride() + s]);
            if (withZ) z[l][to] = static_cast<double>(pass.preActivations(l)[u * pass.stride() + s]);
          }
      }
    });
    Value pre = Value::list();
    Value post = Value::list();
    for (std::size_t l = 0; l < shape.layers.size(); ++l) {
      if (withZ) pre.push(std::move(z[l]));
      post.push(std::move(a[l]));
    }
    return Value::object().set("preActivations", std::move(pre)).set("activations", std::move(post));
  }

  void checkGrid(const Grid& grid, Neuron neuron) const {
    whole(grid.width, "width", 1, largestGrid);
    whole(grid.height, "height", 1, largestGrid);
    const int columns = run_.features().columns();
    whole(grid.axisX, "axes[0]", 0, columns - 1);
    if (columns > 1) {
      whole(grid.axisY, "axes[1]", 0, columns - 1);
      if (grid.axisX == grid.axisY) throw ExperimentError("axes", "are the same column, allowed two different ones");
    }
    if (!grid.at.empty() && (rowsIn(grid.at, columns, "at") != 1))
      throw ExperimentError("at", "allowed one row of " + std::to_string(columns) + " numbers");
    if (neuron.layer == -1) return;
    const Shape& shape = run_.shape();
    whole(neuron.layer, "neuron.layer", 0, static_cast<double>(shape.layers.size()));
    const int units =
        neuron.layer == 0 ? shape.inputs() : shape.layers[static_cast<std::size_t>(neuron.layer) - 1].units;
    whole(neuron.index, "neuron.index", 0, units - 1);
  }

  void runField(const Grid& grid, const typename FieldPass<T>::Wanted& wanted) {
    const T* features = grid_.of(grid, run_.features(), run_.data());
    field_.run(run_.descent().parameters().data(), features, grid_.stride(), grid.width, grid.height, wanted);
  }

  Run<T> run_;
  FieldPass<T> field_;
  GridFeatures<T> grid_;
  std::vector<T> numbers_;
  std::vector<float> thumbnails_;
  std::vector<float> planes_;
};

}  // namespace

std::unique_ptr<Session> Session::create(const Value& value) {
  const Experiment experiment = decodeExperiment(value);
  if (experiment.precision == Precision::float64) return std::make_unique<SessionOf<double>>(experiment);
  return std::make_unique<SessionOf<float>>(experiment);
}

std::unique_ptr<Session> Session::restore(const Value& snapshot) {
  if (!snapshot.is(Value::Kind::object))
    throw ExperimentError("snapshot", "is " + snapshot.describe() + ", allowed what save() gave");
  const Value* version = snapshot.get("version");
  if (!version || !version->is(Value::Kind::number) || version->number() != 1)
    throw ExperimentError("version", "is " + (version ? version->describe() : "missing") + ", allowed 1");
  const Value* value = snapshot.get("experiment");
  if (!value) throw ExperimentError("experiment", "is missing");
  const Experiment experiment = decodeExperiment(*value);
  if (experiment.precision == Precision::float64) {
    auto session = std::make_unique<SessionOf<double>>(experiment);
    session->resume(snapshot);
    return session;
  }
  auto session = std::make_unique<SessionOf<float>>(experiment);
  session->resume(snapshot);
  return session;
}

Value fillExperiment(const Value& experiment) { return encodeExperiment(decodeExperiment(experiment)); }

Value compareExperiments(const Value& before, const Value& after) {
  Value list = Value::list();
  for (const std::string& path : differingPaths(decodeExperiment(before), decodeExperiment(after)))
    list.push(Value::object().set("path", path).set("restarts", restartsOnChangeOf(path)));
  return list;
}

std::vector<double> scheduledRates(const Value& value, double epochs, double points) {
  if (!(epochs >= 0 && epochs <= mostUpdates))
    throw ExperimentError("epochs", "is " + formatNumber(epochs) + ", allowed 0 to " + formatNumber(mostUpdates));
  const auto count = static_cast<std::size_t>(whole(points, "points", 2, 100000));
  const Experiment experiment = decodeExperiment(value);
  const Schedule& schedule = find(schedules(), experiment.schedule.name, "schedule.name");
  std::vector<double> rates(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double epoch = epochs * static_cast<double>(i) / static_cast<double>(count - 1);
    rates[i] = experiment.learningRate * schedule.factor(experiment.schedule.values, epoch);
  }
  return rates;
}

Value sampleData(const Value& value) {
  const Experiment experiment = decodeExperiment(value);
  return dataPart(experiment, prepareData(experiment));
}

}  // namespace gp
