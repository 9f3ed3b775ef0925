#include "train/reason_bytes.h"

#include <algorithm>

#include "train/stop_rules.h"

namespace gp {
namespace {

/// A message by its id. @throws ExperimentError where no message has it
Message readMessage(ByteReader& in) {
  const std::string id = in.getText();
  for (std::size_t i = 0; i < messages().size(); ++i)
    if (id == messages()[i].id) return static_cast<Message>(i);
  in.refuse(Message::badStatus);
}

bool isRule(const std::string& rule) {
  const auto& rules = stopRules();
  return rule == "diverged" ||
         std::any_of(rules.begin(), rules.end(), [&](const StopRule& row) { return rule == row.path; });
}

}  // namespace

void writeReason(const std::optional<Reason>& reason, ByteWriter& out) {
  out.put(static_cast<std::uint8_t>(reason ? 1 : 0));
  if (!reason) return;
  out.putText(reason->rule);
  out.put(static_cast<std::uint64_t>(reason->clauses.size()));
  for (const Message clause : reason->clauses) out.putText(idOf(clause));
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

MessageValues readReasonValues(ByteReader& in) {
  MessageValues values;
  for (auto left = in.get<std::uint64_t>(); left > 0; --left) {
    std::string name = in.getText();
    const bool number = in.get<std::uint8_t>() != 0;
    Value value = number ? Value(in.get<double>()) : Value(in.getText());
    values.emplace_back(std::move(name), std::move(value));
  }
  return values;
}

std::optional<Reason> readReason(ByteReader& in) {
  if (in.get<std::uint8_t>() == 0) return std::nullopt;
  Reason reason;
  reason.rule = in.getText();
  if (!isRule(reason.rule)) in.refuse(Message::badStatus);
  for (auto left = in.get<std::uint64_t>(); left > 0; --left) reason.clauses.push_back(readMessage(in));
  reason.values = readReasonValues(in);
  return reason;
}

}  // namespace gp
