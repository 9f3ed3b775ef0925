/// What the rows of the dataset table are put together from.
#pragma once

#include <initializer_list>
#include <vector>

#include "data/datasets.h"

namespace gp::parts {

/// The groups of the table, one a file.
std::vector<Dataset> playground();
std::vector<Dataset> shapes();
std::vector<Dataset> curves();
std::vector<Dataset> surfaces();
std::vector<Dataset> measured();

/// "class 0", "class 1", … for classes that have no name.
inline ClassRange numberedClasses(int min, int max, int fallback) {
  static const Text names[] = {{"class 0", "类别 0"}, {"class 1", "类别 1"}, {"class 2", "类别 2"},
                               {"class 3", "类别 3"}, {"class 4", "类别 4"}, {"class 5", "类别 5"}};
  return {min, max, fallback, std::vector<Text>(names, names + max)};
}

using Make = void (*)(const DataRequest&, Source&, LabelledRows&);
using Domain = std::vector<std::pair<double, double>>;

/// TensorFlow Playground's slider ends at 0.5; its links go up to 0.8.
inline constexpr NoiseRange noise{0, 0.8, 0};

/// Classes in the plane that two-column pictures show: TensorFlow Playground's.
inline Dataset shape(RowInfo info, ClassRange classes, Make make) {
  return {std::move(info),
          Task::classification,
          {{"x", {"x", "x"}}, {"y", {"y", "y"}}},
          {{-6, 6}, {-6, 6}},
          {2, 100'000, 500},
          std::move(classes),
          noise,
          make};
}

/// Values over the same plane.
inline Dataset surface(RowInfo info, Make make) {
  return {std::move(info),
          Task::regression,
          {{"x", {"x", "x"}}, {"y", {"y", "y"}}},
          {{-6, 6}, {-6, 6}},
          {2, 100'000, 1200},
          std::nullopt,
          noise,
          make};
}

/// Values over a line.
inline Dataset curve(RowInfo info, Make make) {
  return {
      std::move(info), Task::regression, {{"x", {"x", "x"}}}, {{-6, 6}}, {2, 100'000, 200}, std::nullopt, noise, make};
}

/// Appends one row; `makeRows` has made room.
inline void add(LabelledRows& rows, std::initializer_list<double> inputs, double target) {
  for (const double input : inputs) rows.inputs.values.push_back(input);
  rows.targets.values.push_back(target);
}

/// How many of `samples` rows fall to `part` of `parts` equal parts; the first ones take what is left over.
inline int share(int samples, int parts, int part) { return samples / parts + (part < samples % parts ? 1 : 0); }

/// The class of the first, second, … part: class 1 comes first, so that with two classes the first is
/// TensorFlow Playground's +1.
inline int classOfPart(int part, int classes) { return (part + 1) % classes; }

}  // namespace gp::parts
