#include "exchange/rows_reader.h"

#include <cmath>
#include <limits>

#include "base/error.h"
#include "experiment/settings.h"

namespace gp {
namespace {

/// Appends one cell. @param where  makes the path of the cell, only if it is refused
template <class Where>
void appendCell(double cell, Where where, std::vector<double>& values) {
  if (std::isnan(cell) || std::abs(cell) <= limits::cell) {
    values.push_back(cell == 0 ? 0 : cell);
    return;
  }
  throw ExperimentError(where(), "is " + formatNumber(cell) + ", allowed finite numbers from " +
                                     formatNumber(-limits::cell) + " to " + formatNumber(limits::cell));
}

template <class Where>
void appendCell(const Value& cell, Where where, std::vector<double>& values) {
  if (cell.is(Value::Kind::null)) {
    values.push_back(std::numeric_limits<double>::quiet_NaN());
  } else if (cell.is(Value::Kind::number)) {
    appendCell(cell.number(), where, values);
  } else {
    throw ExperimentError(where(), "is " + cell.describe() + ", allowed a number");
  }
}

/// Appends the cells of a list or an array of numbers. @return how many
std::size_t appendCells(const Value& cells, const std::string& path, std::vector<double>& values) {
  const auto append = [&](const auto& items) {
    for (std::size_t i = 0; i < items.size(); ++i)
      appendCell(
          items[i], [&] { return at(path, i); }, values);
    return items.size();
  };
  return cells.is(Value::Kind::numbers) ? append(cells.numbers()) : append(cells.items());
}

bool isRow(const Value& value) { return value.is(Value::Kind::numbers) || value.is(Value::Kind::list); }

void requireSize(const std::string& path, std::size_t rows, std::size_t columns) {
  const auto refuse = [&](std::size_t size, const char* what, int most) {
    if (size > static_cast<std::size_t>(most))
      throw ExperimentError(path, "has " + std::to_string(size) + what + ", allowed 1 to " + std::to_string(most));
  };
  refuse(rows, " rows", limits::rows);
  refuse(columns, " columns", limits::columns);
  refuse(rows * columns, " numbers", limits::cells);
}

}  // namespace

std::string GivenRows::pathOf(std::size_t cell) const {
  if (flat) return at(path, cell);
  const auto columns = static_cast<std::size_t>(table.columns);
  return at(at(path, cell / columns), cell % columns);
}

GivenRows readRows(const Value& value, const std::string& path) {
  if (!isRow(value))
    throw ExperimentError(path, "is " + value.describe() + ", allowed a list of rows, or one flat array of numbers");
  GivenRows given;
  given.path = path;
  const std::vector<Value>& items = value.items();
  if (items.empty() && value.numbers().empty()) throw ExperimentError(path, "has no rows, allowed at least 1");
  given.flat = items.empty() || !isRow(items.front());
  if (given.flat) {
    if (items.size() + value.numbers().size() > static_cast<std::size_t>(limits::cells))
      throw ExperimentError(path, "has more than " + std::to_string(limits::cells) + " numbers");
    appendCells(value, path, given.table.values);
    return given;
  }
  for (std::size_t r = 0; r < items.size(); ++r) {
    const std::string row = at(path, r);
    if (!isRow(items[r])) throw ExperimentError(row, "is " + items[r].describe() + ", allowed a row of numbers");
    const std::size_t columns = items[r].numbers().size() + items[r].items().size();
    if (columns == 0) throw ExperimentError(row, "has no numbers, allowed at least 1");
    if (r == 0) {
      requireSize(path, items.size(), columns);
      given.table.columns = static_cast<int>(columns);
      given.table.values.reserve(items.size() * columns);
    } else if (columns != static_cast<std::size_t>(given.table.columns)) {
      throw ExperimentError(row, "has " + std::to_string(columns) + " numbers, allowed " +
                                     std::to_string(given.table.columns) + " as in the rows before it");
    }
    appendCells(items[r], row, given.table.values);
  }
  return given;
}

void cutInto(GivenRows& given, int columns) {
  if (!given.flat) {
    if (given.table.columns == columns) return;
    throw ExperimentError(at(given.path, 0), "has " + std::to_string(given.table.columns) + " numbers, allowed " +
                                                 std::to_string(columns));
  }
  const std::size_t count = given.table.values.size();
  if (count % static_cast<std::size_t>(columns) != 0)
    throw ExperimentError(
        given.path, "has " + std::to_string(count) + " numbers, allowed whole rows of " + std::to_string(columns));
  requireSize(given.path, count / static_cast<std::size_t>(columns), static_cast<std::size_t>(columns));
  given.table.columns = columns;
}

void cutIntoRows(GivenRows& given, int rows, const std::string& other) {
  const std::size_t count = given.count();
  const auto wanted = static_cast<std::size_t>(rows);
  if (given.flat && count % wanted == 0) {
    requireSize(given.path, wanted, count / wanted);
    given.table.columns = static_cast<int>(count / wanted);
    return;
  }
  if (!given.flat && count == wanted) return;
  throw ExperimentError(given.path, "has " + std::to_string(count) + (given.flat ? " numbers, " : " rows, ") + other +
                                        " has " + std::to_string(rows) + " rows");
}

}  // namespace gp
