#include "base/value.h"

namespace gp {

const Value* Value::get(std::string_view key) const {
  for (const Member& member : members())
    if (member.key == key) return &member.value;
  return nullptr;
}

void Value::push(Value item) { std::get<std::vector<Value>>(content_).push_back(std::move(item)); }

void Value::reserve(std::size_t count) {
  if (auto* members = std::get_if<std::vector<Member>>(&content_)) return members->reserve(count);
  std::get<std::vector<Value>>(content_).reserve(count);
}

Value& Value::set(std::string key, Value value) {
  auto& members = std::get<std::vector<Member>>(content_);
  for (Member& member : members) {
    if (member.key == key) {
      member.value = std::move(value);
      return *this;
    }
  }
  members.push_back({std::move(key), std::move(value)});
  return *this;
}

Value& Value::set(const char* key, Value value) { return set(std::string(key), std::move(value)); }

void Value::append(std::string key, Value value) {
  std::get<std::vector<Member>>(content_).push_back({std::move(key), std::move(value)});
}

}  // namespace gp
