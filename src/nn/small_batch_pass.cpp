#include "nn/small_batch_pass.h"

#include <algorithm>
#include <cstring>

#include "nn/kernels/small_batch.h"

namespace gp {
namespace {

/// What an activation's value costs, in multiply-adds.
constexpr std::ptrdiff_t valueCost = 12;

}  // namespace

template <class T>
bool SmallBatchPass<T>::worthwhile(std::ptrdiff_t samples) const {
  return samples <= max && worthwhile_[static_cast<std::size_t>(samples)];
}

template <class T>
bool SmallBatchPass<T>::wastesFewerLanes(std::ptrdiff_t samples) const {
  if (samples <= few) return true;
  std::ptrdiff_t units = 0;
  std::ptrdiff_t rows = 0;
  for (const Dense& layer : dense_) {
    units += roundUpToLanes(layer.units) * samples * (layer.inputs + valueCost);
    rows += layer.units * roundUpToLanes(samples) * (layer.inputs + valueCost);
  }
  return units < rows;
}

template <class T>
SmallBatchPass<T>::SmallBatchPass(const NetworkPlan& plan, const Loss& loss) : loss_(&loss) {
  if (!plan.allDense()) return;
  dense_ = denseLayers(plan);
  layers_.resize(dense_.size());
  for (std::ptrdiff_t samples = 0; samples <= max; ++samples)
    worthwhile_[static_cast<std::size_t>(samples)] = wastesFewerLanes(samples);
  std::size_t used = 0;
  // Twice through the same code: the first counts, the second hands out addresses.
  auto layOut = [&](T* base) {
    used = 0;
    auto take = [&](std::ptrdiff_t count) {
      T* place = base ? base + used : nullptr;
      used += static_cast<std::size_t>(count + slack);
      return place;
    };
    for (std::size_t l = 0; l < layers_.size(); ++l) {
      const Dense& layer = dense_[l];
      const std::ptrdiff_t padded = roundUpToLanes(layer.units);
      const bool separate = l + 1 == layers_.size() || layer.activation->needsPreActivation;
      LayerBuffers& buffers = layers_[l];
      buffers.transposed = take(roundUpToLanes(layer.inputs) * padded);
      buffers.a = take(max * padded);
      buffers.z = separate ? take(max * padded) : buffers.a;
      buffers.mask = layer.dropout > 0 ? take(max * padded) : nullptr;
      buffers.out = layer.dropout > 0 ? take(max * padded) : buffers.a;
      buffers.delta = take(max * padded);
    }
  };
  layOut(nullptr);
  arena_.resize(used);
  layOut(arena_.data());
  firstInputs_.resize(static_cast<std::size_t>(max * roundUpToLanes(plan.inputs()) + slack));
  const auto lanes = static_cast<std::size_t>(plan.outputs() * roundUpToLanes(max) + slack);
  for (auto* buffer : {&zLanes_, &aLanes_, &tLanes_, &dLanes_}) buffer->resize(lanes);
}

template <class T>
void SmallBatchPass<T>::drop(std::size_t l, Random& random) {
  const Dense& layer = dense_[l];
  LayerBuffers& buffers = layers_[l];
  const std::ptrdiff_t padded = roundUpToLanes(layer.units);
  const T kept = static_cast<T>(1 / (1 - layer.dropout));
  for (std::ptrdiff_t u = 0; u < layer.units; ++u) {
    for (std::ptrdiff_t s = 0; s < count_; ++s) {
      const double draw = random.uniform();
      buffers.mask[s * padded + u] = draw < layer.dropout ? T{0} : kept;
    }
  }
  for (std::ptrdiff_t i = 0; i < count_ * padded; ++i) buffers.out[i] = buffers.a[i] * buffers.mask[i];
}

template <class T>
void SmallBatchPass<T>::forward(const T* parameters, const Rows<T>& rows, const std::uint32_t* samples,
                                std::ptrdiff_t count, Random* dropout) {
  count_ = count;
  dropped_ = dropout != nullptr;
  std::ptrdiff_t xStride = rows.sampleStride;
  for (std::ptrdiff_t s = 0; s < count; ++s)
    for (std::ptrdiff_t k = 0; k < xStride; k += laneCount)
      store(firstInputs_.data() + s * xStride + k,
            load(rows.bySample.data() + static_cast<std::ptrdiff_t>(samples[s]) * xStride + k));
  const T* x = firstInputs_.data();
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const Dense& layer = dense_[l];
    LayerBuffers& buffers = layers_[l];
    const std::ptrdiff_t padded = roundUpToLanes(layer.units);
    kernels::transpose<T>(parameters + layer.weights, layer.inputs, layer.units, roundUpToLanes(layer.inputs),
                          buffers.transposed, padded);
    kernels::smallBatchMultiply<T>(count, buffers.transposed, padded, parameters + layer.biases, layer.units,
                                   layer.inputs, x, xStride, buffers.z, padded);
    if (l + 1 == layers_.size()) break;
    layer.activation->template kernels<T>().apply(buffers.z, buffers.a, count * padded);
    if (buffers.mask) {
      if (dropout) {
        drop(l, *dropout);
      } else {
        std::memcpy(buffers.out, buffers.a, static_cast<std::size_t>(count * padded) * sizeof(T));
      }
    }
    x = buffers.out;
    xStride = padded;
  }
  const Dense& output = dense_.back();
  const std::ptrdiff_t padded = roundUpToLanes(output.units);
  const std::ptrdiff_t lanes = roundUpToLanes(count);
  for (std::ptrdiff_t o = 0; o < output.units; ++o)
    for (std::ptrdiff_t lane = 0; lane < lanes; ++lane) {
      const std::ptrdiff_t s = std::min(lane, count - 1);
      zLanes_[static_cast<std::size_t>(o * lanes + lane)] = layers_.back().z[s * padded + o];
      tLanes_[static_cast<std::size_t>(o * lanes + lane)] =
          rows.targets[static_cast<std::size_t>(o * rows.stride + static_cast<std::ptrdiff_t>(samples[s]))];
    }
  if (const auto apply = output.activation->template kernels<T>().apply) {
    apply(zLanes_.data(), aLanes_.data(), output.units * lanes);
  } else {
    softmax<T>(zLanes_.data(), aLanes_.data(), lanes, output.units, lanes);
  }
}

template <class T>
double SmallBatchPass<T>::evaluate(T scale) {
  const Dense& output = dense_.back();
  const std::ptrdiff_t padded = roundUpToLanes(output.units);
  const std::ptrdiff_t lanes = roundUpToLanes(count_);
  T losses[max + laneCount];
  loss_->template kernels<T>().evaluate(zLanes_.data(), aLanes_.data(), lanes, tLanes_.data(), lanes, output.units,
                                        lanes, scale, &output.activation->template kernels<T>(), losses, dLanes_.data(),
                                        lanes);
  double total = 0;
  for (std::ptrdiff_t s = 0; s < count_; ++s) {
    total += static_cast<double>(losses[s]);
    for (std::ptrdiff_t o = 0; o < output.units; ++o)
      layers_.back().delta[s * padded + o] = dLanes_[static_cast<std::size_t>(o * lanes + s)];
  }
  return total;
}

template <class T>
void SmallBatchPass<T>::backward(const T* parameters, T* gradient) {
  for (std::size_t l = layers_.size(); l-- > 0;) {
    const Dense& layer = dense_[l];
    const std::ptrdiff_t padded = roundUpToLanes(layer.units);
    const std::ptrdiff_t inputStride = roundUpToLanes(layer.inputs);
    const T* delta = layers_[l].delta;
    const T* inputs = l == 0 ? firstInputs_.data() : layers_[l - 1].out;
    T* dW = gradient + layer.weights;
    T* db = gradient + layer.biases;
    kernels::smallBatchGradient<T>(count_, delta, padded, layer.units, layer.inputs, inputs, inputStride, dW, db);
    if (l == 0) break;
    LayerBuffers& below = layers_[l - 1];
    kernels::smallBatchMultiply<T>(count_, parameters + layer.weights, layer.inputs, static_cast<const T*>(nullptr),
                                   layer.inputs, layer.units, delta, padded, below.delta, inputStride);
    const std::ptrdiff_t size = count_ * inputStride;
    if (below.mask && dropped_)
      for (std::ptrdiff_t i = 0; i < size; ++i) below.delta[i] = below.delta[i] * below.mask[i];
    dense_[l - 1].activation->template kernels<T>().back(below.z, below.a, below.delta, size);
  }
}

template class SmallBatchPass<float>;
template class SmallBatchPass<double>;

}  // namespace gp
