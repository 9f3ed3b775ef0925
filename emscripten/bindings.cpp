/// What JavaScript can ask of the core. It translates and does nothing else; `engine.d.mts` declares the same
/// for TypeScript, with what comes through the inbox as arguments. Every call is guarded by `answer`: an error is
/// handed back as a value, and the session works on.
#include <map>
#include <memory>

#include <emscripten/bind.h>

#include "base/precision.h"
#include "marshalling.h"
#include "session/session.h"

namespace gp::bindings {
namespace {

/// One session. It begins empty, since a constructor could not hand back an error.
class SessionHandle {
 public:
  val start() {
    return answer([&] { session_ = Session::create(Given().value()); });
  }
  val restore() {
    return answer([&] { session_ = Session::restore(Given().value()); });
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

  val setParameters() {
    return with([](Session& session) { session.setParameters(Given().value().numbers()); });
  }
  val setParameter(double index, double value) {
    return with([&](Session& session) { session.setParameter(index, value); });
  }
  val setFixed(double index, bool fixed) {
    return with([&](Session& session) { session.setFixed(index, fixed); });
  }
  val configure() {
    return with([](Session& session) { session.configure(Given().value()); });
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
  val rewind() {
    return with([](Session& session) { session.rewind(Given().bytes()); });
  }

  val ask() {
    return with([](Session& session) {
      Given given;
      const Value question = given.value();
      return toJs(session.ask(question.text(), given.value()));
    });
  }
  /// @return the number of the job
  val startJob() {
    return with([&](Session& session) {
      Given given;
      const Value question = given.value();
      std::unique_ptr<Job> job = session.start(question.text(), given.value());
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

  val view() {
    return with([&](Session& session) {
      view_ = session.view(Given().value());
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

val fillExperimentToJs() {
  return answer([] { return toJs(fillExperiment(Given().value())); });
}

val compareExperimentsToJs() {
  return answer([] {
    Given given;
    const Value before = given.value();
    return toJs(compareExperiments(before, given.value()));
  });
}

val sampleDataToJs() {
  return answer([] { return toJs(sampleData(Given().value())); });
}

val memoryNeededToJs() {
  return answer([] { return toJs(memoryNeeded(Given().value())); });
}

val scheduledRatesToJs(double epochs, double points) {
  return answer([&] { return toJs(Value::typed(scheduledRates(Given().value(), epochs, points))); });
}

/// Given are the bytes of the dataset's file.
val provideDatasetToJs(const std::string& dataset) {
  return answer([&] {
    const std::vector<std::uint8_t> bytes = Given().bytes();
    provideDataset(dataset, std::string(bytes.begin(), bytes.end()));
  });
}

}  // namespace
}  // namespace gp::bindings

EMSCRIPTEN_BINDINGS(gradient_playground) {
  using emscripten::class_;
  using emscripten::function;
  using gp::bindings::SessionHandle;

  emscripten::constant("float64", gp::hasFloat64);
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
