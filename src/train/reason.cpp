#include "train/reason.h"

#include <algorithm>
#include <cmath>

namespace gp {

std::string nameOf(double notFinite) {
  if (std::isnan(notFinite)) return "NaN";
  return notFinite > 0 ? "Infinity" : "-Infinity";
}

bool isWhole(const Reason& reason) {
  for (const Message clause : reason.clauses)
    for (const std::string& name : placesOf(clause))
      if (std::none_of(reason.values.begin(), reason.values.end(),
                       [&](const auto& value) { return value.first == name; }))
        return false;
  for (const auto& [name, value] : reason.values)
    if (value.text().find('{') != std::string::npos) return false;
  return !reason.clauses.empty();
}

Value toValue(const Reason& reason) {
  Value values = Value::object();
  for (const auto& [name, value] : reason.values) {
    const bool plain = !value.is(Value::Kind::number) || std::isfinite(value.number());
    values.set(name, plain ? value : Value(nameOf(value.number())));
  }
  Value ids = Value::list();
  for (const Message clause : reason.clauses) ids.push(idOf(clause));
  Value answer = Value::object();
  answer.set("rule", reason.rule).set("ids", std::move(ids));
  answer.set("values", std::move(values));
  return answer;
}

}  // namespace gp
