// Changed checkpoints and snapshots: refused with a place, the run left as it was, or accepted; then the run trains on
// and is saved and restored to itself.
#include <cstdio>
#include <cstring>

#include "base/base64.h"
#include "base/checksum.h"
#include "base/error.h"
#include "base/sealed.h"
#include "session_parts.h"
#include "targets.h"

namespace gp::fuzz {
namespace {

const char* const experiments[] = {
    "{'data': {'dataset': 'circle', 'samples': 24}, 'batch': {'size': 5}, 'optimizer': {'name': 'adam'},"
    " 'stop': {'patience': 50}, 'network': {'hidden': [{'units': 3, 'activation': 'tanh', 'dropout': 0.2}]}}",
    "{'task': 'regression', 'data': {'samples': 24}, 'batch': {'size': 'full'}, 'precision': 'float64',"
    " 'optimizer': {'name': 'rprop'}, 'network': {'hidden': []}}",
    "{'data': {'dataset': 'xor', 'samples': 24}, 'optimizer': {'name': 'sgd', 'learningRate': 1000},"
    " 'network': {'hidden': [{'units': 4, 'activation': 'relu'}]}, 'stop': {'maxEpochs': 3}}",
};

std::unique_ptr<Session> begun(int which) {
  auto session = Session::create(testing::json(experiments[which]));
  session->trainSteps(10);
  return session;
}

std::vector<double> numbers(Session& session) { return testing::copy(session.ask("parameters")); }

/// The content with changes, sealed again where no checksum shall show them.
Bytes damaged(const Bytes& sealed, Source& source) {
  if (source.upTo(3) == 0) return changed(sealed, source);
  const Bytes content(sealed.begin() + static_cast<std::ptrdiff_t>(sealSize), sealed.end());
  std::uint32_t version = 0;
  std::memcpy(&version, sealed.data() + 8, sizeof version);
  return seal({reinterpret_cast<const char*>(sealed.data()), 8}, version, changed(content, source));
}

/// What is promised of a run that was taken over.
void goOn(Session& session) {
  session.trainSteps(7);
  session.ask("progress");
  session.ask("history");
  const auto restored = Session::restore(session.save());
  require(numbers(*restored) == numbers(session), "what was accepted is saved and restored");
  restored->trainEpochs(1);
  session.trainEpochs(1);
  require(numbers(*restored) == numbers(session), "what was restored trains on to the same bits");
}

std::string checksumOf(const Value& snapshot) {
  char digits[9];
  std::snprintf(digits, sizeof digits, "%08x", static_cast<unsigned>(Checksum().add(snapshot).value()));
  return digits;
}

}  // namespace

void checkpointTarget(const Bytes& bytes) {
  Source source(bytes);
  const auto session = begun(source.upTo(2));
  const Bytes good = session->checkpoint();
  const Bytes given = damaged(good, source);
  try {
    session->rewind(given);
  } catch (const ExperimentError& error) {
    require(!error.path().empty(), "a refusal names a place");
    require(session->checkpoint() == good, "a refused checkpoint leaves the run as it was");
    return;
  }
  goOn(*session);
}

void snapshotTarget(const Bytes& bytes) {
  Source source(bytes);
  const auto session = begun(source.upTo(2));
  const Value good = session->save();
  const bool history = source.bit();
  const char* const part = history ? "history" : "state";
  const Bytes content = decodeBase64(good.get(part)->text(), part);
  Value snapshot = Value::object();
  snapshot.set("version", 2).set("experiment", *good.get("experiment"));
  snapshot.set("state", history ? *good.get("state") : Value(encodeBase64(damaged(content, source))));
  snapshot.set("history", history ? Value(encodeBase64(damaged(content, source))) : *good.get("history"));
  snapshot.set("checksum", checksumOf(snapshot));
  try {
    goOn(*Session::restore(snapshot));
  } catch (const ExperimentError& error) {
    require(!error.path().empty(), "a refusal names a place");
  }
}

}  // namespace gp::fuzz
