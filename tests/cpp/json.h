/// Values for tests, written as JSON. The same conventions as at the engine's border: a list of nothing but numbers
/// (at least one) becomes a flat array of numbers.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "base/value.h"

namespace gp::testing {

inline Value toValue(const nlohmann::ordered_json& json) {
  if (json.is_null()) return {};
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number()) return json.get<double>();
  if (json.is_string()) return json.get<std::string>();
  if (json.is_object()) {
    Value value = Value::object();
    for (const auto& [key, member] : json.items()) value.set(key, toValue(member));
    return value;
  }
  bool numbers = !json.empty();
  for (const auto& item : json) numbers = numbers && item.is_number();
  if (numbers) return json.get<std::vector<double>>();
  Value value = Value::list();
  for (const auto& item : json) value.push(toValue(item));
  return value;
}

/// @param text  JSON; with ' read as " for legibility
inline Value json(std::string text) {
  for (char& letter : text)
    if (letter == '\'') letter = '"';
  return toValue(nlohmann::ordered_json::parse(text));
}

/// The value at a path such as "update.change", which must exist.
inline const Value& at(const Value& value, const std::string& path) {
  const Value* here = &value;
  std::size_t start = 0;
  while (start <= path.size()) {
    const std::size_t dot = std::min(path.find('.', start), path.size());
    const Value* next = here->get(path.substr(start, dot - start));
    if (!next) throw std::out_of_range("no " + path);
    here = next;
    start = dot + 1;
  }
  return *here;
}

}  // namespace gp::testing
