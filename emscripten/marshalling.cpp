#include "marshalling.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <variant>

#include "memory.h"

namespace gp::bindings {

namespace {

/// Walks over the bytes of wire.ts. WebAssembly is little-endian, as the format is.
class Reader {
 public:
  explicit Reader(const std::vector<std::uint8_t>& bytes)
      : next_(reinterpret_cast<const char*>(bytes.data())), end_(next_ + bytes.size()) {}

  bool done() const { return next_ == end_; }

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

  Value list() {
    Value list = Value::list();
    const auto count = take<std::uint32_t>();
    list.reserve(std::min<std::size_t>(count, 1 << 20));
    for (std::uint32_t left = count; left > 0; --left) list.push(value());
    return list;
  }

  Value object() {
    Value object = Value::object();
    for (std::uint32_t left = take<std::uint32_t>(); left > 0; --left) {
      std::string key = text();
      object.append(std::move(key), value());  // JavaScript's objects have each key once
    }
    return object;
  }

  const char* next_;
  const char* end_;
};

/// `new constructor(numbers)`: it copies out of the view at once, and nothing between making the view and copying it
/// can move WebAssembly's memory.
template <class T>
val copied(const char* constructor, const T* numbers, std::size_t count) {
  return val::global(constructor).new_(val(emscripten::typed_memory_view(count, numbers)));
}

val copied(const std::vector<float>& numbers) { return copied("Float32Array", numbers.data(), numbers.size()); }
val copied(const std::vector<double>& numbers) { return copied("Float64Array", numbers.data(), numbers.size()); }
val copied(const std::vector<std::uint8_t>& numbers) { return copied("Uint8Array", numbers.data(), numbers.size()); }
val copied(const std::vector<std::uint32_t>& numbers) { return copied("Uint32Array", numbers.data(), numbers.size()); }

/// embind copies a text through a block of memory that it does not check for: long ones go without.
val textToJs(const std::string& text) {
  constexpr std::size_t longText = 4096;
  if (text.size() < longText) return val(text);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  return val::global("TextDecoder").new_().call<val>("decode", val(emscripten::typed_memory_view(text.size(), bytes)));
}

}  // namespace

/// It comes as `val` and is copied here, since embind's own conversion to `std::string` writes to address 0 where
/// memory has run out.
std::vector<std::uint8_t> bytesOf(const val& uint8Array) {
  std::vector<std::uint8_t> bytes(uint8Array["length"].as<std::size_t>());  // wire.ts sees to it that 32 bits do
  val(emscripten::typed_memory_view(bytes.size(), bytes.data())).call<void>("set", uint8Array);
  return bytes;
}

Value fromWire(const val& uint8Array) {
  const std::vector<std::uint8_t> bytes = bytesOf(uint8Array);
  Reader reader(bytes);
  Value value = reader.value();
  if (!reader.done()) throw std::runtime_error("The bytes of a value go on behind it");
  return value;
}

val toJs(const Value& value) {
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
      return std::visit([](const auto& numbers) { return copied(numbers); }, value.array());
    case Value::Kind::list: {
      val list = val::array();
      for (const Value& item : value.items()) list.call<void>("push", toJs(item));
      return list;
    }
    case Value::Kind::object:
      break;
  }
  val object = val::object();
  for (const Value::Member& member : value.members()) object.set(member.key, toJs(member.value));
  return object;
}

val failure(const char* code, const char* message) { return val::module_property("failure")(val(code), val(message)); }

val memoryFailure() {
  char message[96];  // nothing is allocated for it
  std::snprintf(message, sizeof message, "The engine's memory has no room for an array of %.0f bytes",
                static_cast<double>(refusedBytes()));
  return failure("memory", message);
}

/// The message is put together here: `what()` ends where a name of the caller's holds a zero.
val failure(const ExperimentError& error) {
  const std::string place = error.path().empty() ? "" : error.path() + " ";
  return val::module_property("refusal")(textToJs(error.path()), val(std::string(idOf(error.message()))),
                                         toJs(toValue(error.values())),
                                         textToJs(place + english(error.message(), error.values())));
}

}  // namespace gp::bindings
