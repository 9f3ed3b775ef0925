/// A JSON-like value: how experiments, snapshots and answers travel between the core and whoever holds it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace gp {

/// A flat array whose element type matters: `Float32Array` and the like in JavaScript, a list of numbers in JSON.
using TypedArray =
    std::variant<std::vector<float>, std::vector<double>, std::vector<std::uint8_t>, std::vector<std::uint32_t>>;

/// Null, truth, number, text, plain numbers, a list, an object (keys in order of insertion), or a typed array.
class Value {
 public:
  enum class Kind { null, boolean, number, text, numbers, list, object, typed };
  struct Member;

  // Defined below `Member`: clang with libstdc++ 12 wants it complete before it makes a vector of it.
  inline Value();
  inline Value(bool value);         // NOLINT(google-explicit-constructor)
  inline Value(double value);       // NOLINT(google-explicit-constructor)
  inline Value(int value);          // NOLINT(google-explicit-constructor)
  inline Value(std::string value);  // NOLINT(google-explicit-constructor)
  inline Value(const char* value);  // NOLINT(google-explicit-constructor)
  /// Plain numbers: a list of numbers in JavaScript and JSON.
  inline Value(std::vector<double> values);  // NOLINT(google-explicit-constructor)
  inline Value(const Value& other);
  inline Value(Value&& other) noexcept;
  inline Value& operator=(const Value& other);
  inline Value& operator=(Value&& other) noexcept;
  inline ~Value();
  static inline Value list();
  static inline Value object();
  static inline Value typed(TypedArray values);

  Kind kind() const { return static_cast<Kind>(content_.index()); }
  bool is(Kind kind) const { return this->kind() == kind; }
  // Each is empty, false or 0 where the value is of another kind.
  bool boolean() const { return as<bool>(); }
  double number() const { return as<double>(); }
  const std::string& text() const { return as<std::string>(); }
  const std::vector<double>& numbers() const { return as<std::vector<double>>(); }
  const std::vector<Value>& items() const { return as<std::vector<Value>>(); }
  const std::vector<Member>& members() const { return as<std::vector<Member>>(); }
  const TypedArray& array() const { return as<TypedArray>(); }

  /// The member called `key` of an object, or null where there is none.
  const Value* get(std::string_view key) const;
  /// Appends an item to a list.
  void push(Value item);
  /// Makes room for so many items of a list, or members of an object.
  void reserve(std::size_t count);
  /// Sets a member of an object, replacing one of the same key. @return this, for chaining
  Value& set(std::string key, Value value);
  Value& set(const char* key, Value value);
  /// Appends a member of an object whose keys are known to differ: `set` looks through all of them.
  void append(std::string key, Value value);

 private:
  /// In the order of `Kind`.
  using Content = std::variant<std::monostate, bool, double, std::string, std::vector<double>, std::vector<Value>,
                               std::vector<Member>, TypedArray>;
  inline explicit Value(Content content);
  template <class C>
  const C& as() const {
    static const C none{};
    const C* content = std::get_if<C>(&content_);
    return content ? *content : none;
  }

  Content content_;
};

struct Value::Member {
  std::string key;
  Value value;
};

inline Value::Value() = default;
inline Value::Value(bool value) : content_(value) {}
inline Value::Value(double value) : content_(value) {}
inline Value::Value(int value) : content_(static_cast<double>(value)) {}
inline Value::Value(std::string value) : content_(std::move(value)) {}
inline Value::Value(const char* value) : content_(std::string(value)) {}
inline Value::Value(std::vector<double> values) : content_(std::move(values)) {}
inline Value::Value(Content content) : content_(std::move(content)) {}
inline Value::Value(const Value& other) = default;
inline Value::Value(Value&& other) noexcept = default;
inline Value& Value::operator=(const Value& other) = default;
inline Value& Value::operator=(Value&& other) noexcept = default;
inline Value::~Value() = default;
inline Value Value::list() { return Value(Content(std::vector<Value>())); }
inline Value Value::object() { return Value(Content(std::vector<Member>())); }
inline Value Value::typed(TypedArray values) { return Value(Content(std::move(values))); }

}  // namespace gp
