#include "train/reason.h"

#include <cmath>

namespace gp {

std::string english(const Reason& reason) {
  std::string sentence;
  for (const Message clause : reason.clauses) sentence += english(clause, reason.values);
  return sentence;
}

bool isWhole(const Reason& reason) {
  const std::string sentence = english(reason);
  return !sentence.empty() && sentence.find('{') == std::string::npos;
}

Value toValue(const Reason& reason) {
  Value values = Value::object();
  for (const auto& [name, value] : reason.values) {
    const bool plain = !value.is(Value::Kind::number) || std::isfinite(value.number());
    values.set(name, plain ? value : Value(formatNumber(value.number())));
  }
  Value ids = Value::list();
  for (const Message clause : reason.clauses) ids.push(idOf(clause));
  Value answer = Value::object();
  answer.set("rule", reason.rule).set("ids", std::move(ids)).set("message", english(reason));
  answer.set("values", std::move(values));
  return answer;
}

}  // namespace gp
