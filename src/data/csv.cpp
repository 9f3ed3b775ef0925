#include "data/csv.h"

#include <limits>
#include <stdexcept>
#include <string>

namespace gp {
namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  for (;;) {
    const std::size_t end = text.find(separator);
    pieces.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::size_t CsvTable::column(std::string_view name) const {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return i;
  throw std::logic_error("no column \"" + std::string(name) + "\"");
}

CsvTable readCsv(std::string_view text) {
  CsvTable table;
  for (std::string_view line : split(text, '\n')) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) continue;
    std::vector<std::string_view> cells = split(line, ',');
    if (table.names.empty()) {
      table.names = std::move(cells);
    } else {
      if (cells.size() != table.names.size())
        throw std::logic_error("a line of " + std::to_string(cells.size()) + " cells under " +
                               std::to_string(table.names.size()) + " names");
      table.rows.push_back(std::move(cells));
    }
  }
  return table;
}

double readDecimal(std::string_view cell) {
  if (cell.empty()) return std::numeric_limits<double>::quiet_NaN();
  const bool negative = cell.front() == '-';
  if (negative) cell.remove_prefix(1);
  double digits = 0;  // a whole number below 2^53, and a power of ten: one division rounds correctly
  double scale = 1;
  bool fraction = false;
  for (const char c : cell) {
    if (c == '.' && !fraction) {
      fraction = true;
    } else if (c >= '0' && c <= '9') {
      digits = digits * 10 + (c - '0');
      if (fraction) scale *= 10;
    } else {
      throw std::logic_error("\"" + std::string(cell) + "\" is no decimal number");
    }
  }
  return (negative ? -digits : digits) / scale;
}

}  // namespace gp
