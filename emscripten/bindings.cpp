/// What JavaScript can ask of the core. It translates and does nothing else; `engine.d.mts` declares the same
/// for TypeScript. Every call is guarded by `answer`: an error is handed back as a value, and the session
/// works on.
#include <map>
#include <memory>

#include <emscripten/bind.h>

#include "marshalling.h"
#include "session/session.h"

namespace gp::bindings {
namespace {

/// One session. It begins empty, since a constructor could not hand back an error.
class SessionHandle {
 public:
  val start(const val& experiment) {
    return answer([&] { session_ = Session::create(fromWire(experiment)); });
  }
  val restore(const val& snapshot) {
    return answer([&] { session_ = Session::restore(fromWire(snapshot)); });
  }

  val trainEpochs(double count) {
    return with([&](Session& session) { session.trainEpochs(count); });
  }
  val trainSteps(double count) {
    return with([&](Session& session) { session.trainSteps(count); });
  }
  val position() {
    return with([](Session& session) { return toJs(session.position()); });
  }

  val memory() {
    return with([](Session& session) { return session.memory(); });
  }

  val setParameters(const val& values) {
    return with([&](Session& session) { session.setParameters(fromWire(values).numbers()); });
  }
  val setParameter(double index, double value) {
    return with([&](Session& session) { session.setParameter(index, value); });
  }
  val setFixed(double index, bool fixed) {
    return with([&](Session& session) { session.setFixed(index, fixed); });
  }
  val configure(const val& experiment) {
    return with([&](Session& session) { session.configure(fromWire(experiment)); });
  }
  val reset() {
    return with([](Session& session) { session.reset(); });
  }

  val experiment() {
    return with([](Session& session) { return toJs(session.experiment()); });
  }
  val save() {
    return with([](Session& session) { return toJs(session.save()); });
  }
  val checkpoint() {
    return with([](Session& session) { return toJs(Value::typed(session.checkpoint())); });
  }
  val rewind(const val& checkpoint) {
    return with([&](Session& session) { session.rewind(bytesOf(checkpoint)); });
  }

  val ask(const val& question, const val& arguments) {
    return with([&](Session& session) { return toJs(session.ask(fromWire(question).text(), fromWire(arguments))); });
  }
  /// @return the number of the job
  val startJob(const val& question, const val& arguments) {
    return with([&](Session& session) {
      std::unique_ptr<Job> job = session.start(fromWire(question).text(), fromWire(arguments));
      jobs_[nextJob_] = std::move(job);
      return nextJob_++;
    });
  }
  /// A job that is done is freed with its last answer.
  val advanceJob(int number, double milliseconds) {
    return with([&](Session&) {
      Job& job = *jobs_.at(number);
      advance(job, milliseconds);
      val told = toJs(Value::object()
                          .set("done", job.done())
                          .set("progress", job.done() ? 1 : job.progress())
                          .set("partial", job.answer()));
      if (job.done()) jobs_.erase(number);
      return told;
    });
  }
  void cancelJob(int number) { jobs_.erase(number); }

  val view(const val& request) {
    return with([&](Session& session) {
      view_ = session.view(fromWire(request));
      val counts = val::object();
      counts.set("planeCount", view_.planeCount);
      counts.set("neuronCount", view_.neuronCount);
      return counts;
    });
  }
  /// To be called straight after `view`, with arrays of the sizes that it announced.
  val copyView(const val& planes, const val& thumbnails) {
    return with([&](Session&) {
      planes.call<void>("set", val(emscripten::typed_memory_view(view_.planeNumbers, view_.planes)));
      thumbnails.call<void>("set", val(emscripten::typed_memory_view(view_.thumbnailNumbers, view_.thumbnails)));
    });
  }

 private:
  template <class Action>
  val with(const Action& action) {
    return answer([&] {
      if (!session_) throw std::logic_error("The session was never started");
      return action(*session_);
    });
  }

  std::unique_ptr<Session> session_;
  View view_;
  std::map<int, std::unique_ptr<Job>> jobs_;
  int nextJob_ = 0;
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
  return answer([&] { return toJs(sampleData(fromWire(experiment))); });
}

val memoryNeededToJs(const val& experiment) {
  return answer([&] { return toJs(memoryNeeded(fromWire(experiment))); });
}

val scheduledRatesToJs(const val& experiment, double epochs, double points) {
  return answer([&] { return toJs(Value::typed(scheduledRates(fromWire(experiment), epochs, points))); });
}

/// @param csv  the bytes of the dataset's file
val provideDatasetToJs(const std::string& dataset, const val& csv) {
  return answer([&] {
    const std::vector<std::uint8_t> bytes = bytesOf(csv);
    provideDataset(dataset, std::string(bytes.begin(), bytes.end()));
  });
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
  function("memoryNeeded", &gp::bindings::memoryNeededToJs);
  function("scheduledRates", &gp::bindings::scheduledRatesToJs);
  function("provideDataset", &gp::bindings::provideDatasetToJs);

  class_<SessionHandle>("Session")
      .constructor<>()
      .function("start", &SessionHandle::start)
      .function("restore", &SessionHandle::restore)
      .function("trainEpochs", &SessionHandle::trainEpochs)
      .function("trainSteps", &SessionHandle::trainSteps)
      .function("position", &SessionHandle::position)
      .function("memory", &SessionHandle::memory)
      .function("setParameters", &SessionHandle::setParameters)
      .function("setParameter", &SessionHandle::setParameter)
      .function("setFixed", &SessionHandle::setFixed)
      .function("configure", &SessionHandle::configure)
      .function("reset", &SessionHandle::reset)
      .function("experiment", &SessionHandle::experiment)
      .function("save", &SessionHandle::save)
      .function("checkpoint", &SessionHandle::checkpoint)
      .function("rewind", &SessionHandle::rewind)
      .function("ask", &SessionHandle::ask)
      .function("startJob", &SessionHandle::startJob)
      .function("advanceJob", &SessionHandle::advanceJob)
      .function("cancelJob", &SessionHandle::cancelJob)
      .function("view", &SessionHandle::view)
      .function("copyView", &SessionHandle::copyView);
}
