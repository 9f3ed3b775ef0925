#include "base/messages.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

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

template <class Names>
Value listOf(const Names& names) {
  Value list = Value::list();
  for (const auto& name : names) list.push(name);
  return list;
}

}  // namespace

const std::vector<MessageInfo>& messages() {
  static const std::vector<MessageInfo> table = {
#define GP_MESSAGE(id, english) {#id, english},
      GP_MESSAGES(GP_MESSAGE)
#undef GP_MESSAGE
  };
  return table;
}

const char* idOf(Message message) { return messages()[static_cast<std::size_t>(message)].id; }

Message messageOf(std::string_view id) {
  for (std::size_t i = 0; i < messages().size(); ++i)
    if (id == messages()[i].id) return static_cast<Message>(i);
  throw std::out_of_range("no message " + std::string(id));
}

Value word(Message message) { return Value::object().set("message", idOf(message)); }

Value shown(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::numbers:
      return word(Message::anArray);
    case Value::Kind::list:
      return word(Message::aList);
    case Value::Kind::object:
      return word(Message::anObject);
    default:
      return value;
  }
}

Value namesOf(const std::vector<std::string>& names) { return listOf(names); }
Value namesOf(const std::vector<const char*>& names) { return listOf(names); }

std::string english(Message message, const MessageValues& values) {
  return fill(messages()[static_cast<std::size_t>(message)].english, values);
}

Value toValue(const MessageValues& values) {
  Value object = Value::object();
  for (const auto& [name, value] : values) object.set(name, value);
  return object;
}

std::string plainNumber(double value) {
  std::string brief = formatNumber(value);
  if (!(std::abs(value) < 1e12) || value != std::floor(value) || std::strtod(brief.c_str(), nullptr) == value)
    return brief;
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.0f", value);
  return buffer;
}

}  // namespace gp
