/// Values as JSON again, to look into answers with nlohmann-json.
#pragma once

#include <nlohmann/json.hpp>

#include "json.h"

namespace gp::testing {

using Json = nlohmann::ordered_json;

/// The JSON of a value; arrays of numbers become lists.
inline Json toJson(const Value& value) {
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
    case Value::Kind::typed:
      return std::visit([](const auto& numbers) { return Json(numbers); }, value.array());
    case Value::Kind::list: {
      Json list = Json::array();
      for (const Value& item : value.items()) list.push_back(toJson(item));
      return list;
    }
    case Value::Kind::object: {
      Json object = Json::object();
      for (const Value::Member& member : value.members()) object[member.key] = toJson(member.value);
      return object;
    }
  }
  return nullptr;
}

}  // namespace gp::testing
