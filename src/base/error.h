/// The one error of the product: what was asked for cannot be done, where, and what could.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "base/messages.h"

namespace gp {

/// Thrown for every experiment, argument or snapshot that is refused. A refused call leaves the state as it was.
class ExperimentError : public std::runtime_error {
 public:
  /// `throw ExperimentError(path, Message::notInRange, {{"given", -1}, {"min", 1}, {"max", 1024}});`
  /// @param path     the place in the experiment or the argument's name, as in `network.hidden[2].units`
  /// @param message  the value and what is allowed; `what()` is the path and the message's English
  ExperimentError(std::string path, Message message, MessageValues values = {})
      : std::runtime_error((path.empty() ? "" : path + " ") + english(message, values)),
        path_(std::move(path)),
        message_(message),
        values_(std::move(values)) {}

  const std::string& path() const noexcept { return path_; }
  Message message() const noexcept { return message_; }
  const MessageValues& values() const noexcept { return values_; }

 private:
  std::string path_;
  Message message_;
  MessageValues values_;
};

}  // namespace gp
