#include "session/arguments.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace gp {
namespace {

constexpr double largestGrid = 2048;

}  // namespace

std::int64_t whole(double number, const char* name, double min, double max) {
  if (!(number >= min && number <= max) || number != std::floor(number))
    throw ExperimentError(name, "is " + formatNumber(number) + ", allowed whole numbers from " + formatNumber(min) +
                                    " to " + formatNumber(max));
  return static_cast<std::int64_t>(number);
}

int rowsIn(const std::vector<double>& numbers, int width, const char* name) {
  if (numbers.size() % static_cast<std::size_t>(width) != 0)
    throw ExperimentError(
        name, "has " + std::to_string(numbers.size()) + " numbers, allowed rows of " + std::to_string(width));
  for (std::size_t i = 0; i < numbers.size(); ++i)
    if (!std::isfinite(numbers[i]))
      throw ExperimentError(std::string(name) + "[" + std::to_string(i / static_cast<std::size_t>(width)) + "][" +
                                std::to_string(i % static_cast<std::size_t>(width)) + "]",
                            "is " + formatNumber(numbers[i]) + ", allowed finite numbers");
  return static_cast<int>(numbers.size()) / width;
}

std::vector<double> toFeatures(const FeatureMap& features, const std::vector<double>& points) {
  const int rows = rowsIn(points, features.columns(), "points");
  std::vector<double> inputs(static_cast<std::size_t>(rows) * static_cast<std::size_t>(features.count()));
  features.mapRows(points.data(), rows, inputs.data());
  return inputs;
}

Grid gridOf(double width, double height, double axisX, double axisY, std::vector<double> at, int columns) {
  Grid grid;
  grid.width = static_cast<int>(whole(width, "width", 1, largestGrid));
  grid.height = static_cast<int>(whole(height, "height", 1, largestGrid));
  grid.axisX = static_cast<int>(whole(axisX, "axes[0]", 0, columns - 1));
  grid.axisY = static_cast<int>(whole(axisY, "axes[1]", 0, std::max(columns - 1, 1)));
  if (columns > 1 && grid.axisX == grid.axisY)
    throw ExperimentError("axes", "are the same column, allowed two different ones");
  if (!at.empty() && rowsIn(at, columns, "at") != 1)
    throw ExperimentError(
        "at", "has " + std::to_string(at.size()) + " numbers, allowed one row of " + std::to_string(columns));
  grid.at = std::move(at);
  return grid;
}

Neuron neuronOf(double layer, double index, const NetworkPlan& plan) {
  Neuron neuron;
  neuron.layer = static_cast<int>(whole(layer, "neuron.layer", 0, static_cast<double>(plan.layers.size())));
  const int units = neuron.layer == 0 ? plan.inputs() : plan.unitsOf(static_cast<std::size_t>(neuron.layer) - 1);
  neuron.index = static_cast<int>(whole(index, "neuron.index", 0, units - 1));
  return neuron;
}

int thumbnailOf(double side, const Grid& grid) {
  const bool fits = side == 0 || (side >= 1 && side <= grid.width && side == std::floor(side) &&
                                  std::fmod(grid.width, side) == 0 && std::fmod(grid.height, side) == 0);
  if (!fits)
    throw ExperimentError("thumbnail", "is " + formatNumber(side) + ", allowed 0 or a whole divisor of " +
                                           std::to_string(grid.width) + " and " + std::to_string(grid.height));
  return static_cast<int>(side);
}

void checkGrid(const Grid& grid, Neuron neuron, int columns, const NetworkPlan& plan) {
  gridOf(grid.width, grid.height, grid.axisX, grid.axisY, grid.at, columns);
  if (neuron.layer != -1) neuronOf(neuron.layer, neuron.index, plan);
}

template <class T>
T parameterOf(double value, const std::string& path) {
  const auto parameter = static_cast<T>(value);
  if (!std::isfinite(static_cast<double>(parameter)))
    throw ExperimentError(path, "is " + formatNumber(value) + ", allowed numbers that are finite in this precision");
  return parameter;
}

std::ptrdiff_t traceSubject(const Value& subject, std::ptrdiff_t rows) {
  const Value* sample = subject.get("sample");
  const Value* batch = subject.get("batch");
  const bool wantsBatch = batch && batch->is(Value::Kind::boolean) && batch->boolean();
  if (wantsBatch && !sample) return -1;
  if (batch || !sample || !sample->is(Value::Kind::number))
    throw ExperimentError("subject", "is " + subject.describe() + ", allowed { sample: row } or { batch: true }");
  return static_cast<std::ptrdiff_t>(whole(sample->number(), "subject.sample", 0, static_cast<double>(rows) - 1));
}

template float parameterOf<float>(double, const std::string&);
template double parameterOf<double>(double, const std::string&);

}  // namespace gp
