#include "session/snapshot.h"

#include "base/base64.h"
#include "base/bytes.h"
#include "exchange/experiment.h"

namespace gp {
namespace {

constexpr double version = 1;

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
  return Value::object()
      .set("version", version)
      .set("experiment", encodeExperiment(run.experiment()))
      .set("state", encodeBase64(run.checkpoint()))
      .set("history", encodeBase64(history.take()));  // not plain numbers: JSON has neither NaN nor Infinity
}

Experiment snapshotExperiment(const Value& snapshot) {
  if (!snapshot.is(Value::Kind::object))
    throw ExperimentError("snapshot", Message::notSaved, {{"given", shown(snapshot)}});
  const Value* given = snapshot.get("version");
  if (!given || !given->is(Value::Kind::number) || given->number() != version)
    throw ExperimentError("version", Message::notExactly,
                          {{"given", given ? shown(*given) : word(Message::missingValue)}, {"only", version}});
  const Value* experiment = snapshot.get("experiment");
  if (!experiment) throw ExperimentError("experiment", Message::missing);
  return decodeExperiment(*experiment);
}

template <class T>
void readSnapshot(const Value& snapshot, Run<T>& run) {
  run.rewind(bytesAt(snapshot, "state"));
  const std::vector<std::uint8_t> bytes = bytesAt(snapshot, "history");
  ByteReader reader(bytes, "history");
  const std::vector<double> numbers = reader.getAnyList<double>();
  reader.expectEnd();
  run.history().restore(numbers, "history");
}

template Value writeSnapshot<float>(Run<float>&);
template Value writeSnapshot<double>(Run<double>&);
template void readSnapshot<float>(const Value&, Run<float>&);
template void readSnapshot<double>(const Value&, Run<double>&);

}  // namespace gp
