/// What every row of every table says about itself. A table is a `const std::vector<Row>&` returned by a function,
/// where `Row` derives from `RowInfo` and adds what it does; menus, sliders, range checks, documentation and tests
/// are read off the rows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace gp {

/// A text in both languages of the product.
struct Text {
  const char* en;
  const char* zh;
};

/// How a slider runs over a parameter's range.
enum class Scale { linear, log, integer };

/// One number a row can be turned by.
struct Parameter {
  const char* id;  ///< name in the experiment
  Text label;
  Text summary;
  double fallback;  ///< the default
  double min;       ///< smallest allowed value
  double max;       ///< largest allowed value
  Scale scale = Scale::linear;
};

struct RowInfo {
  const char* id;  ///< name in the experiment
  Text label;
  Text summary;         ///< one plain sentence
  const char* formula;  ///< TeX
  const char* source;   ///< paper and equation, or the program whose definition it is
  std::vector<Parameter> parameters = {};
};

/// The ids of a table, for messages.
template <class Row>
Value idsOf(const std::vector<Row>& table) {
  Value ids = Value::list();
  for (const Row& row : table) ids.push(row.id);
  return ids;
}

/// The row called `id`, or null.
template <class Row>
const Row* lookUp(const std::vector<Row>& table, std::string_view id) {
  for (const Row& row : table)
    if (id == row.id) return &row;
  return nullptr;
}

/// The row called `id`. @throws ExperimentError at `path`, naming every allowed id
template <class Row>
const Row& find(const std::vector<Row>& table, std::string_view id, const std::string& path) {
  if (const Row* row = lookUp(table, id)) return *row;
  throw ExperimentError(path, Message::notOneOf, {{"given", std::string(id)}, {"allowed", idsOf(table)}});
}

}  // namespace gp
