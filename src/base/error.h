/// The one error of the product: what was asked for cannot be done, where, and what could.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace gp {

/// Thrown for every experiment, argument or snapshot that is refused. A refused call leaves the state as it was.
class ExperimentError : public std::runtime_error {
 public:
  /// @param path     the place in the experiment or the argument's name, as in `network.hidden[2].units`
  /// @param message  the value and what is allowed, as in `is -1, allowed 1 to 1024`
  ExperimentError(std::string path, const std::string& message)
      : std::runtime_error(path.empty() ? message : path + " " + message), path_(std::move(path)) {}

  const std::string& path() const noexcept { return path_; }

 private:
  std::string path_;
};

}  // namespace gp
