/// Reads the tables of measured data.
#pragma once

#include <string_view>
#include <vector>

namespace gp {

/// Cells of a table that begins with a line of names. The views point into the text.
struct CsvTable {
  std::vector<std::string_view> names;
  std::vector<std::vector<std::string_view>> rows;

  /// The place of a column. @throws std::logic_error where there is none
  std::size_t column(std::string_view name) const;
};

/// @param text  lines of comma-separated cells without quotes, which is how the files in data/ are written
/// @throws std::logic_error where a line has another number of cells than the first
CsvTable readCsv(std::string_view text);

/// The decimal number of a cell such as `-39.1`, correctly rounded up to 15 digits; NaN for an empty cell.
double readDecimal(std::string_view cell);

}  // namespace gp
