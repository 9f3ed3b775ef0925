/// Measured data that are files of their own instead of a part of the engine: whoever drives the core hands them over
/// before an experiment asks for them.
#pragma once

#include <string>
#include <string_view>

namespace gp {

/// Keeps the rows of a dataset whose row in the table names a `file`.
/// @param dataset  the dataset's id
/// @param csv      the text of its file, as it stands in data/
/// @throws ExperimentError at `dataset` where there is no such dataset or the rows are built in, and at the file's name
/// where the text is not that file; what was kept before stays
void provideTable(const std::string& dataset, std::string csv);

/// The text of a file that was provided. It stays as long as the program. @throws ExperimentError at `data.dataset`
std::string_view tableText(const std::string& dataset, const std::string& file);

}  // namespace gp
