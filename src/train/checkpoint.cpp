#include "train/checkpoint.h"

#include <cmath>

#include "base/bytes.h"

namespace gp {
namespace {

void putReason(const std::optional<Reason>& reason, ByteWriter& out) {
  out.put(static_cast<std::uint8_t>(reason ? 1 : 0));
  if (!reason) return;
  out.putText(reason->rule);
  out.putText(reason->en);
  out.putText(reason->zh);
  out.put(static_cast<std::uint64_t>(reason->values.size()));
  for (const auto& [name, value] : reason->values) {
    out.putText(name);
    out.put(static_cast<std::uint8_t>(value.is(Value::Kind::number) ? 1 : 0));
    if (value.is(Value::Kind::number)) {
      out.put(value.number());
    } else {
      out.putText(value.text());
    }
  }
}

std::optional<Reason> getReason(ByteReader& in) {
  if (in.get<std::uint8_t>() == 0) return std::nullopt;
  Reason reason;
  reason.rule = in.getText();
  reason.en = in.getText();
  reason.zh = in.getText();
  for (auto left = in.get<std::uint64_t>(); left > 0; --left) {
    std::string name = in.getText();
    const bool number = in.get<std::uint8_t>() != 0;
    Value value = number ? Value(in.get<double>()) : Value(in.getText());
    reason.values.emplace_back(std::move(name), std::move(value));
  }
  return reason;
}

/// The part of the state behind the parameters and the optimizer. @throws ExperimentError
template <class T>
void getCounters(ByteReader& in, DescentState<T>& state) {
  state.scalars = in.getList<double>(state.scalars.size());
  state.batches = in.get<Random::State>();
  state.dropout = in.get<Random::State>();
  state.order = in.getList<std::uint32_t>(state.order.size());
  state.cursor = in.get<std::int64_t>();
  state.epoch = in.get<std::int64_t>();
  state.step = in.get<std::int64_t>();
  std::vector<bool> seen(state.order.size(), false);
  for (const std::uint32_t row : state.order) {
    if (row >= seen.size() || seen[row]) in.refuse("has an impossible order of rows: it is damaged");
    seen[row] = true;
  }
  if (state.cursor < 0 || state.cursor >= static_cast<std::int64_t>(state.order.size()) || state.epoch < 0 ||
      state.step < 0)
    in.refuse("has impossible counters: it is damaged");
}

}  // namespace

template <class T>
std::vector<std::uint8_t> writeCheckpoint(const Descent<T>& descent, const Course& course) {
  ByteWriter out;
  const DescentState<T>& state = descent.state();
  const std::size_t count = descent.fixed().size();
  out.put(static_cast<std::uint32_t>(sizeof(T)));
  out.put(static_cast<std::uint64_t>(count));
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
  putReason(course.reason, out);
  return out.take();
}

template <class T>
Course readCheckpoint(const std::vector<std::uint8_t>& checkpoint, Descent<T>& descent) {
  ByteReader in(checkpoint, "checkpoint");
  const std::size_t count = descent.fixed().size();
  if (in.get<std::uint32_t>() != sizeof(T) || in.get<std::uint64_t>() != count)
    in.refuse("belongs to another experiment");
  DescentState<T> state = descent.state();
  in.get(state.parameters.data(), static_cast<std::size_t>(descent.plan().total));
  if (in.get<std::uint64_t>() != state.optimizer.size()) in.refuse("belongs to another optimizer");
  for (auto& array : state.optimizer) in.get(array.data(), count);
  getCounters(in, state);
  std::vector<T> previous = state.parameters;
  in.get(previous.data(), count);
  std::vector<std::uint8_t> fixed = in.getList<std::uint8_t>(count);
  Course course;
  course.memory = in.get<StopMemory>();
  const auto status = in.get<std::int32_t>();
  if (status < 0 || status > static_cast<std::int32_t>(Status::diverged)) in.refuse("has an unknown status");
  course.status = static_cast<Status>(status);
  course.reason = getReason(in);
  in.expectEnd();
  for (const T parameter : state.parameters)
    if (!std::isfinite(static_cast<double>(parameter)))
      in.refuse("holds a parameter that is not finite: it is damaged");
  descent.setState(state);
  descent.previous() = std::move(previous);
  descent.fixed() = std::move(fixed);
  descent.fixedChanged();
  return course;
}

template std::vector<std::uint8_t> writeCheckpoint<float>(const Descent<float>&, const Course&);
template std::vector<std::uint8_t> writeCheckpoint<double>(const Descent<double>&, const Course&);
template Course readCheckpoint<float>(const std::vector<std::uint8_t>&, Descent<float>&);
template Course readCheckpoint<double>(const std::vector<std::uint8_t>&, Descent<double>&);

}  // namespace gp
