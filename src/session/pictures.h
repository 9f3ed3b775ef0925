/// The pictures of a run: the decision field and every neuron's small picture of it.
#pragma once

#include <vector>

#include "analysis/field.h"
#include "session/session.h"
#include "train/run.h"

namespace gp {

/// Buffers that serve one picture after the other.
template <class T>
class Pictures {
 public:
  explicit Pictures(const NetworkPlan& plan) : field_(plan) {}

  /// What `Session::field` hands out. @throws ExperimentError
  const std::vector<T>& field(Run<T>& run, const Grid& grid, Neuron neuron);
  /// What `Session::view` hands out. @throws ExperimentError
  View view(Run<T>& run, const Grid& grid, Neuron neuron, double side);

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
