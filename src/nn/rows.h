/// The rows of one part of the data, kept as the kernels want them.
#pragma once

#include <algorithm>
#include <vector>

#include "base/lanes.h"
#include "base/sizes.h"

namespace gp {

/// Network inputs and targets of `count` rows, twice: by feature (whole vectors of rows, for passes in order)
/// and by sample (whole vectors of features, for gathering a batch and for the first layer's weight
/// gradient).
template <class T>
struct Rows {
  std::ptrdiff_t count = 0;
  std::ptrdiff_t features = 0;
  std::ptrdiff_t outputs = 0;
  std::ptrdiff_t stride = 0;        ///< of `byFeature` and `targets`: count in whole vectors
  std::ptrdiff_t sampleStride = 0;  ///< of `bySample`: features in whole vectors
  std::vector<T> byFeature;         ///< [features × stride]; the last row is repeated in the padding
  std::vector<T> bySample;          ///< [count × sampleStride]; zeros in the padding
  std::vector<T> targets;           ///< [outputs × stride]; the last row is repeated in the padding

  Rows() = default;
  /// @param inputs  [count × features], row by row
  /// @param wanted  [count × outputs], row by row: what the network is trained towards; may be null (zeros)
  /// @throws ExperimentError at `data` where one of the arrays would be too large
  Rows(const double* inputs, const double* wanted, std::ptrdiff_t count_, std::ptrdiff_t features_,
       std::ptrdiff_t outputs_)
      : count(count_),
        features(features_),
        outputs(outputs_),
        stride(roundUpToLanes(count_)),
        sampleStride(roundUpToLanes(features_)),
        byFeature(lengthOf(features, stride)),
        bySample(lengthOf(count, sampleStride)),
        targets(lengthOf(outputs, stride)) {
    for (std::ptrdiff_t s = 0; s < stride && count > 0; ++s) {
      const std::ptrdiff_t row = std::min(s, count - 1);
      for (std::ptrdiff_t k = 0; k < features; ++k) {
        const T value = static_cast<T>(inputs[row * features + k]);
        byFeature[static_cast<std::size_t>(k * stride + s)] = value;
        if (s < count) bySample[static_cast<std::size_t>(s * sampleStride + k)] = value;
      }
      for (std::ptrdiff_t k = 0; k < outputs && wanted; ++k)
        targets[static_cast<std::size_t>(k * stride + s)] = static_cast<T>(wanted[row * outputs + k]);
    }
  }

 private:
  static std::size_t lengthOf(std::ptrdiff_t rows, std::ptrdiff_t columns) {
    return gp::lengthOf({static_cast<std::size_t>(rows), static_cast<std::size_t>(columns)}, sizeof(T), "data") +
           static_cast<std::size_t>(slack);
  }
};

/// Up to `Tile::most` samples as a pass reads them; only pointers, which outlive the pass.
template <class T>
struct Tile {
  static constexpr std::ptrdiff_t most = 64;

  const T* inputs = nullptr;  ///< [features] rows of `inputStride`, whole vectors of samples
  std::ptrdiff_t inputStride = 0;
  const T* inputsBySample = nullptr;  ///< [count] rows of `sampleStride`
  std::ptrdiff_t sampleStride = 0;
  const T* targets = nullptr;  ///< [outputs] rows of `targetStride`, whole vectors of samples
  std::ptrdiff_t targetStride = 0;
  std::ptrdiff_t count = 0;

  /// `count` rows from `start` on, in order, without copying. @param start a multiple of four
  static Tile of(const Rows<T>& rows, std::ptrdiff_t start, std::ptrdiff_t count) {
    return {rows.byFeature.data() + start,
            rows.stride,
            rows.bySample.data() + start * rows.sampleStride,
            rows.sampleStride,
            rows.targets.data() + start,
            rows.stride,
            count};
  }
};

}  // namespace gp
