#include "train/reason.h"

#include <cmath>

namespace gp {
namespace {

std::string write(const Value& value) {
  return value.is(Value::Kind::number) ? formatNumber(value.number()) : value.text();
}

std::string fill(std::string sentence, const std::vector<std::pair<std::string, Value>>& values) {
  for (const auto& [name, value] : values) {
    const std::string place = "{" + name + "}";
    for (std::size_t at = sentence.find(place); at != std::string::npos; at = sentence.find(place, at)) {
      const std::string words = write(value);
      sentence.replace(at, place.size(), words);
      at += words.size();
    }
  }
  return sentence;
}

}  // namespace

Reason makeReason(std::string rule, const std::string& en, const std::string& zh,
                  std::vector<std::pair<std::string, Value>> values) {
  Reason reason;
  reason.rule = std::move(rule);
  reason.en = fill(en, values);
  reason.zh = fill(zh, values);
  reason.values = std::move(values);
  return reason;
}

Value toValue(const Reason& reason) {
  Value values = Value::object();
  for (const auto& [name, value] : reason.values) {
    const bool plain = !value.is(Value::Kind::number) || std::isfinite(value.number());
    values.set(name, plain ? value : Value(formatNumber(value.number())));
  }
  Value messages = Value::object();
  messages.set("en", reason.en).set("zh", reason.zh);
  Value answer = Value::object();
  answer.set("rule", reason.rule).set("message", reason.en);
  answer.set("messages", std::move(messages)).set("values", std::move(values));
  return answer;
}

}  // namespace gp
