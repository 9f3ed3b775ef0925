/// What a question was asked with, checked before anything is done with it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/grid.h"
#include "base/value.h"
#include "data/prepare.h"
#include "nn/plan.h"

namespace gp {

/// Updates or epochs that can be asked for at once: 2^53 − 1.
constexpr double mostUpdates = 9007199254740991.0;

/// A whole number of an argument. @throws ExperimentError
std::int64_t whole(double number, const std::string& path, double min, double max);

/// The number in the precision of the network. @throws ExperimentError where it is not finite there
template <class T>
T parameterOf(double value, const std::string& path);

/// The members of one object. Each is asked for by name and type; the errors name its path.
class Arguments {
 public:
  /// @param given    outlives this
  /// @param allowed  the members that it may have
  /// @param prefix   what stands before a member's name in paths: empty, or `neuron.`
  /// @throws ExperimentError where it is no object or has a member that is not allowed
  Arguments(const Value& given, const std::vector<const char*>& allowed, std::string prefix = "");

  bool has(const char* name) const { return given_->get(name) != nullptr; }
  double number(const char* name) const;
  std::int64_t wholeNumber(const char* name, double min, double max) const;
  const std::string& text(const char* name) const;
  bool truth(const char* name) const;
  const Value& value(const char* name) const;
  /// Finite numbers as one flat array, given flat, as a list of rows, or as `{ columns, values }`. @param width numbers
  /// in a row
  std::vector<double> rows(const char* name, int width) const;
  const Value& all() const { return *given_; }

 private:
  std::string pathOf(const char* name) const { return prefix_ + name; }

  const Value* given_;
  std::string prefix_;
};

/// `axes` or `directions`, `at`, `width` and `height` of a request for a picture. @throws ExperimentError
Grid gridOf(const Arguments& request, int columns);

/// `neuron` of a request, if any. @throws ExperimentError
Neuron neuronOf(const Arguments& request, const NetworkPlan& plan);

/// The side of a thumbnail: 0, or whole and a divisor of width and height. @throws ExperimentError
int thumbnailOf(double side, const Grid& grid);

/// Rows of network inputs from rows in data space. @throws ExperimentError where they are too many
std::vector<double> toFeatures(const FeatureMap& features, const std::vector<double>& points);

}  // namespace gp
