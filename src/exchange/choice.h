/// A row of a table named in an experiment, with the row's own parameters.
#pragma once

#include <string>
#include <vector>

#include "exchange/experiment.h"
#include "exchange/reader.h"

namespace gp {

/// The row as it stands in the table.
inline Choice defaultChoice(const RowInfo& row) {
  Choice choice{row.id, {}};
  for (const Parameter& parameter : row.parameters) choice.values.push_back(parameter.fallback);
  return choice;
}

/// Reads the row's own parameters from an object whose `name` has been read. @throws ExperimentError
inline Choice readParameters(ObjectReader& reader, const RowInfo& row) {
  Choice choice{row.id, {}};
  for (const Parameter& parameter : row.parameters) choice.values.push_back(reader.number(parameter.id, parameter));
  return choice;
}

/// The row that an object's `name` names, or `fallback` where it names none. @throws ExperimentError
template <class Row>
const Row& readRow(ObjectReader& reader, const std::vector<Row>& table, const char* fallback) {
  const Value* name = reader.take("name");
  return find(table, name ? readText(*name, reader.path("name")) : fallback, reader.path("name"));
}

/// Reads `"name"` or `{ name, …the row's own parameters }`. @throws ExperimentError
template <class Row>
Choice readChoice(const Value* value, const std::string& path, const std::vector<Row>& table, const char* fallback) {
  if (!value) return defaultChoice(find(table, fallback, path));
  if (value->is(Value::Kind::text)) return defaultChoice(find(table, value->text(), path));
  ObjectReader reader(*value, path);
  const Row& row = readRow(reader, table, fallback);
  Choice choice = readParameters(reader, row);
  reader.finish();
  return choice;
}

/// Appends the row's own parameters to an object.
template <class Row>
void writeParameters(const Choice& choice, const std::vector<Row>& table, const std::string& path, Value& object) {
  const Row& row = find(table, choice.name, path);
  for (std::size_t i = 0; i < row.parameters.size(); ++i) object.set(row.parameters[i].id, choice.values[i]);
}

}  // namespace gp
