#include "exchange/reader.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"

namespace gp {

std::string join(const std::string& path, std::string_view key) {
  if (key.empty()) return path + "[\"\"]";
  return path.empty() ? std::string(key) : path + "." + std::string(key);
}

std::string at(const std::string& path, std::size_t index) { return path + "[" + std::to_string(index) + "]"; }

double readNumber(const Value& value, const std::string& path, const Parameter& parameter) {
  const double number = value.is(Value::Kind::number) ? value.number() : std::numeric_limits<double>::quiet_NaN();
  const bool whole = parameter.scale != Scale::integer || number == std::floor(number);
  const bool inside = number >= parameter.min && number <= parameter.max;  // false for NaN
  if (whole && inside) return number == 0 ? 0 : number;                    // no negative zero
  if (parameter.min == parameter.max)
    throw ExperimentError(path, Message::notExactly, {{"given", shown(value)}, {"only", parameter.min}});
  throw ExperimentError(path, whole ? Message::notInRange : Message::notWhole,
                        {{"given", shown(value)}, {"min", parameter.min}, {"max", parameter.max}});
}

bool readBoolean(const Value& value, const std::string& path) {
  if (!value.is(Value::Kind::boolean)) throw ExperimentError(path, Message::notBoolean, {{"given", shown(value)}});
  return value.boolean();
}

const std::string& readText(const Value& value, const std::string& path) {
  if (!value.is(Value::Kind::text)) throw ExperimentError(path, Message::notText, {{"given", shown(value)}});
  return value.text();
}

int readWord(const Value& value, const std::string& path, const std::vector<std::string>& words) {
  if (value.is(Value::Kind::text))
    for (std::size_t i = 0; i < words.size(); ++i)
      if (value.text() == words[i]) return static_cast<int>(i);
  throw ExperimentError(path, Message::notOneOf, {{"given", shown(value)}, {"allowed", namesOf(words)}});
}

ObjectReader::ObjectReader(const Value& value, std::string path) : value_(value), path_(std::move(path)) {
  if (!value.is(Value::Kind::object))
    throw ExperimentError(path_.empty() ? "experiment" : path_, Message::notObject, {{"given", shown(value)}});
}

const Value* ObjectReader::take(std::string_view key) {
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.push_back(key);
  return value_.get(key);
}

double ObjectReader::number(std::string_view key, const Parameter& parameter) {
  const Value* value = take(key);
  return value ? readNumber(*value, path(key), parameter) : parameter.fallback;
}

void ObjectReader::finish() const {
  for (const Value::Member& member : value_.members()) {
    if (std::find(known_.begin(), known_.end(), member.key) != known_.end()) continue;
    const std::vector<std::string> allowed(known_.begin(), known_.end());
    throw ExperimentError(path(member.key), Message::unknownKey, {{"allowed", namesOf(allowed)}});
  }
}

}  // namespace gp
