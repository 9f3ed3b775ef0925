/// JSON texts as values, for tests: what JavaScript hands over, written as people write it.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/value.h"

namespace gp::test {

inline Value fromJson(const nlohmann::json& json) {
  if (json.is_null()) return {};
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number()) return json.get<double>();
  if (json.is_string()) return json.get<std::string>();
  if (json.is_array()) {
    Value list = Value::list();
    for (const auto& item : json) list.push(fromJson(item));
    return list;
  }
  Value object = Value::object();
  for (const auto& [key, item] : json.items()) object.set(key, fromJson(item));
  return object;
}

/// The value of a JSON text; comments are allowed. Keys of objects arrive in alphabetical order.
inline Value parse(const std::string& text) { return fromJson(nlohmann::json::parse(text, nullptr, true, true)); }

/// The JSON of a value; arrays of numbers become lists.
inline nlohmann::json toJson(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null:
      return nullptr;
    case Value::Kind::boolean:
      return value.boolean();
    case Value::Kind::number:
      return value.number();
    case Value::Kind::text:
      return value.text();
    case Value::Kind::numbers:
      return value.numbers();
    case Value::Kind::list: {
      auto list = nlohmann::json::array();
      for (const Value& item : value.items()) list.push_back(toJson(item));
      return list;
    }
    case Value::Kind::object: {
      auto object = nlohmann::json::object();
      for (const Value::Member& member : value.members()) object[member.key] = toJson(member.value);
      return object;
    }
  }
  return nullptr;
}

}  // namespace gp::test
