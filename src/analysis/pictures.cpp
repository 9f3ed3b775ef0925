#include "analysis/pictures.h"

#include "analysis/question.h"
#include "base/sizes.h"

namespace gp {
namespace {

int planeCount(const NetworkPlan& plan, Neuron neuron) { return neuron.layer >= 0 ? 1 : plan.outputs(); }

/// The numbers of `planes` pictures of the grid, after a look at what else it takes. @throws ExperimentError
template <class T>
std::size_t planeNumbers(const Grid& grid, int planes, int features) {
  const auto width = static_cast<std::size_t>(grid.width);
  const auto height = static_cast<std::size_t>(grid.height);
  const std::size_t padding = 32;  // of a feature's row, see GridFeatures
  lengthOf({static_cast<std::size_t>(features), width * height + padding}, sizeof(T), "width");
  return lengthOf({static_cast<std::size_t>(planes), height, width}, sizeof(T), "width");
}

}  // namespace

template <class T>
std::vector<T> Pictures<T>::field(Run<T>& run, const Arguments& request) {
  const Grid grid = gridOf(request, run.features().columns());
  const Neuron neuron = neuronOf(request, run.plan());
  std::vector<T> planes(planeNumbers<T>(grid, planeCount(run.plan(), neuron), run.features().count()));
  typename FieldPass<T>::Wanted wanted;
  wanted.planes = planes.data();
  wanted.neuron = neuron;
  paint(run, grid, wanted);
  return planes;
}

template <class T>
View Pictures<T>::view(Run<T>& run, const Arguments& request) {
  const Grid grid = gridOf(request, run.features().columns());
  const Neuron neuron = neuronOf(request, run.plan());
  const int thumbnail = thumbnailOf(request.number("thumbnail"), grid);
  View view;
  view.planeCount = planeCount(run.plan(), neuron);
  view.neuronCount = thumbnail > 0 ? field_.neuronCount() : 0;
  view.planeNumbers = planeNumbers<T>(grid, view.planeCount, run.features().count());
  const auto side = static_cast<std::size_t>(thumbnail);
  const auto neurons = static_cast<std::size_t>(view.neuronCount);
  view.thumbnailNumbers = lengthOf({neurons, side, side}, sizeof(float), "thumbnail");
  lengthOf({neurons, static_cast<std::size_t>(grid.width)}, sizeof(T), "width");  // see Thumbnails
  planes_.resize(view.planeNumbers);
  // A view without them leaves them as they are: what is known of the features' cells stays true.
  if (thumbnail > 0) thumbnails_.resize(view.thumbnailNumbers);
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

Question fieldQuestion() {
  return frameQuestion(
      "field", {"width", "height", "neuron", "axes", "at", "directions"},
      [](auto asked, const Arguments& given) { return Value::typed(asked.pictures.field(asked.run, given)); });
}

}  // namespace gp
