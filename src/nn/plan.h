/// The plan of a network: what is computed in which order, and where each number of it stands in one flat vector.
///
/// The flat vector is [trainable | buffers]. Optimizers, clipping, penalties and freezing run over the first part;
/// state, record and checkpoints carry the whole. A layer's parameters stand together, layer by layer: W, b, then what
/// else it has.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "experiment/experiment.h"

namespace gp {

struct Activation;
struct LayerKind;

/// What one operation hands to another, for one sample: [channels × height × width], in this order. A dense layer's is
/// [units × 1 × 1].
struct Slot {
  int channels = 0;
  int height = 1;
  int width = 1;
  int size() const { return channels * height * width; }
  bool operator==(const Slot&) const = default;
};

/// A named array in the flat vector, row by row.
struct Block {
  std::string name;           ///< as in `state_dict` of the `torch.nn.Sequential` that the network is: "0.weight"
  std::vector<int> shape;     ///< W of a dense layer: [units × inputs]
  int fanIn = 0;              ///< inputs of one unit; 0 where no initializer draws the numbers
  int fanOut = 0;             ///< units that one input reaches
  bool penalised = false;     ///< whether l1 and l2 of the experiment fall on it
  double start = 0;           ///< what every number begins at where no initializer draws it
  std::ptrdiff_t offset = 0;  ///< where it begins in the flat vector

  std::ptrdiff_t size() const;
  std::ptrdiff_t end() const { return offset + size(); }
  /// Numbers that belong to one index of the first dimension: inputs of a unit; 1 for a vector.
  std::ptrdiff_t rowSize() const { return size() / shape.front(); }
};

/// What an operation's backward pass does with ∂/∂(a slot that it reads).
enum class Flow {
  none,       ///< nothing: the slot holds the network's inputs
  assign,     ///< writes it: of all readers this one comes first on the way back
  accumulate  ///< adds to it
};

/// A slot as one operation reads it.
struct Edge {
  int slot = 0;
  Flow back = Flow::none;
  bool onlyReader = false;  ///< whether no other operation reads the slot
};

/// One step of the forward pass: what its kind computes, then an activation, then dropout. Operation o writes slot
/// o + 1; slot 0 holds the network's inputs.
struct Operation {
  const LayerKind* kind = nullptr;
  std::vector<Edge> inputs;
  Edge first;          ///< the first of them again, for kinds that have one and are run every few nanoseconds
  int output = 0;      ///< the slot
  int firstBlock = 0;  ///< its blocks are `blockCount` from here on
  int blockCount = 0;
  const Activation* activation = nullptr;  ///< null: none, A = Z
  double dropout = 0;                      ///< probability of dropping a number of the output while training
  int inputSize = 0;                       ///< rows of the first input
  int outputSize = 0;                      ///< rows of the output
  std::ptrdiff_t begin = 0;                ///< where its first block begins in the flat vector
  int buffer = 0;  ///< outputs that are never needed at the same time share a buffer, forwards and backwards
};

/// One layer of the experiment, hidden or output: the operations that it was planned as.
struct LayerPlan {
  const LayerKind* kind = nullptr;
  int firstOperation = 0;
  int lastOperation = 0;
  int firstBlock = 0;
  int blockCount = 0;
  std::ptrdiff_t begin = 0;  ///< its parameters are [begin, end) of the flat vector
  std::ptrdiff_t end = 0;
};

/// Where a number of the flat vector stands, counted from 0.
struct ParameterPlace {
  int layer = 0;
  int block = 0;
  std::ptrdiff_t unit = 0;    ///< index in the block's first dimension
  std::ptrdiff_t input = -1;  ///< index in the rest of it; −1 where the block is a vector
};

struct NetworkPlan {
  std::vector<Slot> slots;
  std::vector<Operation> operations;  ///< in the order of the forward pass
  std::vector<Block> blocks;          ///< of the trainable part, in the flat order
  std::vector<Block> buffers;         ///< of the other part: running statistics
  std::vector<LayerPlan> layers;      ///< hidden layers, then the output layer
  std::ptrdiff_t trainable = 0;       ///< numbers of the first part
  std::ptrdiff_t total = 0;           ///< of the whole vector; buffers begin at a whole vector of four
  int bufferCount = 1;                ///< how many `Operation::buffer` numbers there are

  int inputs() const { return slots.front().size(); }
  int outputs() const { return slots.back().size(); }
  int widest() const;
  /// Numbers that a layer reads and hands out, for one sample.
  int inputsOf(std::size_t layer) const;
  int unitsOf(std::size_t layer) const;
  /// Of the operation whose values a layer hands out.
  const Activation& activationOf(std::size_t layer) const;

  bool drops() const;         ///< whether something is dropped while training
  bool mixesSamples() const;  ///< whether a row's outputs depend on the rows beside it while training
  bool allDense() const;      ///< whether it is dense layers, each reading the one before

  /// @param index  of a trainable number
  ParameterPlace placeOf(std::ptrdiff_t index) const;
};

/// The network that an experiment and its data ask for. @throws ExperimentError where it would have too many parameters
NetworkPlan planNetwork(const Experiment& experiment, int inputs, int outputs);

}  // namespace gp
