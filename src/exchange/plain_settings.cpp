#include "exchange/plain_settings.h"

#include <optional>
#include <type_traits>

#include "experiment/settings.h"

namespace gp {
namespace {

/// Calls `each(row, key, member)` for the plain settings of a part; `member` is the accessor.
template <class Each>
void forEachOf(std::string_view part, Each each) {
  for (const Setting& row : settings()) {
    const std::string_view path = row.parameter.id;
    if (path.size() <= part.size() || path[part.size()] != '.' || path.substr(0, part.size()) != part) continue;
    std::visit(
        [&](auto member) {
          if constexpr (!std::is_same_v<decltype(member), std::monostate>)
            each(row, path.substr(part.size() + 1), member);
        },
        row.member);
  }
}

/// What a plain setting holds in an experiment that is only looked at.
template <class Member>
auto valueOf(Member member, const Experiment& experiment) {
  return member(const_cast<Experiment&>(experiment));
}

}  // namespace

void readPlainSettings(ObjectReader& reader, Experiment& experiment) {
  forEachOf(reader.path(), [&](const Setting& row, std::string_view key, auto member) {
    auto& place = member(experiment);
    using Number = std::remove_reference_t<decltype(place)>;
    if constexpr (std::is_same_v<Number, std::optional<double>>) {
      const Value* given = reader.take(key);
      const bool off = !given || given->is(Value::Kind::null);
      place = off ? std::nullopt : std::optional(readNumber(*given, reader.path(key), row.parameter));
    } else {
      place = static_cast<Number>(reader.number(key, row.parameter));
    }
  });
}

void writePlainSettings(const std::string& part, const Experiment& experiment, Value& object) {
  forEachOf(part, [&](const Setting&, std::string_view key, auto member) {
    const auto value = valueOf(member, experiment);
    if constexpr (std::is_same_v<decltype(value), const std::optional<double>>) {
      object.set(std::string(key), value ? Value(*value) : Value());
    } else {
      object.set(std::string(key), static_cast<double>(value));
    }
  });
}

std::vector<std::string> differingPlainSettings(const std::string& part, const Experiment& a, const Experiment& b) {
  std::vector<std::string> paths;
  forEachOf(part, [&](const Setting& row, std::string_view, auto member) {
    if (!(valueOf(member, a) == valueOf(member, b))) paths.emplace_back(row.parameter.id);
  });
  return paths;
}

}  // namespace gp
