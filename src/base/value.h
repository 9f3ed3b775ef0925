/// A JSON-like value: how experiments, snapshots and answers travel between the core and whoever holds it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gp {

/// Null, truth, number, text, a flat array of numbers, a list, or an object (keys in order of insertion).
class Value {
 public:
  enum class Kind { null, boolean, number, text, numbers, list, object };
  struct Member;

  // Defined below `Member`: clang with libstdc++ 12 wants it complete before it makes a vector of it.
  inline Value();
  inline Value(bool value);         // NOLINT(google-explicit-constructor)
  inline Value(double value);       // NOLINT(google-explicit-constructor)
  inline Value(int value);          // NOLINT(google-explicit-constructor)
  inline Value(std::string value);  // NOLINT(google-explicit-constructor)
  inline Value(const char* value);  // NOLINT(google-explicit-constructor)
  /// A flat array of numbers: a typed array in JavaScript, a list of numbers in JSON.
  inline Value(std::vector<double> values);  // NOLINT(google-explicit-constructor)
  inline Value(const Value& other);
  inline Value(Value&& other) noexcept;
  inline Value& operator=(const Value& other);
  inline Value& operator=(Value&& other) noexcept;
  inline ~Value();
  static inline Value list();
  static inline Value object();

  Kind kind() const { return kind_; }
  bool is(Kind kind) const { return kind_ == kind; }
  bool boolean() const { return boolean_; }
  double number() const { return number_; }
  const std::string& text() const { return text_; }
  const std::vector<double>& numbers() const { return numbers_; }
  const std::vector<Value>& items() const { return items_; }
  const std::vector<Member>& members() const { return members_; }

  /// The member called `key` of an object, or null where there is none.
  const Value* get(std::string_view key) const;
  /// Appends an item to a list.
  void push(Value item);
  /// Sets a member of an object, replacing one of the same key. @return this, for chaining
  Value& set(std::string key, Value value);

 private:
  inline explicit Value(Kind kind);

  Kind kind_ = Kind::null;
  bool boolean_ = false;
  double number_ = 0;
  std::string text_;
  std::vector<double> numbers_;
  std::vector<Value> items_;
  std::vector<Member> members_;
};

struct Value::Member {
  std::string key;
  Value value;
};

inline Value::Value() = default;
inline Value::Value(bool value) : kind_(Kind::boolean), boolean_(value) {}
inline Value::Value(double value) : kind_(Kind::number), number_(value) {}
inline Value::Value(int value) : kind_(Kind::number), number_(value) {}
inline Value::Value(std::string value) : kind_(Kind::text), text_(std::move(value)) {}
inline Value::Value(const char* value) : kind_(Kind::text), text_(value) {}
inline Value::Value(std::vector<double> values) : kind_(Kind::numbers), numbers_(std::move(values)) {}
inline Value::Value(Kind kind) : kind_(kind) {}
inline Value::Value(const Value& other) = default;
inline Value::Value(Value&& other) noexcept = default;
inline Value& Value::operator=(const Value& other) = default;
inline Value& Value::operator=(Value&& other) noexcept = default;
inline Value::~Value() = default;
inline Value Value::list() { return Value(Kind::list); }
inline Value Value::object() { return Value(Kind::object); }

/// A number as people write it: the shortest of up to 9 significant digits, `1e-05`, `NaN`, `Infinity`.
std::string formatNumber(double value);

}  // namespace gp
