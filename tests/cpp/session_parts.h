/// What the tests of sessions share.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/english.h"
#include "json.h"
#include "session/session.h"

namespace gp::testing {

/// The numbers of an answer as doubles of the test's own.
inline std::vector<double> copy(const Value& answer) {
  if (!answer.is(Value::Kind::typed)) return answer.numbers();
  return std::visit([](const auto& numbers) { return std::vector<double>(numbers.begin(), numbers.end()); },
                    answer.array());
}

/// Why a run ended, in English. @param progress  of a run that did
inline std::string reasonOf(const Value& progress) {
  const Value& reason = at(progress, "reason");
  std::vector<Message> clauses;
  for (const Value& id : reason.get("ids")->items()) clauses.push_back(messageOf(id.text()));
  MessageValues values;
  for (const Value::Member& member : reason.get("values")->members()) values.emplace_back(member.key, member.value);
  return english(clauses, values);
}

/// `session.ask` with one argument.
inline Value ask(Session& session, const char* question, const char* name, Value argument) {
  return session.ask(question, Value::object().set(name, std::move(argument)));
}

inline std::size_t parameterCount(Session& session) { return copy(session.ask("parameters")).size(); }

inline std::vector<std::uint32_t> nextBatch(Session& session) {
  return std::get<std::vector<std::uint32_t>>(session.ask("nextBatch").array());
}

/// A request for a picture.
inline Value request(const Grid& grid, Neuron neuron = {}) {
  Value value = Value::object();
  value.set("width", grid.width).set("height", grid.height);
  value.set("axes", std::vector<double>{static_cast<double>(grid.axisX), static_cast<double>(grid.axisY)});
  if (!grid.at.empty()) value.set("at", grid.at);
  if (neuron.layer >= 0) value.set("neuron", Value::object().set("layer", neuron.layer).set("index", neuron.index));
  return value;
}

/// The same with small pictures.
inline Value request(const Grid& grid, int thumbnail) { return request(grid).set("thumbnail", thumbnail); }

/// 30 training rows in batches of 7: the last one is short.
inline const char* const small = R"({'data': {'dataset': 'circle', 'samples': 60}, 'batch': {'size': 7}})";

}  // namespace gp::testing
