/// Reads tables of own numbers: lists of rows, or flat arrays.
#pragma once

#include <string>

#include "exchange/experiment.h"
#include "exchange/reader.h"

namespace gp {

/// Numbers as they were given. A missing cell (null, NaN) is NaN.
struct GivenRows {
  Table table;        ///< `columns` 0 as long as a flat array has not been cut into rows
  bool flat = false;  ///< given as one array of numbers
  std::string path;

  std::size_t count() const { return flat ? table.values.size() : static_cast<std::size_t>(table.rows()); }
  /// The place of a cell as it was given: `data.inputs[3][1]`, or `data.inputs[7]` in a flat array.
  std::string pathOf(std::size_t cell) const;
};

/// Reads a list of rows of equal length, or a flat array, of finite numbers and missing cells.
/// @throws ExperimentError naming the cell
GivenRows readRows(const Value& value, const std::string& path);

/// Cuts a flat array into rows of `columns`; checks that a list of rows has that many. @throws
/// ExperimentError
void cutInto(GivenRows& given, int columns);

/// Cuts a flat array into `rows` rows of equal length; checks that a list of rows has that many.
/// @param other  path of what the rows go with @throws ExperimentError
void cutIntoRows(GivenRows& given, int rows, const std::string& other);

}  // namespace gp
