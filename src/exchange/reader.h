/// Reads plain values strictly: every type, name and range is checked, and what is refused is named by its
/// path.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/catalog.h"
#include "base/value.h"

namespace gp {

/// `path.key`, or `key` at the top.
std::string join(const std::string& path, std::string_view key);
/// `path[index]`.
std::string at(const std::string& path, std::size_t index);

/// A number within its range; whole where its scale is `integer`. @throws ExperimentError
double readNumber(const Value& value, const std::string& path, const Parameter& parameter);
/// @throws ExperimentError
bool readBoolean(const Value& value, const std::string& path);
/// @throws ExperimentError
const std::string& readText(const Value& value, const std::string& path);
/// One of a few words, by its place among them. @throws ExperimentError naming them all
int readWord(const Value& value, const std::string& path, const std::vector<std::string>& words);

/// The members of an object, each asked for by name. Whoever has asked for all that there can be calls
/// `finish`, which refuses what nobody asked for.
class ObjectReader {
 public:
  /// @throws ExperimentError where the value is no object
  ObjectReader(const Value& value, std::string path);

  /// The member, or null where it is left out. It may be asked for more than once.
  /// @param key  outlives this: a literal, or an id of a table
  const Value* take(std::string_view key);
  std::string path(std::string_view key) const { return join(path_, key); }
  const std::string& path() const { return path_; }
  /// A number where it is given, otherwise the parameter's default. @throws ExperimentError
  double number(std::string_view key, const Parameter& parameter);
  /// @throws ExperimentError for the first member that was never asked for, naming each that was, once
  void finish() const;

 private:
  const Value& value_;
  std::string path_;
  std::vector<std::string_view> known_;
};

}  // namespace gp
