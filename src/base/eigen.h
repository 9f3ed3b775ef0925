/// What makes Eigen give the same bits on every machine. It is built without vector instructions (CMakeLists.txt); what
/// is left is that it cuts large products into blocks by the processor's caches and sums block by block.
#pragma once

#include <Eigen/Core>

namespace gp {

/// Blocks as for a processor with 32 kB, 256 kB and 2 MB of cache. To be called before any product of matrices.
inline void cutProductsAlike() { Eigen::setCpuCacheSizes(32 * 1024, 256 * 1024, 2048 * 1024); }

}  // namespace gp
