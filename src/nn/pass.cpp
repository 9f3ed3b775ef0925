#include "nn/pass.h"

namespace gp {

template <class T>
Pass<T>::Pass(const NetworkPlan& plan, const Loss& loss, Keep keep) : plan_(&plan), loss_(&loss) {
  const bool everything = keep == Keep::everything;
  const std::ptrdiff_t widest = plan_->widest();
  state_.operations.resize(plan_->operations.size());
  std::vector<T*> shared(static_cast<std::size_t>(plan_->bufferCount));
  std::size_t used = 0;
  // Twice through the same code: the first time counts, the second hands out addresses.
  auto layOut = [&](T* base) {
    used = 0;
    auto take = [&](std::ptrdiff_t rows) {
      T* place = base ? base + used : nullptr;
      used += static_cast<std::size_t>(rows * Tile<T>::most + slack);
      return place;
    };
    for (T*& buffer : shared) buffer = take(widest);
    state_.scratch = take(roundUpToLanes(widest) + scratchPadding);
    for (std::size_t o = 0; o < plan_->operations.size(); ++o) {
      const Operation& operation = plan_->operations[o];
      const int rows = plan_->slots[static_cast<std::size_t>(operation.output)].size();
      const bool output = o + 1 == plan_->operations.size();
      const bool needsZ = operation.activation && operation.activation->needsPreActivation;
      Workspace<T>& own = state_.operations[o];
      own.a = take(rows);
      own.z = everything || output || needsZ ? take(rows) : own.a;
      if (!operation.activation) own.z = own.a;
      own.slopes = !everything && !output && needsZ;
      own.mask = operation.dropout > 0 ? take(rows) : nullptr;
      own.out = operation.dropout > 0 ? take(rows) : own.a;
      own.delta = everything ? take(rows) : shared[static_cast<std::size_t>(operation.buffer)];
      own.dA = everything ? take(rows) : nullptr;
    }
  };
  layOut(nullptr);
  arena_.resize(used);
  layOut(arena_.data());
}

template <class T>
void Pass<T>::forward(const T* parameters, const Tile<T>& tile, Random* dropout, bool back) {
  tile_ = tile;
  state_.parameters = parameters;
  state_.inputs = {tile.inputs, tile.inputStride};
  state_.stride = state_.samples = roundUpToLanes(tile.count);
  state_.count = tile.count;
  state_.back = back;
  state_.dropout = dropout;
  runForward(*plan_, state_);
}

template <class T>
void Pass<T>::evaluate(T scale, T* losses, bool delta) {
  const Workspace<T>& output = state_.operations.back();
  loss_->template kernels<T>().evaluate(output.z, output.a, state_.stride, tile_.targets, tile_.targetStride,
                                        plan_->outputs(), state_.stride, scale,
                                        &plan_->operations.back().activation->template kernels<T>(), losses,
                                        delta ? output.delta : nullptr, state_.stride);
}

template <class T>
void Pass<T>::backward(const T* parameters, T* gradient, bool accumulate) {
  for (Workspace<T>& own : state_.operations) own.deltaIsOfZ = false;
  state_.operations.back().deltaIsOfZ = true;
  state_.parameters = parameters;
  state_.inputsBySample = {tile_.inputsBySample, tile_.sampleStride};
  state_.gradient = gradient;
  state_.accumulate = accumulate;
  runBackward(*plan_, state_);
}

template class Pass<float>;
template class Pass<double>;

}  // namespace gp
