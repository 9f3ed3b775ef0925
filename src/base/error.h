/// The one error of the product: what was asked for cannot be done, where, and what could.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <stdexcept>
#include <string>

#include "base/messages.h"

namespace gp {

/// A value of a message as the statement that throws names it. It looks at what lives until that statement ends, so
/// that a hundred such statements are a few stores each.
class NamedValue {
 public:
  NamedValue(const char* name, double number) : name_(name), kind_(Kind::number), number_(number) {}
  NamedValue(const char* name, int number) : NamedValue(name, static_cast<double>(number)) {}
  NamedValue(const char* name, const char* text) : name_(name), kind_(Kind::letters), letters_(text) {}
  NamedValue(const char* name, const std::string& text) : name_(name), kind_(Kind::text), text_(&text) {}
  NamedValue(const char* name, const Value& value) : name_(name), kind_(Kind::value), value_(&value) {}

  const char* name() const { return name_; }
  Value value() const;

 private:
  enum class Kind : std::uint8_t { number, letters, text, value };
  const char* name_;
  Kind kind_;
  union {
    double number_;
    const char* letters_;
    const std::string* text_;
    const Value* value_;
  };
};

/// Thrown for every experiment, argument or snapshot that is refused. A refused call leaves the state as it was.
class ExperimentError : public std::runtime_error {
 public:
  /// `throw ExperimentError(path, Message::notInRange, {{"given", -1}, {"min", 1}, {"max", 1024}});`
  /// @param path     the place in the experiment or the argument's name, as in `network.hidden[2].units`
  /// @param message  what is wrong there; `what()` is the path and its id, base/english.h writes the sentence
  /// @param values   the value and what is allowed
  ExperimentError(const std::string& path, Message message, std::initializer_list<NamedValue> values = {});
  ExperimentError(const std::string& path, Message message, MessageValues values);

  const std::string& path() const noexcept { return path_; }
  Message message() const noexcept { return message_; }
  const MessageValues& values() const noexcept { return values_; }

 private:
  std::string path_;
  Message message_;
  MessageValues values_;
};

}  // namespace gp
