#include "analysis/arguments.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/error.h"
#include "base/sizes.h"

namespace gp {
namespace {

constexpr double largestGrid = 2048;

std::string indexed(const std::string& path, std::size_t index) { return path + "[" + std::to_string(index) + "]"; }

void requireFinite(const std::vector<double>& numbers, std::size_t width, const std::string& path) {
  for (std::size_t i = 0; i < numbers.size(); ++i)
    if (!std::isfinite(numbers[i]))
      throw ExperimentError(indexed(indexed(path, i / width), i % width), Message::notFinite, {{"given", numbers[i]}});
}

void appendRow(const Value& row, std::size_t width, const std::string& path, std::vector<double>& flat) {
  const bool mixed = row.is(Value::Kind::list);
  if (!mixed && !row.is(Value::Kind::numbers))
    throw ExperimentError(path, Message::notRowOf, {{"given", shown(row)}, {"width", counted(width)}});
  const std::size_t count = mixed ? row.items().size() : row.numbers().size();
  if (count != width)
    throw ExperimentError(path, Message::numberCount, {{"count", counted(count)}, {"expected", counted(width)}});
  for (std::size_t c = 0; mixed && c < count; ++c)
    if (!row.items()[c].is(Value::Kind::number))
      throw ExperimentError(indexed(path, c), Message::notNumber, {{"given", shown(row.items()[c])}});
  flat.insert(flat.end(), row.numbers().begin(), row.numbers().end());
}

/// A list that is not all numbers: of rows, or flat with something wrong in it.
std::vector<double> fromList(const std::vector<Value>& items, std::size_t width, const std::string& path) {
  std::vector<double> flat;
  if (items.empty()) return flat;
  const bool ofRows = items[0].is(Value::Kind::numbers) || items[0].is(Value::Kind::list);
  if (ofRows) flat.reserve(lengthOf({items.size(), width}, sizeof(double), path.c_str()));
  for (std::size_t r = 0; r < items.size(); ++r) {
    if (ofRows) {
      appendRow(items[r], width, indexed(path, r), flat);
    } else if (!items[r].is(Value::Kind::number)) {
      throw ExperimentError(indexed(path, r), Message::notNumber, {{"given", shown(items[r])}});
    }
  }
  return flat;
}

/// `{ columns, values }`: rows of one length.
std::vector<double> fromFlatRows(const Value& rows, std::size_t width, const std::string& path) {
  const Arguments given(rows, {"columns", "values"}, path + ".");
  const double columns = given.number("columns");
  if (columns != static_cast<double>(width))
    throw ExperimentError(indexed(path, 0), Message::numberCount, {{"count", columns}, {"expected", counted(width)}});
  const std::vector<double>& values = given.value("values").numbers();
  if (values.size() % width != 0)
    throw ExperimentError(path, Message::notWholeRows, {{"count", counted(values.size())}, {"width", counted(width)}});
  return values;
}

}  // namespace

std::int64_t whole(double number, const std::string& path, double min, double max) {
  if (!(number >= min && number <= max) || number != std::floor(number))
    throw ExperimentError(path, Message::notWhole, {{"given", number}, {"min", min}, {"max", max}});
  return static_cast<std::int64_t>(number);
}

template <class T>
T parameterOf(double value, const std::string& path) {
  const auto parameter = static_cast<T>(value);
  if (!std::isfinite(static_cast<double>(parameter)))
    throw ExperimentError(path, Message::notFiniteInPrecision, {{"given", value}});
  return parameter;
}

Arguments::Arguments(const Value& given, const std::vector<const char*>& allowed, std::string prefix)
    : given_(&given), prefix_(std::move(prefix)) {
  const std::string owner = prefix_.empty() ? "" : prefix_.substr(0, prefix_.size() - 1);
  if (!given.is(Value::Kind::object))
    throw ExperimentError(owner.empty() ? "arguments" : owner, Message::notObject, {{"given", shown(given)}});
  for (const Value::Member& member : given.members()) {
    const auto isIt = [&](const char* name) { return member.key == name; };
    if (std::any_of(allowed.begin(), allowed.end(), isIt)) continue;
    throw ExperimentError(member.key.empty() ? owner + "[\"\"]" : prefix_ + member.key, Message::unknownKey,
                          {{"allowed", namesOf(allowed)}});
  }
}

const Value& Arguments::value(const char* name) const {
  if (const Value* value = given_->get(name)) return *value;
  throw ExperimentError(pathOf(name), Message::missing);
}

double Arguments::number(const char* name) const {
  const Value& found = value(name);
  if (!found.is(Value::Kind::number))
    throw ExperimentError(pathOf(name), Message::notNumber, {{"given", shown(found)}});
  return found.number();
}

std::int64_t Arguments::wholeNumber(const char* name, double min, double max) const {
  return whole(number(name), pathOf(name), min, max);
}

const std::string& Arguments::text(const char* name) const {
  const Value& found = value(name);
  if (!found.is(Value::Kind::text)) throw ExperimentError(pathOf(name), Message::notText, {{"given", shown(found)}});
  return found.text();
}

bool Arguments::truth(const char* name) const {
  const Value& found = value(name);
  if (!found.is(Value::Kind::boolean))
    throw ExperimentError(pathOf(name), Message::notBoolean, {{"given", shown(found)}});
  return found.boolean();
}

std::vector<double> Arguments::rows(const char* name, int width) const {
  const Value& given = value(name);
  const std::string path = pathOf(name);
  const auto columns = static_cast<std::size_t>(width);
  if (given.is(Value::Kind::list)) {
    std::vector<double> flat = fromList(given.items(), columns, path);
    requireFinite(flat, columns, path);
    return flat;
  }
  if (given.is(Value::Kind::object)) {
    std::vector<double> flat = fromFlatRows(given, columns, path);
    requireFinite(flat, columns, path);
    return flat;
  }
  if (!given.is(Value::Kind::numbers)) throw ExperimentError(path, Message::notArray, {{"given", shown(given)}});
  if (given.numbers().size() % columns != 0)
    throw ExperimentError(path, Message::notWholeRows, {{"count", counted(given.numbers().size())}, {"width", width}});
  requireFinite(given.numbers(), columns, path);
  return given.numbers();
}

Grid gridOf(const Arguments& request, int columns) {
  Grid grid;
  grid.width = static_cast<int>(request.wholeNumber("width", 1, largestGrid));
  grid.height = static_cast<int>(request.wholeNumber("height", 1, largestGrid));
  if (request.has("axes")) {
    const Value& axes = request.value("axes");
    if (axes.numbers().size() != 2) throw ExperimentError("axes", Message::notAxes, {{"given", shown(axes)}});
    grid.axisX = static_cast<int>(whole(axes.numbers()[0], "axes[0]", 0, columns - 1));
    grid.axisY = static_cast<int>(whole(axes.numbers()[1], "axes[1]", 0, std::max(columns - 1, 1)));
  }
  if (columns > 1 && grid.axisX == grid.axisY) throw ExperimentError("axes", Message::sameColumn);
  if (request.has("at")) {
    grid.at = request.rows("at", columns);
    if (!grid.at.empty() && grid.at.size() != static_cast<std::size_t>(columns))
      throw ExperimentError("at", Message::notOneRow, {{"count", counted(grid.at.size())}, {"width", columns}});
  }
  if (request.has("directions")) {
    if (request.has("axes"))
      throw ExperimentError("arguments", Message::notExactlyOne,
                            {{"count", 2}, {"allowed", namesOf(std::vector<const char*>{"axes", "directions"})}});
    grid.directions = request.rows("directions", columns);
    if (const std::size_t rows = grid.directions.size() / static_cast<std::size_t>(columns); rows != 2)
      throw ExperimentError("directions", Message::rowCount, {{"count", counted(rows)}, {"min", 2}, {"max", 2}});
  }
  return grid;
}

Neuron neuronOf(const Arguments& request, const NetworkPlan& plan) {
  Neuron neuron;
  if (!request.has("neuron")) return neuron;
  const Arguments place(request.value("neuron"), {"layer", "index"}, "neuron.");
  neuron.layer = static_cast<int>(place.wholeNumber("layer", 0, static_cast<double>(plan.layers.size())));
  const int units = neuron.layer == 0 ? plan.inputs() : plan.unitsOf(static_cast<std::size_t>(neuron.layer) - 1);
  neuron.index = static_cast<int>(place.wholeNumber("index", 0, units - 1));
  return neuron;
}

int thumbnailOf(double side, const Grid& grid) {
  const bool fits = side == 0 || (side >= 1 && side <= grid.width && side == std::floor(side) &&
                                  std::fmod(grid.width, side) == 0 && std::fmod(grid.height, side) == 0);
  if (!fits)
    throw ExperimentError("thumbnail", Message::notDivisor,
                          {{"given", side}, {"width", grid.width}, {"height", grid.height}});
  return static_cast<int>(side);
}

std::vector<double> toFeatures(const FeatureMap& features, const std::vector<double>& points) {
  const std::size_t rows = points.size() / static_cast<std::size_t>(features.columns());
  std::vector<double> inputs(lengthOf({rows, static_cast<std::size_t>(features.count())}, sizeof(double), "points"));
  features.mapRows(points.data(), static_cast<int>(rows), inputs.data());
  return inputs;
}

template float parameterOf<float>(double, const std::string&);
template double parameterOf<double>(double, const std::string&);

}  // namespace gp
