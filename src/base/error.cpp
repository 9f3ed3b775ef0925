#include "base/error.h"

#include <utility>

namespace gp {
namespace {

MessageValues kept(std::initializer_list<NamedValue> values) {
  MessageValues copies;
  copies.reserve(values.size());
  for (const NamedValue& value : values) copies.emplace_back(value.name(), value.value());
  return copies;
}

}  // namespace

Value NamedValue::value() const {
  switch (kind_) {
    case Kind::number:
      return number_;
    case Kind::letters:
      return letters_;
    case Kind::text:
      return *text_;
    default:
      return *value_;
  }
}

ExperimentError::ExperimentError(const std::string& path, Message message, std::initializer_list<NamedValue> values)
    : ExperimentError(path, message, kept(values)) {}

ExperimentError::ExperimentError(const std::string& path, Message message, MessageValues values)
    : std::runtime_error((path.empty() ? "" : path + " ") + idOf(message)),
      path_(path),
      message_(message),
      values_(std::move(values)) {}

}  // namespace gp
