/// What moves in a run, as bytes: parameters, optimizer, random states, order of rows, counters, course.
#pragma once

#include <cstdint>
#include <vector>

#include "train/course.h"
#include "train/descent.h"

namespace gp {

template <class T>
std::vector<std::uint8_t> writeCheckpoint(const Descent<T>& descent, const Course& course);

/// Puts a descent of the same experiment where it was. @return the course
/// @throws ExperimentError where it belongs to another experiment or is damaged, leaving the descent as it was
template <class T>
Course readCheckpoint(const std::vector<std::uint8_t>& checkpoint, Descent<T>& descent);

}  // namespace gp
