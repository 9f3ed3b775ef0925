/// Messages: what the core has to say to a reader, as an id and values. Whoever knows the reader's language puts them
/// into words; the table has the English ones.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/message_list.h"
#include "base/value.h"

namespace gp {

enum class Message {
#define GP_MESSAGE(id, english) id,
  GP_MESSAGES(GP_MESSAGE)
#undef GP_MESSAGE
};

/// A message's id, as in `notInRange`, and its English with `{name}` for its values.
struct MessageInfo {
  const char* id;
  const char* english;
};

/// Every message, in the order of `Message`.
const std::vector<MessageInfo>& messages();
const char* idOf(Message);
/// Names of the values that it speaks of.
std::vector<std::string> placesOf(Message);
/// The message of an id that is known to be one. @throws std::out_of_range
Message messageOf(std::string_view id);

/// Values of a message by name. A number, a text, true, false and null stand for themselves, a list for its items, an
/// object `{ message: id, …values }` for a message inside the message: see `word`.
using MessageValues = std::vector<std::pair<std::string, Value>>;

/// A message as a value of another: a word that each language has its own for.
Value word(Message);
/// What a caller handed in, for the value called `given`: a number, text, truth or null itself, of all else its kind.
Value shown(const Value& value);
/// How many there are.
inline Value counted(std::size_t count) { return static_cast<double>(count); }
/// A list of names.
Value namesOf(const std::vector<std::string>& names);
Value namesOf(const std::vector<const char*>& names);

/// The values as an object.
Value toValue(const MessageValues&);

}  // namespace gp
