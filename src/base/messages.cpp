#include "base/messages.h"

#include <stdexcept>

namespace gp {
namespace {

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

std::vector<std::string> placesOf(Message message) {
  std::vector<std::string> names;
  const std::string_view pattern = messages()[static_cast<std::size_t>(message)].english;
  for (std::size_t open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{', open + 1))
    names.emplace_back(pattern.substr(open + 1, pattern.find('}', open) - open - 1));
  return names;
}

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

Value toValue(const MessageValues& values) {
  Value object = Value::object();
  for (const auto& [name, value] : values) object.set(name, value);
  return object;
}

}  // namespace gp
