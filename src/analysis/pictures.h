/// The pictures of a run: the decision field and every neuron's small picture of it.
#pragma once

#include <vector>

#include "analysis/arguments.h"
#include "analysis/field.h"
#include "train/run.h"

namespace gp {

/// What the stage draws, from one pass over the grid. Lives until the next view of the same pictures.
struct View {
  const float* planes = nullptr;  ///< [planeCount × height × width]: each output, or the one neuron asked for
  std::size_t planeNumbers = 0;   ///< planeCount × height × width
  int planeCount = 0;
  const float* thumbnails = nullptr;  ///< [neurons × thumbnail × thumbnail]: block means, features first, then layers
  std::size_t thumbnailNumbers = 0;   ///< neuronCount × thumbnail × thumbnail
  int neuronCount = 0;
};

/// Buffers that serve one picture after the other.
template <class T>
class Pictures {
 public:
  explicit Pictures(const NetworkPlan& plan) : field_(plan) {}

  /// The decision field: [outputs × height × width], or one plane of the neuron asked for.
  /// @param request  `FieldRequest` of web/engine/types.ts @throws ExperimentError
  std::vector<T> field(Run<T>& run, const Arguments& request);
  /// Planes and thumbnails. @param request  `ViewRequest` of web/engine/types.ts @throws ExperimentError
  View view(Run<T>& run, const Arguments& request);

 private:
  void paint(Run<T>& run, const Grid& grid, typename FieldPass<T>::Wanted wanted);

  FieldPass<T> field_;
  GridFeatures<T> grid_;
  std::vector<T> planes_;
  std::vector<float> thumbnails_;
  int featuresVersion_ = 0;          ///< of the grid's features whose cells `thumbnails_` holds,
  int featuresSide_ = 0;             ///< and how many cells a side
  std::vector<float> singlePlanes_;  ///< the planes as float, where the network computes in double
};

extern template class Pictures<float>;
extern template class Pictures<double>;

}  // namespace gp
