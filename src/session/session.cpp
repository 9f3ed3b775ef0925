#include "session/session.h"

#include <cmath>

#include "analysis/questions.h"
#include "base/precision.h"
#include "exchange/experiment.h"
#include "session/memory.h"
#include "session/snapshot.h"
#include "train/run.h"

namespace gp {

namespace {

template <class T>
class SessionOf final : public Session {
 public:
  explicit SessionOf(const Experiment& experiment)
      : run_(experiment, prepareData(experiment)), pictures_(run_.plan()) {}

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

  double memory() const override { return memoryOf(run_.experiment()); }

  void trainEpochs(double count) override { run_.trainEpochs(whole(count, "epochs", 0, mostUpdates)); }
  void trainSteps(double count) override { run_.trainSteps(whole(count, "steps", 0, mostUpdates)); }

  void setParameters(const std::vector<double>& values) override {
    if (values.size() != parameterCount())
      throw ExperimentError("parameters", Message::numberCount,
                            {{"count", counted(values.size())}, {"expected", counted(parameterCount())}});
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
  void setFixed(double index, bool fixed) override {
    const std::size_t i = parameterIndex(index);
    run_.settle();
    run_.descent().fixed()[i] = fixed ? 1 : 0;
    run_.descent().fixedChanged();
    run_.fixedChanged();
  }
  void configure(const Value& value) override {
    const Experiment experiment = decodeExperiment(value);
    for (const std::string& path : differingPaths(run_.experiment(), experiment))
      if (restartsOnChangeOf(path)) throw ExperimentError(path, Message::needsNewStart);
    run_.configure(experiment);
  }
  void reset() override { run_.reset(); }

  Value experiment() const override { return encodeExperiment(run_.experiment()); }
  Value save() override { return writeSnapshot(run_); }
  void resume(const Value& snapshot) { readSnapshot(snapshot, run_); }
  std::vector<std::uint8_t> checkpoint() const override { return run_.checkpoint(); }
  void rewind(const std::vector<std::uint8_t>& checkpoint) override { run_.rewind(checkpoint); }

  Value ask(const std::string& question, const Value& arguments) override {
    return answerOf<T>({run_, pictures_}, question, arguments);
  }
  std::unique_ptr<Job> start(const std::string& question, const Value& arguments) override {
    return startOf<T>({run_, pictures_}, question, arguments);
  }
  View view(const Value& request) override {
    return pictures_.view(run_,
                          Arguments(request, {"width", "height", "neuron", "axes", "at", "directions", "thumbnail"}));
  }

 private:
  std::size_t parameterCount() const { return static_cast<std::size_t>(run_.plan().trainable); }
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

  Run<T> run_;
  Pictures<T> pictures_;
};

/// In the experiment's precision. @param begin  what is done with the new session before anybody sees it
template <class Begin>
std::unique_ptr<Session> sessionOf(const Experiment& experiment, const Begin& begin) {
  const auto make = [&]<class T>(T) {
    auto session = std::make_unique<SessionOf<T>>(experiment);
    begin(*session);
    return session;
  };
  if (experiment.precision == Precision::float32) return make(float());
  if constexpr (hasFloat64) {
    return make(double());
  } else {
    throw NeedsWholeEngine();
  }
}

}  // namespace

std::unique_ptr<Session> Session::create(const Value& value) {
  const Experiment experiment = decodeExperiment(value);
  requireMemory(experiment);
  return sessionOf(experiment, [](auto&) {});
}

std::unique_ptr<Session> Session::restore(const Value& snapshot) {
  const Experiment experiment = snapshotExperiment(snapshot);
  requireMemory(experiment);
  return sessionOf(experiment, [&](auto& session) { session.resume(snapshot); });
}

}  // namespace gp
