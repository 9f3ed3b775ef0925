#include "session/snapshot.h"

#include <cstdint>

#include "base/base64.h"
#include "base/bytes.h"
#include "base/checksum.h"
#include "base/sealed.h"
#include "exchange/experiment.h"

namespace gp {
namespace {

constexpr double newest = 2;
constexpr char historyLetters[] = "GPhistor";
constexpr std::uint32_t newestHistory = 1;

/// Of everything but the checksum, eight digits of base 16.
std::string checksumOf(const Value& snapshot) {
  Value rest = Value::object();
  for (const Value::Member& member : snapshot.members())
    if (member.key != "checksum") rest.append(member.key, member.value);
  std::uint32_t sum = Checksum().add(rest).value();
  std::string digits(8, '0');
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, sum /= 16) *digit = "0123456789abcdef"[sum % 16];
  return digits;
}

/// A version of 1 or more. @throws ExperimentError
double versionOf(const Value& snapshot) {
  const Value* given = snapshot.get("version");
  const double version = given ? given->number() : 0;
  if (version != 1 && version != newest)
    throw ExperimentError("version", Message::otherVersion,
                          {{"given", given ? shown(*given) : word(Message::missingValue)}, {"max", newest}});
  return version;
}

std::vector<std::uint8_t> bytesAt(const Value& snapshot, const char* name) {
  const Value* text = snapshot.get(name);
  if (!text || !text->is(Value::Kind::text)) throw ExperimentError(name, Message::missingBase64);
  return decodeBase64(text->text(), name);
}

}  // namespace

template <class T>
Value writeSnapshot(Run<T>& run) {
  run.settle();
  ByteWriter history;
  history.putList(run.history().save());
  Value snapshot = Value::object();
  snapshot.set("version", newest).set("experiment", encodeExperiment(run.experiment()));
  snapshot.set("state", encodeBase64(run.checkpoint()));
  // Not plain numbers: JSON has neither NaN nor Infinity.
  snapshot.set("history", encodeBase64(seal(historyLetters, newestHistory, history.take())));
  return snapshot.set("checksum", checksumOf(snapshot));
}

Experiment snapshotExperiment(const Value& snapshot) {
  if (!snapshot.is(Value::Kind::object))
    throw ExperimentError("snapshot", Message::notSaved, {{"given", shown(snapshot)}});
  if (versionOf(snapshot) > 1) {
    const Value* checksum = snapshot.get("checksum");
    if (!checksum || checksum->text() != checksumOf(snapshot)) throw ExperimentError("snapshot", Message::damaged);
  }
  const Value* experiment = snapshot.get("experiment");
  if (!experiment) throw ExperimentError("experiment", Message::missing);
  return decodeExperiment(*experiment);
}

template <class T>
void readSnapshot(const Value& snapshot, Run<T>& run) {
  run.rewind(bytesAt(snapshot, "state"));
  const std::vector<std::uint8_t> bytes = bytesAt(snapshot, "history");
  const bool sealed = versionOf(snapshot) > 1;
  if (sealed) openSeal(bytes, historyLetters, newestHistory, "history");
  ByteReader reader(bytes, "history", sealed ? sealSize : 0);
  const std::vector<double> numbers = reader.getAnyList<double>();
  reader.expectEnd();
  run.history().restore(numbers, "history");
}

template Value writeSnapshot<float>(Run<float>&);
template Value writeSnapshot<double>(Run<double>&);
template void readSnapshot<float>(const Value&, Run<float>&);
template void readSnapshot<double>(const Value&, Run<double>&);

}  // namespace gp
