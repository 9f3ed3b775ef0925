#include "nn/layers/dense.h"

#include "base/precision.h"
#include "nn/kernels/multiply.h"
#include "nn/kernels/transpose.h"
#include "nn/kernels/weight_gradient.h"
#include "nn/layers/activation_step.h"
#include "nn/layers/dense_forward.h"
#include "nn/plan_builder.h"

namespace gp {
namespace {

template <class T>
GP_INLINE void forwardOne(const ForwardCall<T>& call) {
  if (!forwardFused(call)) {
    const Dense dense = denseOf(call.operation);
    const TileState<T>& tile = call.tile;
    const auto [x, xStride] = tile.slot(call.operation.first.slot);
    kernels::multiply<T>(tile.parameters + dense.weights, dense.inputs, 1, tile.parameters + dense.biases, dense.units,
                         dense.inputs, x, xStride, call.own.z, tile.stride, tile.samples);
    activate(call);
  }
  drop(call);
}

/// ∂/∂X = Wᵀ·δ into the operation below; where nothing else comes in between, through its activation in one go.
template <class T>
GP_INLINE void backToInputs(const BackwardCall<T>& call, const Dense& dense) {
  const Edge& edge = call.operation.first;
  if (edge.back == Flow::none) return;
  TileState<T>& tile = call.tile;
  const std::ptrdiff_t stride = tile.stride;
  const T* const w = tile.parameters + dense.weights;
  Workspace<T>& below = *tile.writerOf(edge.slot);
  if (edge.back == Flow::accumulate) {
    kernels::multiply<T>(w, 1, dense.inputs, nullptr, dense.inputs, dense.units, call.own.delta, stride, tile.scratch,
                         stride, stride);
    for (std::ptrdiff_t i = 0; i < dense.inputs * stride; i += laneCount)
      store(below.delta + i, load(below.delta + i) + load(tile.scratch + i));
    return;
  }
  const Activation* activation = call.plan.operations[static_cast<std::size_t>(edge.slot) - 1].activation;
  const auto fused = activation ? activation->template kernels<T>().multiplyBack : nullptr;
  const bool dropped = below.mask && tile.dropout;
  if (fused && edge.onlyReader && !dropped && !below.dA && suitsFusedProduct<T>(stride, dense.units)) {
    fused(w, dense.units, dense.inputs, call.own.delta, below.a, below.delta, stride);
    below.deltaIsOfZ = true;
  } else {
    kernels::multiply<T>(w, 1, dense.inputs, nullptr, dense.inputs, dense.units, call.own.delta, stride, below.delta,
                         stride, stride);
  }
}

/// Numbers from one sample's inputs to the next one's: whole vectors, and not so that every sample's share the same few
/// places in the cache.
GP_INLINE std::ptrdiff_t bySampleStride(std::ptrdiff_t inputs) {
  const std::ptrdiff_t whole = roundUpToLanes(inputs);
  return whole >= 256 && whole % 64 == 0 ? whole + scratchPadding : whole;
}

/// ∂/∂W and ∂/∂b into the flat gradient.
template <class T>
GP_INLINE void backToWeights(const BackwardCall<T>& call, const Dense& dense) {
  const TileState<T>& tile = call.tile;
  Panel<const T> bySample = tile.inputsBySample;
  if (const int slot = call.operation.first.slot; slot > 0) {
    const Panel<const T> inputs = tile.slot(slot);
    bySample = {tile.scratch, bySampleStride(dense.inputs)};
    kernels::transpose<T>(inputs.rows, inputs.stride, dense.inputs, tile.stride, tile.scratch, bySample.stride);
  }
  kernels::weightGradient<T>(call.own.delta, tile.stride, dense.units, dense.inputs, tile.count, bySample.rows,
                             bySample.stride, tile.gradient + dense.weights, tile.gradient + dense.biases,
                             tile.accumulate);
}

template <class T>
GP_INLINE void backwardOne(const BackwardCall<T>& call) {
  const Dense dense = denseOf(call.operation);
  backToPreActivations(call);
  if (call.tile.gradient) backToWeights(call, dense);
  backToInputs(call, dense);
}

template <class T>
void forwardRun(const NetworkPlan& plan, const TileState<T>& tile, std::size_t first, std::size_t last) {
  for (std::size_t o = first; o < last; ++o) forwardOne<T>({plan, plan.operations[o], tile, tile.operations[o]});
}

template <class T>
void backwardRun(const NetworkPlan& plan, TileState<T>& tile, std::size_t first, std::size_t last) {
  for (std::size_t o = last; o-- > first;) backwardOne<T>({plan, plan.operations[o], tile, tile.operations[o]});
}

template <class T>
void forward(const ForwardCall<T>& call) {
  const auto o = static_cast<std::size_t>(&call.operation - call.plan.operations.data());
  forwardRun(call.plan, call.tile, o, o + 1);
}

template <class T>
void backward(const BackwardCall<T>& call) {
  const auto o = static_cast<std::size_t>(&call.operation - call.plan.operations.data());
  backwardRun(call.plan, call.tile, o, o + 1);
}

void plan(PlanBuilder& builder, const LayerSpec& spec, const std::string& path) {
  const Activation& activation = find(activations(), spec.activation, path + ".activation");
  addDense(builder, spec.units, activation, spec.dropout);
}

void initialize(const NetworkPlan&, const Operation& operation, const Initializer& initializer,
                const std::vector<double>& values, Random& random, double* parameters) {
  const Dense dense = denseOf(operation);
  initializer.fill(values, dense.units, dense.inputs, random, parameters + dense.weights, parameters + dense.biases);
}

}  // namespace

LayerKind makeDenseKind() {
  return {
      {.id = "dense",
       .label = {"Dense", "全连接层"},
       .summary = {"Every unit reads every number of the layer before.", "每个神经元读取上一层的全部数值。"},
       .formula = R"(A = g(W X + b))",
       .source = "torch.nn.Linear"},
      plan,
      initialize,
      false,
      {forward<float>, backward<float>, forwardRun<float>, backwardRun<float>},
      ofFloat64<LayerKernels<double>>({forward<double>, backward<double>, forwardRun<double>, backwardRun<double>})};
}

const LayerKind& denseKind() {
  static const LayerKind& kind = find(layerKinds(), "dense", "kind");
  return kind;
}

void addDense(PlanBuilder& builder, int units, const Activation& activation, double dropout) {
  const int inputs = builder.slot(builder.lastSlot()).size();
  builder.beginLayer(denseKind());
  const std::string module = builder.nextModule();
  builder.addBlock(
      {.name = module + "weight", .shape = {units, inputs}, .fanIn = inputs, .fanOut = units, .penalised = true});
  builder.addBlock({.name = module + "bias", .shape = {units}});
  if (std::string_view(activation.id) != "linear") builder.nextModule();
  if (dropout > 0) builder.nextModule();
  builder.addOperation(denseKind(), {builder.lastSlot()}, {units}, &activation, dropout);
}

std::vector<Dense> denseLayers(const NetworkPlan& plan) {
  std::vector<Dense> layers;
  for (const Operation& operation : plan.operations) layers.push_back(denseOf(operation));
  return layers;
}

}  // namespace gp
