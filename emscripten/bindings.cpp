/// What JavaScript can ask of the core. It translates and does nothing else; `engine.d.mts` declares the same
/// for TypeScript. Every call is guarded by `answer`: an error is handed back as a value, and the session
/// works on.
#include <memory>

#include <emscripten/bind.h>

#include "marshalling.h"
#include "session/session.h"

namespace gp::bindings {
namespace {

std::vector<double> doubles(const val& float64Array) {
  return emscripten::convertJSArrayToNumberVector<double>(float64Array);
}

/// @param layerAndIndex  empty where no neuron is asked for
Neuron neuronOf(const Session& session, const val& layerAndIndex) {
  const std::vector<double> place = doubles(layerAndIndex);
  return place.size() == 2 ? session.neuron(place[0], place[1]) : Neuron{};
}

bool wantsDouble(const Value& experiment) {
  const Value* precision = experiment.get("precision");
  return precision != nullptr && precision->is(Value::Kind::text) && precision->text() == "float64";
}

/// One session. It begins empty, since a constructor could not hand back an error.
class SessionHandle {
 public:
  val start(const val& experiment) {
    return answer([&] { session_ = Session::create(fromWire(experiment)); });
  }
  val restore(const val& snapshot) {
    return answer([&] { session_ = Session::restore(fromWire(snapshot)); });
  }

  val experiment() {
    return ask([](Session& session) { return toJs(session.experiment()); });
  }
  val data() {
    return ask([](Session& session) { return dataToJs(session.data(), session.isDouble()); });
  }
  val layers() {
    return ask([](Session& session) { return toJs(session.layers()); });
  }
  val columns() {
    return ask([](Session& session) { return session.columns(); });
  }
  val parameterCount() {
    return ask([](Session& session) { return static_cast<double>(session.parameterCount()); });
  }

  val trainEpochs(double count) {
    return ask([&](Session& session) { session.trainEpochs(count); });
  }
  val trainSteps(double count) {
    return ask([&](Session& session) { session.trainSteps(count); });
  }
  val position() {
    return ask([](Session& session) { return toJs(session.position()); });
  }
  val progress() {
    return ask([](Session& session) { return toJs(session.progress()); });
  }

  val parameters() {
    return askNumbers([](Session& session) { return session.parameters(); });
  }
  val setParameters(const val& values) {
    return ask([&](Session& session) { session.setParameters(doubles(values)); });
  }
  val setParameter(double index, double value) {
    return ask([&](Session& session) { session.setParameter(index, value); });
  }
  val fixedParameters() {
    return ask([](Session& session) { return toJs(session.fixedParameters()); });
  }
  val setFixed(double index, bool fixed) {
    return ask([&](Session& session) { session.setFixed(index, fixed); });
  }
  val gradients() {
    return askNumbers([](Session& session) { return session.gradients(); });
  }
  val lastChange() {
    return askNumbers([](Session& session) { return session.lastChange(); });
  }
  val initialParameters() {
    return askNumbers([](Session& session) { return session.initialParameters(); });
  }
  val objective() {
    return ask([](Session& session) { return session.objective(); });
  }

  val forward(const val& inputs) {
    return askTyped([&](Session& session) { return session.forward(doubles(inputs)); });
  }
  val activationsAt(const val& points) {
    return askTyped([&](Session& session) { return session.activationsAt(doubles(points)); });
  }
  val preActivationsAt(const val& points) {
    return askTyped([&](Session& session) { return session.preActivationsAt(doubles(points)); });
  }
  val outputPartsAt(const val& points) {
    return askNumbers([&](Session& session) { return session.outputPartsAt(doubles(points)); });
  }
  val predict(const val& points) {
    return askNumbers([&](Session& session) { return session.predict(doubles(points)); });
  }
  val field(double width, double height, double axisX, double axisY, const val& at, const val& neuron) {
    return askNumbers([&](Session& session) {
      return session.field(session.grid(width, height, axisX, axisY, doubles(at)), neuronOf(session, neuron));
    });
  }
  val view(double thumbnail, double width, double height, double axisX, double axisY, const val& at,
           const val& neuron) {
    return ask([&](Session& session) {
      view_ =
          session.view(session.grid(width, height, axisX, axisY, doubles(at)), neuronOf(session, neuron), thumbnail);
      val counts = val::object();
      counts.set("planeCount", view_.planeCount);
      counts.set("neuronCount", view_.neuronCount);
      return counts;
    });
  }
  /// To be called straight after `view`, with arrays of the sizes that it announced.
  val copyView(const val& planes, const val& thumbnails) {
    return ask([&](Session&) {
      const auto planeSize = planes["length"].as<std::size_t>();
      const auto thumbnailSize = thumbnails["length"].as<std::size_t>();
      planes.call<void>("set", val(emscripten::typed_memory_view(planeSize, view_.planes)));
      thumbnails.call<void>("set", val(emscripten::typed_memory_view(thumbnailSize, view_.thumbnails)));
    });
  }

  val checkGradients() {
    return ask([](Session& session) { return toJs(session.checkGradients()); });
  }
  val history(double fromEpoch) {
    return ask([&](Session& session) { return toJs(session.history(fromEpoch)); });
  }
  val confusion(const std::string& part) {
    return ask([&](Session& session) { return toJs(session.confusion(part)); });
  }
  val sampleLosses(const std::string& part) {
    return askNumbers([&](Session& session) { return session.sampleLosses(part); });
  }
  val sampleGradients(double parameter) {
    return askNumbers([&](Session& session) { return session.sampleGradients(parameter); });
  }
  val trace(const val& subject) {
    return ask([&](Session& session) { return toJs(session.trace(fromWire(subject))); });
  }
  val nextBatch() {
    return ask([](Session& session) { return toJs(session.nextBatch()); });
  }

  val configure(const val& experiment) {
    return ask([&](Session& session) { session.configure(fromWire(experiment)); });
  }
  val reset() {
    return ask([](Session& session) { session.reset(); });
  }
  val save() {
    return ask([](Session& session) { return toJs(session.save()); });
  }
  val checkpoint() {
    return ask([](Session& session) { return toJs(session.checkpoint()); });
  }
  val rewind(const val& checkpoint) {
    return ask(
        [&](Session& session) { session.rewind(emscripten::convertJSArrayToNumberVector<std::uint8_t>(checkpoint)); });
  }

 private:
  template <class Question>
  val ask(const Question& question) {
    return answer([&] {
      if (!session_) throw std::logic_error("The session was never started");
      return question(*session_);
    });
  }
  template <class Question>
  val askNumbers(const Question& question) {
    return ask([&](Session& session) { return toJs(question(session), session.isDouble()); });
  }
  template <class Question>
  val askTyped(const Question& question) {
    return ask([&](Session& session) { return toJs(question(session), typedArrays(session.isDouble())); });
  }

  std::unique_ptr<Session> session_;
  View view_;
};

val catalogToJs() {
  return answer([] { return toJs(catalog()); });
}

val fillExperimentToJs(const val& experiment) {
  return answer([&] { return toJs(fillExperiment(fromWire(experiment))); });
}

val compareExperimentsToJs(const val& before, const val& after) {
  return answer([&] { return toJs(compareExperiments(fromWire(before), fromWire(after))); });
}

val sampleDataToJs(const val& experiment) {
  return answer([&] {
    const Value given = fromWire(experiment);
    return dataToJs(sampleData(given), wantsDouble(given));
  });
}

val scheduledRatesToJs(const val& experiment, double epochs, double points) {
  return answer([&] { return toJs(scheduledRates(fromWire(experiment), epochs, points)); });
}

/// @param csv  the bytes of the dataset's file
val provideDatasetToJs(const std::string& dataset, const val& csv) {
  return answer([&] { provideDataset(dataset, bytesOf(csv)); });
}

}  // namespace
}  // namespace gp::bindings

EMSCRIPTEN_BINDINGS(gradient_playground) {
  using emscripten::class_;
  using emscripten::function;
  using gp::bindings::SessionHandle;

  function("catalog", &gp::bindings::catalogToJs);
  function("fillExperiment", &gp::bindings::fillExperimentToJs);
  function("compareExperiments", &gp::bindings::compareExperimentsToJs);
  function("sampleData", &gp::bindings::sampleDataToJs);
  function("scheduledRates", &gp::bindings::scheduledRatesToJs);
  function("provideDataset", &gp::bindings::provideDatasetToJs);

  class_<SessionHandle>("Session")
      .constructor<>()
      .function("start", &SessionHandle::start)
      .function("restore", &SessionHandle::restore)
      .function("experiment", &SessionHandle::experiment)
      .function("data", &SessionHandle::data)
      .function("layers", &SessionHandle::layers)
      .function("columns", &SessionHandle::columns)
      .function("parameterCount", &SessionHandle::parameterCount)
      .function("trainEpochs", &SessionHandle::trainEpochs)
      .function("trainSteps", &SessionHandle::trainSteps)
      .function("position", &SessionHandle::position)
      .function("progress", &SessionHandle::progress)
      .function("parameters", &SessionHandle::parameters)
      .function("setParameters", &SessionHandle::setParameters)
      .function("setParameter", &SessionHandle::setParameter)
      .function("fixedParameters", &SessionHandle::fixedParameters)
      .function("setFixed", &SessionHandle::setFixed)
      .function("gradients", &SessionHandle::gradients)
      .function("lastChange", &SessionHandle::lastChange)
      .function("initialParameters", &SessionHandle::initialParameters)
      .function("objective", &SessionHandle::objective)
      .function("forward", &SessionHandle::forward)
      .function("activationsAt", &SessionHandle::activationsAt)
      .function("preActivationsAt", &SessionHandle::preActivationsAt)
      .function("outputPartsAt", &SessionHandle::outputPartsAt)
      .function("predict", &SessionHandle::predict)
      .function("field", &SessionHandle::field)
      .function("view", &SessionHandle::view)
      .function("copyView", &SessionHandle::copyView)
      .function("checkGradients", &SessionHandle::checkGradients)
      .function("history", &SessionHandle::history)
      .function("confusion", &SessionHandle::confusion)
      .function("sampleLosses", &SessionHandle::sampleLosses)
      .function("sampleGradients", &SessionHandle::sampleGradients)
      .function("trace", &SessionHandle::trace)
      .function("nextBatch", &SessionHandle::nextBatch)
      .function("configure", &SessionHandle::configure)
      .function("reset", &SessionHandle::reset)
      .function("save", &SessionHandle::save)
      .function("checkpoint", &SessionHandle::checkpoint)
      .function("rewind", &SessionHandle::rewind);
}
