#include "exchange/reader.h"

#include <cmath>
#include <cstdio>

#include "base/error.h"

namespace gp {

std::string join(const std::string& path, std::string_view key) {
  if (key.empty()) return path + "[\"\"]";
  return path.empty() ? std::string(key) : path + "." + std::string(key);
}

std::string at(const std::string& path, std::size_t index) { return path + "[" + std::to_string(index) + "]"; }

std::string plainNumber(double value) {
  if (!(std::abs(value) < 1e12) || value != std::floor(value)) return formatNumber(value);
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.0f", value);
  return buffer;
}

std::string listOf(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

double readNumber(const Value& value, const std::string& path, const Parameter& parameter) {
  std::string range = plainNumber(parameter.min);
  if (parameter.min < parameter.max) range += " to " + plainNumber(parameter.max);
  const bool wholeAsked = parameter.scale == Scale::integer;
  if (!value.is(Value::Kind::number))
    throw ExperimentError(
        path, "is " + value.describe() + (wholeAsked ? ", allowed whole numbers from " : ", allowed ") + range);
  const double number = value.number();
  if (wholeAsked && number != std::floor(number))  // of NaN too
    throw ExperimentError(path, "is " + plainNumber(number) + ", allowed whole numbers from " + range);
  const bool inside = number >= parameter.min && number <= parameter.max;  // false for NaN
  if (!inside) throw ExperimentError(path, "is " + plainNumber(number) + ", allowed " + range);
  return number == 0 ? 0 : number;  // no negative zero
}

bool readBoolean(const Value& value, const std::string& path) {
  if (!value.is(Value::Kind::boolean))
    throw ExperimentError(path, "is " + value.describe() + ", allowed true or false");
  return value.boolean();
}

const std::string& readText(const Value& value, const std::string& path) {
  if (!value.is(Value::Kind::text)) throw ExperimentError(path, "is " + value.describe() + ", allowed a text");
  return value.text();
}

int readWord(const Value& value, const std::string& path, const std::vector<std::string>& words) {
  if (value.is(Value::Kind::text))
    for (std::size_t i = 0; i < words.size(); ++i)
      if (value.text() == words[i]) return static_cast<int>(i);
  throw ExperimentError(path, "is " + value.describe() + ", allowed " + listOf(words));
}

ObjectReader::ObjectReader(const Value& value, std::string path) : value_(value), path_(std::move(path)) {
  if (!value.is(Value::Kind::object))
    throw ExperimentError(path_.empty() ? "experiment" : path_, "is " + value.describe() + ", allowed an object");
}

const Value* ObjectReader::take(const std::string& key) {
  known_.push_back(key);
  return value_.get(key);
}

double ObjectReader::number(const std::string& key, const Parameter& parameter) {
  const Value* value = take(key);
  return value ? readNumber(*value, path(key), parameter) : parameter.fallback;
}

void ObjectReader::finish() const {
  for (const Value::Member& member : value_.members()) {
    bool known = false;
    for (const std::string& key : known_) known = known || key == member.key;
    if (!known) throw ExperimentError(path(member.key), "is not known, allowed " + listOf(known_));
  }
}

}  // namespace gp
