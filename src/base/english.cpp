#include "base/english.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace gp {
namespace {

constexpr std::size_t longestGiven = 40;

/// As many bytes of a long text as are shown, not ending inside a letter of UTF-8.
std::size_t wholeLetters(const std::string& text) {
  std::size_t end = longestGiven;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
  return end;
}

std::string written(const std::string& name, const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null:
      return "null";
    case Value::Kind::boolean:
      return value.boolean() ? "true" : "false";
    case Value::Kind::number:
      return plainNumber(value.number());
    case Value::Kind::text: {
      const std::string& text = value.text();
      if (name != "given") return text;
      return "\"" + (text.size() > longestGiven ? text.substr(0, wholeLetters(text)) + "…" : text) + "\"";
    }
    case Value::Kind::list: {
      std::string list;
      for (const Value& item : value.items()) list += (list.empty() ? "" : ", ") + written("", item);
      return list;
    }
    case Value::Kind::object: {
      MessageValues inner;
      for (const Value::Member& member : value.members()) inner.emplace_back(member.key, member.value);
      return english(messageOf(value.get("message")->text()), inner);
    }
    default:
      return {};
  }
}

/// The pattern with a value for each `{name}` that has one.
std::string fill(std::string_view pattern, const MessageValues& values) {
  std::string sentence;
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    const std::size_t close = open == std::string_view::npos ? open : pattern.find('}', open);
    if (close == std::string_view::npos) break;
    const std::string_view name = pattern.substr(open + 1, close - open - 1);
    sentence += pattern.substr(0, open);
    const auto found =
        std::find_if(values.begin(), values.end(), [&](const auto& value) { return value.first == name; });
    if (found == values.end()) {
      sentence += pattern.substr(open, close + 1 - open);
    } else {
      sentence += written(found->first, found->second);
    }
    pattern.remove_prefix(close + 1);
  }
  return sentence + std::string(pattern);
}

}  // namespace

std::string english(Message message, const MessageValues& values) {
  return fill(messages()[static_cast<std::size_t>(message)].english, values);
}

std::string english(const std::vector<Message>& clauses, const MessageValues& values) {
  std::string sentence;
  for (const Message clause : clauses) sentence += english(clause, values);
  return sentence;
}

std::string english(const ExperimentError& error) {
  return (error.path().empty() ? "" : error.path() + " ") + english(error.message(), error.values());
}

std::string plainNumber(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  char text[40];
  std::snprintf(text, sizeof text, "%.9g", value);
  const bool rounded = std::strtod(text, nullptr) != value;
  if (rounded && std::abs(value) < 1e12 && value == std::floor(value)) std::snprintf(text, sizeof text, "%.0f", value);
  return text;
}

}  // namespace gp
