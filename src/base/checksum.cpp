#include "base/checksum.h"

#include <algorithm>
#include <array>

namespace gp {
namespace {

using Table = std::array<std::uint32_t, 256>;

constexpr Table makeTable() {
  Table table{};
  for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
    std::uint32_t rest = byte;
    for (int bit = 0; bit < 8; ++bit) rest = (rest & 1U) != 0 ? rest >> 1U ^ 0xedb88320U : rest >> 1U;
    table[byte] = rest;
  }
  return table;
}
constexpr Table table = makeTable();

/// What stands before a value's bytes, so that no two values of different kinds are the same bytes.
enum class Mark : std::uint8_t { null, no, yes, number, text, list, object };

void addNumber(Checksum& sum, double number) {
  const Mark mark = Mark::number;
  sum.add(&mark, 1).add(&number, sizeof number);
}

void addLength(Checksum& sum, Mark mark, std::size_t length) {
  const std::uint64_t count = length;
  sum.add(&mark, 1).add(&count, sizeof count);
}

void addText(Checksum& sum, const std::string& text) {
  addLength(sum, Mark::text, text.size());
  sum.add(text.data(), text.size());
}

}  // namespace

Checksum& Checksum::add(const void* bytes, std::size_t count) {
  const auto* next = static_cast<const std::uint8_t*>(bytes);
  for (const std::uint8_t* end = next + count; next != end; ++next)
    state_ = state_ >> 8U ^ table[(state_ ^ *next) & 0xffU];
  return *this;
}

Checksum& Checksum::add(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null: {
      const Mark mark = Mark::null;
      return add(&mark, 1);
    }
    case Value::Kind::boolean: {
      const Mark mark = value.boolean() ? Mark::yes : Mark::no;
      return add(&mark, 1);
    }
    case Value::Kind::number:
      addNumber(*this, value.number());
      break;
    case Value::Kind::text:
      addText(*this, value.text());
      break;
    case Value::Kind::numbers:
      addLength(*this, Mark::list, value.numbers().size());
      for (const double number : value.numbers()) addNumber(*this, number);
      break;
    case Value::Kind::list:
      addLength(*this, Mark::list, value.items().size());
      for (const Value& item : value.items()) add(item);
      break;
    case Value::Kind::object: {
      std::vector<const Value::Member*> members;
      for (const Value::Member& member : value.members()) members.push_back(&member);
      std::sort(members.begin(), members.end(), [](const auto* a, const auto* b) { return a->key < b->key; });
      addLength(*this, Mark::object, members.size());
      for (const Value::Member* member : members) {
        addText(*this, member->key);
        add(member->value);
      }
      break;
    }
    case Value::Kind::typed:
      break;  // not JSON
  }
  return *this;
}

}  // namespace gp
