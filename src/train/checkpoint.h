/// What moves in a run, as bytes: parameters, optimizer, random states, order of rows, counters, course, and what a
/// divergence that follows looks back on.
#pragma once

#include <cstdint>
#include <vector>

#include "train/course.h"
#include "train/descent.h"

namespace gp {

/// @param earlierWeights  `WeightGrowth::earlier`: the last two are of parameters that the descent holds
template <class T>
std::vector<std::uint8_t> writeCheckpoint(const Descent<T>& descent, const Course& course,
                                          const std::vector<double>& earlierWeights);

/// What a checkpoint holds beside the descent.
struct Beside {
  Course course;
  std::vector<double> earlierWeights;
};

/// Puts a descent of the same experiment where it was.
/// @throws ExperimentError where it belongs to another experiment or is damaged, leaving the descent as it was
template <class T>
Beside readCheckpoint(const std::vector<std::uint8_t>& checkpoint, Descent<T>& descent);

}  // namespace gp
