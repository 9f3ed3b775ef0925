#include "session/pictures.h"

#include "session/arguments.h"

namespace gp {
namespace {

int planeCount(const NetworkPlan& plan, Neuron neuron) { return neuron.layer >= 0 ? 1 : plan.outputs(); }

std::size_t planeSize(const Grid& grid) {
  return static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height);
}

}  // namespace

template <class T>
const std::vector<T>& Pictures<T>::field(Run<T>& run, const Grid& grid, Neuron neuron) {
  checkGrid(grid, neuron, run.features().columns(), run.plan());
  planes_.resize(static_cast<std::size_t>(planeCount(run.plan(), neuron)) * planeSize(grid));
  typename FieldPass<T>::Wanted wanted;
  wanted.planes = planes_.data();
  wanted.neuron = neuron;
  paint(run, grid, wanted);
  return planes_;
}

template <class T>
View Pictures<T>::view(Run<T>& run, const Grid& grid, Neuron neuron, double side) {
  checkGrid(grid, neuron, run.features().columns(), run.plan());
  const int thumbnail = thumbnailOf(side, grid);
  View view;
  view.planeCount = planeCount(run.plan(), neuron);
  view.neuronCount = thumbnail > 0 ? field_.neuronCount() : 0;
  planes_.resize(static_cast<std::size_t>(view.planeCount) * planeSize(grid));
  // A view without them leaves them as they are: what is known of the features' cells stays true.
  if (thumbnail > 0) {
    thumbnails_.resize(static_cast<std::size_t>(view.neuronCount) * static_cast<std::size_t>(thumbnail) *
                       static_cast<std::size_t>(thumbnail));
  }
  typename FieldPass<T>::Wanted wanted;
  wanted.planes = planes_.data();
  wanted.neuron = neuron;
  wanted.thumbnails = thumbnail > 0 ? thumbnails_.data() : nullptr;
  wanted.thumbnail = thumbnail;
  paint(run, grid, wanted);
  if constexpr (sizeof(T) == sizeof(float)) {
    view.planes = planes_.data();
  } else {
    singlePlanes_.assign(planes_.begin(), planes_.end());
    view.planes = singlePlanes_.data();
  }
  view.thumbnails = thumbnails_.data();
  return view;
}

template <class T>
void Pictures<T>::paint(Run<T>& run, const Grid& grid, typename FieldPass<T>::Wanted wanted) {
  const T* features = grid_.of(grid, run.features(), run.data());
  if (wanted.thumbnails) {
    wanted.featuresKnown = featuresVersion_ == grid_.version() && featuresSide_ == wanted.thumbnail;
    featuresVersion_ = grid_.version();
    featuresSide_ = wanted.thumbnail;
  }
  field_.run(run.descent().parameters().data(), features, grid_.stride(), grid.width, grid.height, wanted);
}

template class Pictures<float>;
template class Pictures<double>;

}  // namespace gp
