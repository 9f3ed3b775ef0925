/// What a run takes of memory, told before anything is made of it.
#pragma once

#include "experiment/experiment.h"

namespace gp {

/// Bytes that one run may take: 1.75 GiB of the 2 GiB that WebAssembly's memory can be.
constexpr double mostMemory = 1.75 * 1024 * 1024 * 1024;

/// About how many bytes a run of the experiment takes at its largest moment, while it is made. Within a fifth of what
/// is measured where it is tens of megabytes or more.
double memoryOf(const Experiment& experiment);

/// @throws ExperimentError at `data` or `network.hidden`, whichever takes more, where a run would take too much
void requireMemory(const Experiment& experiment);

}  // namespace gp
