/// Reads the `data` part of an experiment: a dataset with its numbers, or own rows.
#pragma once

#include <optional>

#include "exchange/experiment.h"
#include "exchange/reader.h"

namespace gp {

/// Reads `data`. Where the experiment names no task, a dataset brings its own, and own rows are for
/// classification.
/// @param data  null where left out
/// @param task  as the experiment gives it; set to the task that holds
/// @throws ExperimentError
DataSpec readData(const Value* data, std::optional<Task>& task);

/// Reads own rows from an object that has `inputs`: everything except what a dataset has as well.
/// @param[out] spec  `own`, `missing` and `classes` are set (classes to 0 for labels and regression)
/// @throws ExperimentError
void readOwnRows(ObjectReader& data, Task task, DataSpec& spec);

/// One-hot rows to be taken as classes, under softmax: every row has exactly one 1. @throws ExperimentError
void requireOneHot(const DataSpec& spec);

/// Own rows that have all their cells (all rows where none is missing): how many there are to split.
int completeRows(const Table& inputs, const Table& targets);

/// Columns of a row of inputs.
int columnCount(const DataSpec& spec);

/// The dataset of an experiment that names none: the spiral, for regression the plane.
const char* defaultDataset(Task task);

}  // namespace gp
