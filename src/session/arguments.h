/// What a session's calls take, checked before anything is done with it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "data/prepare.h"
#include "nn/plan.h"
#include "session/session.h"

namespace gp {

/// Updates or epochs that can be asked for at once: 2^53 − 1.
constexpr double mostUpdates = 9007199254740991.0;

/// A whole number of an argument. @throws ExperimentError
std::int64_t whole(double number, const char* name, double min, double max);

/// How many rows of `width` numbers a flat array holds; every number finite. @throws ExperimentError
int rowsIn(const std::vector<double>& numbers, int width, const char* name);

/// Rows of network inputs from rows in data space. @throws ExperimentError
std::vector<double> toFeatures(const FeatureMap& features, const std::vector<double>& points);

/// A grid over data of so many columns. @throws ExperimentError
Grid gridOf(double width, double height, double axisX, double axisY, std::vector<double> at, int columns);

/// @throws ExperimentError
Neuron neuronOf(double layer, double index, const NetworkPlan& plan);

/// The side of a thumbnail: 0, or whole and a divisor of width and height. @throws ExperimentError
int thumbnailOf(double side, const Grid& grid);

/// The same checks of a grid made by hand, and of the neuron asked for, if any. @throws ExperimentError
void checkGrid(const Grid& grid, Neuron neuron, int columns, const NetworkPlan& plan);

/// The number in the precision of the network. @throws ExperimentError where it is not finite there
template <class T>
T parameterOf(double value, const std::string& path);

/// The row that a trace is asked for, or −1 for the next batch. @throws ExperimentError
std::ptrdiff_t traceSubject(const Value& subject, std::ptrdiff_t rows);

}  // namespace gp
