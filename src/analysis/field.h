/// The decision field: what the network answers all over the data domain, and every neuron's small picture of it.
#pragma once

#include <vector>

#include "analysis/grid_features.h"
#include "analysis/thumbnails.h"
#include "base/lanes.h"
#include "nn/forward.h"

namespace gp {

/// All neurons over a tile of points after the other, so that a picture of any size needs little room.
template <class T>
class FieldPass {
 public:
  explicit FieldPass(const NetworkPlan& plan);

  /// Where the results go; null for what is not wanted.
  struct Wanted {
    T* planes = nullptr;  ///< [outputs × height × width], or [height × width] of the one neuron asked for
    Neuron neuron;
    float* thumbnails = nullptr;  ///< [neurons × thumbnail × thumbnail]: block means, features first, layer by layer
    int thumbnail = 0;            ///< divides width and height
    bool featuresKnown = false;   ///< the features' thumbnails are there already: they do not change with the network
  };

  /// One pass over the grid, allocation only where the grid has grown.
  /// @param features  as `GridFeatures` gives them
  void run(const T* parameters, const T* features, std::ptrdiff_t featureStride, int width, int height,
           const Wanted& wanted);

  int neuronCount() const { return neuronCount_; }

 private:
  void runTile(const T* parameters, const T* x, std::ptrdiff_t xStride, std::ptrdiff_t count, std::ptrdiff_t point,
               std::ptrdiff_t points, const Wanted& wanted);
  T* rowsOf(std::size_t operation);            ///< in `activations_`
  void place(std::size_t operation, T* rows);  ///< says where an operation's results go

  NetworkPlan plan_;
  int neuronCount_ = 0;
  std::ptrdiff_t tile_ = 0;     ///< points computed together, about
  std::ptrdiff_t stride_ = 0;   ///< of a neuron's row in `activations_`
  TileState<T> state_;          ///< of the points at hand
  std::vector<T> activations_;  ///< of what is needed at one time: [buffers of the plan × widest × stride]
  Thumbnails<T> thumbnails_;
};

extern template class FieldPass<float>;
extern template class FieldPass<double>;

}  // namespace gp
