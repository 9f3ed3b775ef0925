/// One optimizer with everything it keeps, as a trainer holds it, for tests.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/lanes.h"
#include "train/optimizers.h"

namespace gp {

template <class T>
class OptimizerRun {
 public:
  /// @param values the row's own parameters by name; the others take their defaults
  OptimizerRun(const Optimizer& optimizer, std::vector<T> parameters, double rate,
               const std::map<std::string, double>& values = {})
      : optimizer_(&optimizer), count_(parameters.size()), rate_(rate), parameters_(std::move(parameters)) {
    const std::size_t room = padded() + static_cast<std::size_t>(slack);
    parameters_.resize(room);
    gradient_.resize(room);
    state_.assign(optimizer.rule.stateNames.size(), std::vector<T>(room));
    scalars_.assign(static_cast<std::size_t>(optimizer.rule.scalars), 1);
    for (const Parameter& parameter : optimizer.parameters) {
      const auto given = values.find(parameter.id);
      values_.push_back(given == values.end() ? parameter.fallback : given->second);
    }
  }

  void step(const std::vector<T>& gradient) {
    std::copy(gradient.begin(), gradient.end(), gradient_.begin());
    std::vector<T*> state;
    for (std::vector<T>& array : state_) state.push_back(array.data());
    ++steps_;
    optimizer_->rule.update<T>({parameters_.data(), gradient_.data(), state.data(),
                                static_cast<std::ptrdiff_t>(padded()), rate_, steps_, values_.data(), scalars_.data()});
  }

  /// The parameters alone, without padding.
  std::vector<T> parameters() const { return {parameters_.begin(), parameters_.begin() + static_cast<long>(count_)}; }
  /// Parameters with padding and slack.
  const std::vector<T>& everything() const { return parameters_; }
  const std::vector<std::vector<T>>& state() const { return state_; }
  const std::vector<double>& scalars() const { return scalars_; }
  std::size_t padded() const { return static_cast<std::size_t>(roundUpToLanes(static_cast<std::ptrdiff_t>(count_))); }
  void setRate(double rate) { rate_ = rate; }

 private:
  const Optimizer* optimizer_;
  std::size_t count_;
  double rate_;
  std::int64_t steps_ = 0;
  std::vector<T> parameters_;
  std::vector<T> gradient_;
  std::vector<std::vector<T>> state_;
  std::vector<double> scalars_;
  std::vector<double> values_;
};

}  // namespace gp
