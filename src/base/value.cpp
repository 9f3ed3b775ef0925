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

std::string formatNumber(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.9g", value);
  return buffer;
}

}  // namespace gp
