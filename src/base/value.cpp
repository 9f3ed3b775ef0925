#include "base/value.h"

#include <cmath>
#include <cstdio>

namespace gp {

const Value* Value::get(std::string_view key) const {
  for (const Member& member : members_)
    if (member.key == key) return &member.value;
  return nullptr;
}

void Value::push(Value item) { items_.push_back(std::move(item)); }

Value& Value::set(std::string key, Value value) {
  for (Member& member : members_) {
    if (member.key == key) {
      member.value = std::move(value);
      return *this;
    }
  }
  members_.push_back({std::move(key), std::move(value)});
  return *this;
}

const char* Value::nameOf(Kind kind) {
  static const char* const names[] = {"null",   "true or false", "a number", "a text", "an array of numbers",
                                      "a list", "an object"};
  return names[static_cast<int>(kind)];
}

std::string Value::describe() const {
  switch (kind_) {
    case Kind::boolean:
      return boolean_ ? "true" : "false";
    case Kind::number:
      return formatNumber(number_);
    case Kind::text:
      return "\"" + (text_.size() > 40 ? text_.substr(0, 40) + "…" : text_) + "\"";
    default:
      return nameOf(kind_);
  }
}

std::string formatNumber(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.9g", value);
  return buffer;
}

}  // namespace gp
