/// Kinds of layers: one row each, beside its code in nn/layers/.
#pragma once

#include <type_traits>
#include <vector>

#include "base/catalog.h"
#include "base/random.h"
#include "nn/initializers.h"
#include "nn/plan.h"

namespace gp {

class PlanBuilder;

/// Rows of numbers, one column a sample, whole vectors of four readable in every row.
template <class T>
struct Panel {
  T* rows = nullptr;
  std::ptrdiff_t stride = 0;  ///< from one row to the next
};

/// The rows of one operation over one tile of samples; pointers that are not needed are null or meet in one place.
template <class T>
struct Workspace {
  T* z = nullptr;       ///< Z, what the kind computes; may be `a`; behind a pass that goes back g'(Z) where `slopes`
  T* a = nullptr;       ///< A = g(Z); may be `out`
  T* out = nullptr;     ///< what is handed on: A, some of it dropped
  T* mask = nullptr;    ///< what dropout multiplied A by; null where nothing is ever dropped
  T* delta = nullptr;   ///< ∂/∂out on the way back, then ∂/∂Z
  T* dA = nullptr;      ///< ∂/∂A; null where nobody looks at it
  bool slopes = false;  ///< the derivative needs Z, and nobody else does
  bool deltaIsOfZ = false;  ///< `delta` is ∂/∂Z already: the loss or the operation above went through the activation
};

/// Numbers per sample that `TileState::scratch` holds beside the widest slot.
constexpr std::ptrdiff_t scratchPadding = 16;

/// A tile of samples on its way through a network: what all its operations share.
template <class T>
struct TileState {
  const T* parameters = nullptr;         ///< the flat vector
  Panel<const T> inputs;                 ///< [network inputs] rows, a column a sample
  std::vector<Workspace<T>> operations;  ///< one per operation of the plan
  std::ptrdiff_t stride = 0;             ///< of the operations' rows
  std::ptrdiff_t samples = 0;            ///< in whole vectors of four; those past `count` repeat the last one
  std::ptrdiff_t count = 0;
  bool back = false;          ///< whether a backward pass follows: it finds slopes that need Z
  Random* dropout = nullptr;  ///< draws the masks; null: nothing is dropped
  // Of the way back alone; there `stride` equals `samples`.
  Panel<const T> inputsBySample;  ///< the network's inputs, one row a sample
  T* gradient = nullptr;          ///< flat, in the parameters' order; null where δ alone is wanted
  bool accumulate = false;        ///< sums continue from what `gradient` holds: a further tile of the batch
  T* scratch = nullptr;           ///< [whole vectors of `NetworkPlan::widest` and `scratchPadding` × `stride`]

  /// What a slot holds.
  Panel<const T> slot(int index) const {
    if (index == 0) return inputs;
    return {operations[static_cast<std::size_t>(index) - 1].out, stride};
  }
  /// Of the operation that writes a slot; null for the network's inputs.
  Workspace<T>* writerOf(int slot) { return slot == 0 ? nullptr : &operations[static_cast<std::size_t>(slot) - 1]; }
};

/// One operation's forward pass over one tile. Small, since a network of a few units makes one every few nanoseconds.
template <class T>
struct ForwardCall {
  const NetworkPlan& plan;
  const Operation& operation;
  const TileState<T>& tile;
  const Workspace<T>& own;

  /// In the order of `Operation::inputs`.
  Panel<const T> input(std::size_t i) const { return tile.slot(operation.inputs[i].slot); }
};

/// One operation's backward pass over one tile.
template <class T>
struct BackwardCall {
  const NetworkPlan& plan;
  const Operation& operation;
  TileState<T>& tile;
  Workspace<T>& own;

  Panel<const T> input(std::size_t i) const { return tile.slot(operation.inputs[i].slot); }
  /// Of the operation that wrote the input; null for the network's inputs.
  Workspace<T>* below(std::size_t i) const { return tile.writerOf(operation.inputs[i].slot); }
};

template <class T>
struct LayerKernels {
  /// Z from the inputs, then A and what is handed on: see nn/layers/activation_step.h.
  void (*forward)(const ForwardCall<T>&);
  /// From ∂/∂out to the gradient of the blocks and, as each edge says, of the inputs.
  void (*backward)(const BackwardCall<T>&);
  /// The same for operations [first, last) of the plan, all of this kind, in one call: for kinds of which small
  /// networks are made, where calling costs as much as computing. Null: one after the other.
  void (*forwardRun)(const NetworkPlan& plan, const TileState<T>& tile, std::size_t first, std::size_t last) = nullptr;
  /// From the last of them down to the first.
  void (*backwardRun)(const NetworkPlan& plan, TileState<T>& tile, std::size_t first, std::size_t last) = nullptr;
};

struct LayerKind : RowInfo {
  /// Appends the operations and blocks of one layer. @param path  of the layer in the experiment, for refusals
  void (*plan)(PlanBuilder& builder, const LayerSpec& spec, const std::string& path);
  /// Draws the first numbers of an operation's blocks, in double; null: each begins at its block's `start`.
  /// @param parameters  the flat vector
  void (*initialize)(const NetworkPlan& plan, const Operation& operation, const Initializer& initializer,
                     const std::vector<double>& values, Random& random, double* parameters);
  bool mixesSamples;  ///< whether a row's outputs depend on the rows beside it while training
  LayerKernels<float> float32;
  LayerKernels<double> float64;

  template <class T>
  const LayerKernels<T>& kernels() const {
    if constexpr (std::is_same_v<T, float>) {
      return float32;
    } else {
      return float64;
    }
  }
};

/// Every kind that an experiment can ask for.
const std::vector<LayerKind>& layerKinds();

}  // namespace gp
