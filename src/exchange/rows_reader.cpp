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
  throw ExperimentError(where(), Message::notFiniteInRange,
                        {{"given", cell}, {"min", -limits::cell}, {"max", limits::cell}});
}

template <class Where>
void appendCell(const Value& cell, Where where, std::vector<double>& values) {
  if (cell.is(Value::Kind::null)) {
    values.push_back(std::numeric_limits<double>::quiet_NaN());
  } else if (cell.is(Value::Kind::number)) {
    appendCell(cell.number(), where, values);
  } else {
    throw ExperimentError(where(), Message::notNumber, {{"given", shown(cell)}});
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
  const auto refuse = [&](std::size_t size, Message message, int most) {
    if (size > static_cast<std::size_t>(most))
      throw ExperimentError(path, message, {{"count", counted(size)}, {"max", most}});
  };
  refuse(rows, Message::tooManyRows, limits::rows);
  refuse(columns, Message::tooManyColumns, limits::columns);
  refuse(rows * columns, Message::tooManyNumbers, limits::cells);
}

}  // namespace

std::string GivenRows::pathOf(std::size_t cell) const {
  if (flat) return at(path, cell);
  const auto columns = static_cast<std::size_t>(table.columns);
  return at(at(path, cell / columns), cell % columns);
}

GivenRows readRows(const Value& value, const std::string& path) {
  if (!isRow(value)) throw ExperimentError(path, Message::notRows, {{"given", shown(value)}});
  GivenRows given;
  given.path = path;
  const std::vector<Value>& items = value.items();
  if (items.empty() && value.numbers().empty()) throw ExperimentError(path, Message::noRows);
  given.flat = items.empty() || !isRow(items.front());
  if (given.flat) {
    const std::size_t count = items.size() + value.numbers().size();
    if (count > static_cast<std::size_t>(limits::cells))
      throw ExperimentError(path, Message::tooManyNumbers, {{"count", counted(count)}, {"max", limits::cells}});
    appendCells(value, path, given.table.values);
    return given;
  }
  for (std::size_t r = 0; r < items.size(); ++r) {
    const std::string row = at(path, r);
    if (!isRow(items[r])) throw ExperimentError(row, Message::notRow, {{"given", shown(items[r])}});
    const std::size_t columns = items[r].numbers().size() + items[r].items().size();
    if (columns == 0) throw ExperimentError(row, Message::noNumbers);
    if (r == 0) {
      requireSize(path, items.size(), columns);
      given.table.columns = static_cast<int>(columns);
      given.table.values.reserve(items.size() * columns);
    } else if (columns != static_cast<std::size_t>(given.table.columns)) {
      throw ExperimentError(row, Message::raggedRow, {{"count", counted(columns)}, {"expected", given.table.columns}});
    }
    appendCells(items[r], row, given.table.values);
  }
  return given;
}

void cutInto(GivenRows& given, int columns) {
  if (!given.flat) {
    if (given.table.columns == columns) return;
    throw ExperimentError(at(given.path, 0), Message::numberCount,
                          {{"count", given.table.columns}, {"expected", columns}});
  }
  const std::size_t count = given.table.values.size();
  if (count % static_cast<std::size_t>(columns) != 0)
    throw ExperimentError(given.path, Message::notWholeRows, {{"count", counted(count)}, {"width", columns}});
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
  throw ExperimentError(given.path, given.flat ? Message::numbersForRows : Message::rowsForRows,
                        {{"count", counted(count)}, {"other", other}, {"rows", rows}});
}

}  // namespace gp
