/// The numbers of an experiment that are no row's own parameters: the one place where their ranges and
/// defaults stand.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "base/catalog.h"
#include "experiment/experiment.h"

namespace gp {

/// The member that holds a plain setting: one that is read, written and compared by its row alone, whatever the rest of
/// the experiment says. Nothing where more is to be known: an own default per dataset or optimizer, a word beside the
/// number, a place in a list.
using SettingMember = std::variant<std::monostate, double& (*)(Experiment&), std::optional<double>& (*)(Experiment&),
                                   std::uint32_t& (*)(Experiment&)>;

/// A number by its path in the experiment. `[]` in a path stands for any index.
struct Setting {
  Parameter parameter;    ///< `id` is the path; `fallback` is NaN where the setting is off by default
  bool restarts = false;  ///< whether a change needs a new start
  bool nullable = false;  ///< whether null (off) is allowed
  SettingMember member = {};
};

const std::vector<Setting>& settings();

/// The setting of a path known to exist. @throws std::logic_error otherwise
const Setting& setting(std::string_view path);

/// Sizes beyond which an experiment is refused before memory is asked for.
namespace limits {
constexpr int rows = 1'000'000;           ///< own rows, training and test each
constexpr int columns = 4096;             ///< of own inputs or targets
constexpr int cells = 20'000'000;         ///< rows · columns of one table
constexpr double cell = 1e30;             ///< absolute value of an own number: its square still fits a float64's range
constexpr double parameters = 5'000'000;  ///< weights and biases of a network
}  // namespace limits

}  // namespace gp
