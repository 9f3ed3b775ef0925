/// The plan of a network: names and places, and layers that are not dense, made here.
#include "nn/plan.h"

#include <cmath>

#include <gtest/gtest.h>

#include "analysis/samples.h"
#include "dense_plan.h"
#include "nn/layers/activation_step.h"
#include "nn/pass.h"
#include "nn/small_batch_pass.h"
#include "train/clipping.h"

namespace gp::plan_test {
namespace {

/// A = s·X, one s per unit.
template <class T>
void scaleForward(const ForwardCall<T>& call) {
  const Block& s = call.plan.blocks[static_cast<std::size_t>(call.operation.firstBlock)];
  for (std::ptrdiff_t u = 0; u < s.size(); ++u)
    for (std::ptrdiff_t i = 0; i < call.tile.samples; ++i)
      call.own.z[u * call.tile.stride + i] =
          call.tile.parameters[s.offset + u] * call.input(0).rows[u * call.input(0).stride + i];
  activate(call);
  drop(call);
}

template <class T>
void giveBack(const BackwardCall<T>& call, std::size_t input, std::ptrdiff_t u, T factor) {
  const Flow flow = call.operation.inputs[input].back;
  for (std::ptrdiff_t i = 0; i < call.tile.stride && flow != Flow::none; ++i) {
    T& to = call.below(input)->delta[u * call.tile.stride + i];
    const T value = factor * call.own.delta[u * call.tile.stride + i];
    to = flow == Flow::accumulate ? to + value : value;
  }
}

template <class T>
void scaleBackward(const BackwardCall<T>& call) {
  backToPreActivations(call);
  const Block& s = call.plan.blocks[static_cast<std::size_t>(call.operation.firstBlock)];
  for (std::ptrdiff_t u = 0; u < s.size(); ++u) {
    T sum = call.tile.accumulate ? call.tile.gradient[s.offset + u] : T{0};
    for (std::ptrdiff_t i = 0; i < call.tile.count; ++i)
      sum += call.own.delta[u * call.tile.stride + i] * call.input(0).rows[u * call.input(0).stride + i];
    call.tile.gradient[s.offset + u] = sum;
    giveBack(call, 0, u, call.tile.parameters[s.offset + u]);
  }
}

/// A = X + Y.
template <class T>
void addForward(const ForwardCall<T>& call) {
  const int units = call.plan.slots[static_cast<std::size_t>(call.operation.output)].size();
  for (std::ptrdiff_t u = 0; u < units; ++u)
    for (std::ptrdiff_t i = 0; i < call.tile.samples; ++i)
      call.own.z[u * call.tile.stride + i] =
          call.input(0).rows[u * call.input(0).stride + i] + call.input(1).rows[u * call.input(1).stride + i];
}

template <class T>
void addBackward(const BackwardCall<T>& call) {
  backToPreActivations(call);
  const int units = call.plan.slots[static_cast<std::size_t>(call.operation.output)].size();
  for (std::ptrdiff_t u = 0; u < units; ++u)
    for (std::size_t input = 0; input < 2; ++input) giveBack(call, input, u, T{1});
}

LayerKind kindOf(const char* id, LayerKernels<double> kernels, bool mixesSamples = false) {
  LayerKind kind{};
  kind.id = id;
  kind.mixesSamples = mixesSamples;
  kind.float64 = kernels;
  return kind;
}
const LayerKind scale = kindOf("scale", {scaleForward<double>, scaleBackward<double>});
const LayerKind add = kindOf("add", {addForward<double>, addBackward<double>});

void addScale(PlanBuilder& builder, const Activation& activation, double dropout = 0) {
  const Slot slot = builder.slot(builder.lastSlot());
  builder.beginLayer(scale);
  builder.addBlock({.name = builder.nextModule() + "scale", .shape = {slot.size()}, .start = 1});
  builder.addOperation(scale, {builder.lastSlot()}, slot, &activation, dropout);
}

/// 2 → dense 4 → dense 4, added to what went in → scale 4 → dense 2: the sum is read once, its summands twice.
NetworkPlan residualPlan(const char* activation) {
  const Activation& g = find(activations(), activation, "activation");
  PlanBuilder builder({2});
  addDense(builder, 4, g, 0);
  const int skipped = builder.lastSlot();
  addDense(builder, 4, g, 0);
  builder.addOperation(add, {builder.lastSlot(), skipped}, {4});
  addScale(builder, g);
  addDense(builder, 2, find(outputActivations(), "linear", "output"), 0);
  return builder.finish();
}

struct Problem {
  NetworkPlan plan;
  Rows<double> rows;
  std::vector<double> parameters;
  const Loss& loss = find(losses(), "mse", "loss");

  explicit Problem(NetworkPlan of, int count) : plan(std::move(of)) {
    Random random(3, Random::Purpose::analysis);
    const auto draw = [&](std::ptrdiff_t size) {
      std::vector<double> numbers(static_cast<std::size_t>(size));
      for (double& number : numbers) number = random.uniform(-1, 1);
      return numbers;
    };
    const std::vector<double> inputs = draw(static_cast<std::ptrdiff_t>(count) * plan.inputs());
    const std::vector<double> targets = draw(static_cast<std::ptrdiff_t>(count) * plan.outputs());
    rows = Rows<double>(inputs.data(), targets.data(), count, plan.inputs(), plan.outputs());
    parameters = draw(plan.total + slack);
  }

  std::vector<double> gradient(Pass<double>::Keep keep) {
    Pass<double> pass(plan, loss, keep);
    std::vector<double> result(parameters.size());
    walk(pass, parameters.data(), rows, result.data(), [](std::ptrdiff_t, const Pass<double>&, const double*) {});
    return result;
  }
  double mean() {
    Pass<double> pass(plan, loss);
    double sum = 0;
    for (const double one : sampleLosses(pass, parameters.data(), rows)) sum += one;
    return sum / static_cast<double>(rows.count);
  }
};

TEST(NetworkPlan, NamesItsBlocksAsTheStateDictOfASequential) {
  // Linear(2, 4), Tanh, Dropout, Linear(4, 3) without an activation, Linear(3, 1), Sigmoid
  PlanBuilder builder({2});
  addDense(builder, 4, find(activations(), "tanh", "activation"), 0.5);
  addDense(builder, 3, find(activations(), "linear", "activation"), 0);
  addDense(builder, 1, find(outputActivations(), "sigmoid", "activation"), 0);
  const NetworkPlan plan = builder.finish();
  std::vector<std::string> names;
  for (const Block& block : plan.blocks) names.push_back(block.name);
  EXPECT_EQ(names, (std::vector<std::string>{"0.weight", "0.bias", "3.weight", "3.bias", "4.weight", "4.bias"}));
  EXPECT_EQ(plan.blocks[2].shape, (std::vector<int>{3, 4}));
  EXPECT_EQ(plan.blocks[2].offset, 2 * 4 + 4);
  EXPECT_TRUE(plan.blocks[2].penalised);
  EXPECT_FALSE(plan.blocks[3].penalised);
  EXPECT_EQ(plan.trainable, 12 + 15 + 4);
  EXPECT_EQ(plan.total, plan.trainable);
}

TEST(NetworkPlan, KnowsThePlaceOfEveryNumber) {
  const NetworkPlan plan = testing::densePlan({2, 4, 3, 1}, "tanh", "tanh");
  std::ptrdiff_t index = 0;
  for (int l = 0; l < 3; ++l) {
    const auto layer = static_cast<std::size_t>(l);
    for (int u = 0; u < plan.unitsOf(layer); ++u)
      for (int k = 0; k < plan.inputsOf(layer); ++k, ++index) {
        const ParameterPlace place = plan.placeOf(index);
        EXPECT_EQ(place.layer, l);
        EXPECT_EQ(place.unit, u);
        EXPECT_EQ(place.input, k);
      }
    for (int u = 0; u < plan.unitsOf(layer); ++u, ++index) {
      const ParameterPlace place = plan.placeOf(index);
      EXPECT_EQ(place.layer, l);
      EXPECT_EQ(place.unit, u);
      EXPECT_EQ(place.input, -1);
    }
  }
  EXPECT_EQ(index, plan.trainable);
}

TEST(NetworkPlan, OfDenseLayersNeedsTwoBuffersHoweverDeepItIs) {
  EXPECT_EQ(testing::densePlan({2, 4, 3, 5, 6, 1}, "tanh", "tanh").bufferCount, 2);
}

TEST(NetworkPlan, SumsGradientsOfASlotInTheOrderOfItsReaders) {
  const NetworkPlan plan = residualPlan("tanh");
  EXPECT_EQ(plan.operations[0].inputs[0].back, Flow::none) << "the network's inputs have no gradient";
  EXPECT_EQ(plan.operations[2].inputs[1].back, Flow::assign) << "the last reader comes first on the way back";
  EXPECT_EQ(plan.operations[1].inputs[0].back, Flow::accumulate);
  EXPECT_FALSE(plan.operations[1].inputs[0].onlyReader);
  EXPECT_EQ(plan.bufferCount, 3) << "what is skipped outlives the layer beside it";
}

TEST(NetworkPlan, GoesBackThroughLayersThatAreNotDense) {
  // Central differences with h = 1e-5 are right to about h² · f''' / 6 and to rounding over h, both below 1e-9.
  for (const char* activation : {"tanh", "sigmoid", "silu", "linear"}) {
    Problem problem(residualPlan(activation), 70);
    const std::vector<double> gradient = problem.gradient(Pass<double>::Keep::onlyWhatBackwardNeeds);
    EXPECT_EQ(gradient, problem.gradient(Pass<double>::Keep::everything)) << activation;
    for (std::size_t i = 0; i < static_cast<std::size_t>(problem.plan.trainable); ++i) {
      const double here = problem.parameters[i];
      const double h = 1e-5;
      problem.parameters[i] = here + h;
      const double above = problem.mean();
      problem.parameters[i] = here - h;
      const double below = problem.mean();
      problem.parameters[i] = here;
      EXPECT_NEAR(gradient[i], (above - below) / (2 * h), 1e-8) << activation << ", parameter " << i;
      EXPECT_NE(gradient[i], 0) << activation << ", parameter " << i;
    }
  }
}

TEST(NetworkPlan, GivesEachRowItsOwnGradientWhateverTheLayers) {
  Problem problem(residualPlan("tanh"), 6);
  EXPECT_FALSE(problem.plan.allDense());
  const std::vector<double> whole = problem.gradient(Pass<double>::Keep::onlyWhatBackwardNeeds);
  Pass<double> pass(problem.plan, problem.loss, Pass<double>::Keep::everything);
  for (std::ptrdiff_t p = 0; p < problem.plan.trainable; ++p) {
    double sum = 0;
    for (const double one : sampleGradients(problem.plan, pass, problem.parameters.data(), problem.rows, p)) sum += one;
    EXPECT_NEAR(sum / 6, whole[static_cast<std::size_t>(p)], 1e-14) << "parameter " << p;
  }
}

TEST(NetworkPlan, RefusesGradientsOfRowsThatALayerMixes) {
  const LayerKind mixing = kindOf("mixing", {scaleForward<double>, scaleBackward<double>}, true);
  PlanBuilder builder({2});
  builder.beginLayer(mixing);
  builder.addBlock({.name = "0.weight", .shape = {2}});
  builder.addOperation(mixing, {0}, {2});
  addDense(builder, 1, find(outputActivations(), "linear", "output"), 0);
  Problem problem(builder.finish(), 5);
  Pass<double> pass(problem.plan, problem.loss, Pass<double>::Keep::everything);
  EXPECT_THROW(sampleGradients(problem.plan, pass, problem.parameters.data(), problem.rows, 0), ExperimentError);
}

TEST(NetworkPlan, LeavesSmallBatchesOfOtherLayersToThePass) {
  const SmallBatchPass<double> smallBatch(residualPlan("tanh"), find(losses(), "mse", "loss"));
  for (std::ptrdiff_t count = 1; count <= 15; ++count) EXPECT_FALSE(smallBatch.worthwhile(count));
}

TEST(NetworkPlan, PutsBuffersBehindTheTrainablePartInWholeVectors) {
  PlanBuilder builder({2});
  addDense(builder, 3, find(activations(), "tanh", "activation"), 0);
  builder.addBuffer({.name = "1.running_mean", .shape = {3}});
  builder.addBuffer({.name = "1.running_var", .shape = {3}, .start = 1});
  const NetworkPlan plan = builder.finish();
  EXPECT_EQ(plan.trainable, 9);
  EXPECT_EQ(plan.buffers[0].offset, 12);
  EXPECT_EQ(plan.buffers[1].offset, 15);
  EXPECT_EQ(plan.total, 18);
}

}  // namespace
}  // namespace gp::plan_test
