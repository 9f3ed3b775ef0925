#include "marshalling.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <variant>

#include <emscripten/emscripten.h>

#include "base/precision.h"
#include "memory.h"

namespace gp::bindings {

namespace {

/// The place in WebAssembly's memory where JavaScript puts the bytes of a call. Taken by `malloc`, since nothing may be
/// thrown where it is made room in.
struct Inbox {
  char* bytes = nullptr;
  std::size_t room = 0;
  std::size_t length = 0;

  void give() {
    std::free(bytes);
    *this = {};
  }
};
Inbox inbox;

/// Bytes of an inbox that stays for the next call.
constexpr std::size_t keptRoom = 64 * 1024;

/// Walks over the bytes of wire.ts. WebAssembly is little-endian, as the format is.
class Reader {
 public:
  Reader(const char* begin, const char* end) : next_(begin), end_(end) {}

  const char* next() const { return next_; }

  Value value() {
    switch (static_cast<Value::Kind>(take<std::uint8_t>())) {
      case Value::Kind::null:
        return Value();
      case Value::Kind::boolean:
        return Value(take<std::uint8_t>() != 0);
      case Value::Kind::number:
        return Value(take<double>());
      case Value::Kind::text:
        return Value(text());
      case Value::Kind::numbers:
        return Value(numbers());
      case Value::Kind::list:
        return list();
      case Value::Kind::object:
        return object();
      case Value::Kind::typed:
        break;  // only on the way out
    }
    throw std::runtime_error("The bytes of a value begin with an unknown kind");
  }

 private:
  /// Claims so many bytes.
  const char* claim(std::size_t bytes) {
    if (static_cast<std::size_t>(end_ - next_) < bytes) throw std::runtime_error("The bytes of a value end too soon");
    const char* claimed = next_;
    next_ += bytes;
    return claimed;
  }

  template <class T>
  T take() {
    T taken;
    std::memcpy(&taken, claim(sizeof taken), sizeof taken);
    return taken;
  }

  std::string text() {
    const std::size_t length = take<std::uint32_t>();
    return std::string(claim(length), length);
  }

  std::vector<double> numbers() {
    const std::size_t count = take<std::uint32_t>();
    const char* first = claim(count * sizeof(double));
    std::vector<double> numbers(count);
    if (count != 0) std::memcpy(numbers.data(), first, count * sizeof(double));
    return numbers;
  }

  /// A count that is not to be trusted yet.
  static std::size_t roomFor(std::uint32_t count) { return std::min<std::size_t>(count, 1 << 20); }

  Value list() {
    Value list = Value::list();
    const auto count = take<std::uint32_t>();
    list.reserve(roomFor(count));
    for (std::uint32_t left = count; left > 0; --left) list.push(value());
    return list;
  }

  Value object() {
    Value object = Value::object();
    const auto count = take<std::uint32_t>();
    object.reserve(roomFor(count));
    for (std::uint32_t left = count; left > 0; --left) {
      std::string key = text();
      object.append(std::move(key), value());  // JavaScript's objects have each key once
    }
    return object;
  }

  const char* next_;
  const char* end_;
};

/// embind copies a text through a block of memory that it does not check for: long ones go without.
val textToJs(const std::string& text) {
  constexpr std::size_t longText = 4096;
  if (text.size() < longText) return val(text);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  return val::global("TextDecoder").new_().call<val>("decode", val(emscripten::typed_memory_view(text.size(), bytes)));
}

/// A value on its way out, ready made.
class Outgoing {
 public:
  val of(const Value& value) {
    switch (value.kind()) {
      case Value::Kind::null:
        return val::null();
      case Value::Kind::boolean:
        return val(value.boolean());
      case Value::Kind::number:
        return val(value.number());
      case Value::Kind::text:
        return textToJs(value.text());
      case Value::Kind::numbers:
        return val::global("Array").call<val>(
            "from", val(emscripten::typed_memory_view(value.numbers().size(), value.numbers().data())));
      case Value::Kind::typed:
        return std::visit([this](const auto& numbers) { return copied(numbers); }, value.array());
      case Value::Kind::list: {
        val list = val::array();
        unsigned place = 0;
        for (const Value& item : value.items()) list.set(place++, of(item));
        return list;
      }
      case Value::Kind::object:
        break;
    }
    val object = val::object();
    for (const Value::Member& member : value.members()) object.set(member.key.c_str(), of(member.value));
    return object;
  }

 private:
  static const char* arrayOf(float) { return "Float32Array"; }
  static const char* arrayOf(double) { return "Float64Array"; }
  static const char* arrayOf(std::uint8_t) { return "Uint8Array"; }
  static const char* arrayOf(std::uint32_t) { return "Uint32Array"; }

  /// `new constructor(numbers)`: it copies out of the view at once, and nothing between making the view and copying it
  /// can move WebAssembly's memory.
  template <class T>
  val copied(const std::vector<T>& numbers) {
    if (const char* name = arrayOf(T{}); name != name_) {
      constructor_ = val::global(name);
      name_ = name;
    }
    return constructor_.new_(val(emscripten::typed_memory_view(numbers.size(), numbers.data())));
  }

  const char* name_ = nullptr;  ///< of the array made last; the next one is mostly of the same kind
  val constructor_ = val::undefined();
};

}  // namespace

Given::~Given() {
  if (inbox.room > keptRoom) inbox.give();
}

Value Given::value() {
  Reader reader(inbox.bytes + read_, inbox.bytes + inbox.length);
  Value value = reader.value();
  read_ = static_cast<std::size_t>(reader.next() - inbox.bytes);
  return value;
}

std::vector<std::uint8_t> Given::bytes() const { return {inbox.bytes, inbox.bytes + inbox.length}; }

val toJs(const Value& value) { return Outgoing().of(value); }

val failure(const char* code, const char* message) { return val::module_property("failure")(val(code), val(message)); }

val failure(const std::exception& error) {
  return failure(dynamic_cast<const NeedsWholeEngine*>(&error) ? "absent" : "internal", error.what());
}

val memoryFailure() {
  // The number goes as such: nothing is allocated for it.
  return val::module_property("noRoom")(static_cast<double>(refusedBytes()));
}

val failure(const ExperimentError& error) {
  return val::module_property("refusal")(textToJs(error.path()), val(std::string(idOf(error.message()))),
                                         toJs(toValue(error.values())));
}

}  // namespace gp::bindings

/// Makes room for the bytes of the next call. @return where to put them, or null where there is no room
extern "C" EMSCRIPTEN_KEEPALIVE char* gp_inbox(std::size_t bytes) {
  using gp::bindings::inbox;
  if (bytes > inbox.room || !inbox.bytes) {
    inbox.give();
    const std::size_t room = bytes < gp::bindings::keptRoom ? gp::bindings::keptRoom : bytes;
    inbox.bytes = static_cast<char*>(std::malloc(room));
    if (!inbox.bytes) return nullptr;
    inbox.room = room;
  }
  inbox.length = bytes;
  return inbox.bytes;
}
