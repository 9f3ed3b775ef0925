#include "train/checkpoint.h"

#include <algorithm>
#include <cmath>

#include "base/bytes.h"
#include "base/sealed.h"
#include "nn/layers/layer_kind.h"
#include "train/divergence.h"
#include "train/reason_bytes.h"
#include "train/unsealed_reason.h"

namespace gp {
namespace {

constexpr char letters[] = "GPcheck\n";
// 1: a header, kinds of layers, reasons by their ids; 2: earlier weights.
constexpr std::uint32_t unsealed = 0;  ///< as release 0.1.0 wrote them
constexpr std::uint32_t newest = 2;

/// What the numbers belong to: precision, optimizer, layers, and how many there are.
template <class T>
void writeKind(const Descent<T>& descent, ByteWriter& out) {
  const NetworkPlan& plan = descent.plan();
  out.put(static_cast<std::uint32_t>(sizeof(T)));
  out.putText(descent.optimizer().id);
  out.put(static_cast<std::uint64_t>(plan.layers.size()));
  for (const LayerPlan& layer : plan.layers) out.putText(layer.kind->id);
  out.put(static_cast<std::uint64_t>(plan.trainable));
  out.put(static_cast<std::uint64_t>(plan.total));
}

/// @throws ExperimentError where it is not the descent's
template <class T>
void readKind(ByteReader& in, const Descent<T>& descent) {
  const NetworkPlan& plan = descent.plan();
  if (in.get<std::uint32_t>() != sizeof(T)) in.refuse(Message::otherExperiment);
  if (in.getText() != descent.optimizer().id) in.refuse(Message::otherOptimizer);
  if (in.get<std::uint64_t>() != plan.layers.size()) in.refuse(Message::otherExperiment);
  for (const LayerPlan& layer : plan.layers)
    if (in.getText() != layer.kind->id) in.refuse(Message::otherExperiment);
  if (in.get<std::uint64_t>() != static_cast<std::uint64_t>(plan.trainable) ||
      in.get<std::uint64_t>() != static_cast<std::uint64_t>(plan.total))
    in.refuse(Message::otherExperiment);
}

Random::State readGenerator(ByteReader& in) {
  const auto state = in.get<Random::State>();
  if (state.increment % 2 == 0) in.refuse(Message::badGenerator);
  return state;
}

/// The part of the state behind the parameters and the optimizer. @throws ExperimentError
template <class T>
void readCounters(ByteReader& in, DescentState<T>& state) {
  state.scalars = in.getList<double>(state.scalars.size());
  state.batches = readGenerator(in);
  state.dropout = readGenerator(in);
  state.order = in.getList<std::uint32_t>(state.order.size());
  state.cursor = in.get<std::int64_t>();
  state.epoch = in.get<std::int64_t>();
  state.step = in.get<std::int64_t>();
  std::vector<bool> seen(state.order.size(), false);
  for (const std::uint32_t row : state.order) {
    if (row >= seen.size() || seen[row]) in.refuse(Message::badOrder);
    seen[row] = true;
  }
  const auto rows = static_cast<std::int64_t>(state.order.size());
  if (state.cursor < 0 || state.cursor >= rows || state.epoch < 0 || state.step < 0 || state.step > mostSteps)
    in.refuse(Message::badCounters);
  // Every epoch takes an update at least, and every update a row at least.
  const std::int64_t begun = state.cursor > 0 ? 1 : 0;
  const bool reachable =
      state.epoch <= state.step - begun &&
      static_cast<double>(state.step) <=
          static_cast<double>(state.epoch) * static_cast<double>(rows) + static_cast<double>(state.cursor);
  if (!reachable) in.refuse(Message::badCounters);
}

/// @param step  updates done
std::vector<double> readEarlierWeights(ByteReader& in, const Course& course, std::int64_t step) {
  std::vector<double> weights = in.getAnyList<double>();
  const std::int64_t most = course.over() ? 0 : std::min<std::int64_t>(WeightGrowth::window - 2, step - 1);
  if (static_cast<std::int64_t>(weights.size()) > std::max<std::int64_t>(most, 0)) in.refuse(Message::badCounters);
  for (const double weight : weights)
    if (!std::isfinite(weight) || weight < 0) in.refuse(Message::badParameter);
  return weights;
}

/// Parameters, optimizer, counters, what cannot move, and how far the run has come; alike in all versions but for the
/// reason's form and the earlier weights.
template <class T>
Beside readState(ByteReader& in, Descent<T>& descent, std::uint32_t version) {
  const std::size_t count = descent.fixed().size();
  DescentState<T> state = descent.state();
  in.get(state.parameters.data(), static_cast<std::size_t>(descent.plan().total));
  if (in.get<std::uint64_t>() != state.optimizer.size()) in.refuse(Message::otherOptimizer);
  for (auto& array : state.optimizer) in.get(array.data(), count);
  readCounters(in, state);
  std::vector<T> previous = state.parameters;
  in.get(previous.data(), count);
  std::vector<std::uint8_t> fixed = in.getList<std::uint8_t>(count);
  Beside beside;
  Course& course = beside.course;
  course.memory = in.get<StopMemory>();
  const auto status = in.get<std::int32_t>();
  if (status < 0 || status > static_cast<std::int32_t>(Status::diverged)) in.refuse(Message::badStatus);
  course.status = static_cast<Status>(status);
  course.reason = version == unsealed ? readUnsealedReason(in) : readReason(in);
  if (version >= 2) beside.earlierWeights = readEarlierWeights(in, course, state.step);
  in.expectEnd();
  if (course.reason.has_value() != course.over()) in.refuse(Message::badStatus);
  if (course.reason && !isWhole(*course.reason)) in.refuse(Message::badStatus);
  const StopMemory& memory = course.memory;
  const bool remembered = memory.bestEpoch >= 0 && memory.bestEpoch <= static_cast<double>(state.epoch) &&
                          (memory.watching == 0 || memory.watching == 1);
  if (!remembered) in.refuse(Message::badCounters);
  for (const std::uint8_t one : fixed)
    if (one > 1) in.refuse(Message::badStatus);
  for (const T parameter : state.parameters)
    if (!std::isfinite(static_cast<double>(parameter))) in.refuse(Message::badParameter);
  descent.setState(state);
  descent.previous() = std::move(previous);
  descent.fixed() = std::move(fixed);
  descent.fixedChanged();
  return beside;
}

/// The layout of version 0.1.0: no header; it begins with the bytes of a number, 4 or 8.
bool isUnsealed(const std::vector<std::uint8_t>& bytes) {
  return bytes.size() > 4 && (bytes[0] == 4 || bytes[0] == 8) && bytes[1] == 0 && bytes[2] == 0 && bytes[3] == 0;
}

}  // namespace

template <class T>
std::vector<std::uint8_t> writeCheckpoint(const Descent<T>& descent, const Course& course,
                                          const std::vector<double>& earlierWeights) {
  ByteWriter out;
  const DescentState<T>& state = descent.state();
  const std::size_t count = descent.fixed().size();
  writeKind(descent, out);
  out.put(state.parameters.data(), static_cast<std::size_t>(descent.plan().total));
  out.put(static_cast<std::uint64_t>(state.optimizer.size()));
  for (const auto& array : state.optimizer) out.put(array.data(), count);
  out.putList(state.scalars);
  out.put(state.batches);
  out.put(state.dropout);
  out.putList(state.order);
  out.put(state.cursor);
  out.put(state.epoch);
  out.put(state.step);
  out.put(descent.previous().data(), count);
  out.putList(descent.fixed());
  out.put(course.memory);
  out.put(static_cast<std::int32_t>(course.status));
  writeReason(course.reason, out);
  out.putList(earlierWeights);
  return seal(letters, newest, out.take());
}

template <class T>
Beside readCheckpoint(const std::vector<std::uint8_t>& checkpoint, Descent<T>& descent) {
  const std::string path = "checkpoint";
  if (isUnsealed(checkpoint)) {
    ByteReader in(checkpoint, path);
    if (in.get<std::uint32_t>() != sizeof(T) || in.get<std::uint64_t>() != descent.fixed().size())
      in.refuse(Message::otherExperiment);
    return readState(in, descent, unsealed);
  }
  const std::uint32_t version = openSeal(checkpoint, letters, newest, path);
  ByteReader in(checkpoint, path, sealSize);
  readKind(in, descent);
  return readState(in, descent, version);
}

template std::vector<std::uint8_t> writeCheckpoint<float>(const Descent<float>&, const Course&,
                                                          const std::vector<double>&);
template std::vector<std::uint8_t> writeCheckpoint<double>(const Descent<double>&, const Course&,
                                                           const std::vector<double>&);
template Beside readCheckpoint<float>(const std::vector<std::uint8_t>&, Descent<float>&);
template Beside readCheckpoint<double>(const std::vector<std::uint8_t>&, Descent<double>&);

}  // namespace gp
