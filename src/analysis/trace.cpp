#include "analysis/trace.h"

#include <cmath>

#include "analysis/question.h"
#include "train/clipping.h"

namespace gp {

namespace {

/// A matrix that grows by the columns of one tile after the other.
template <class T>
class Columns {
 public:
  Columns(std::ptrdiff_t rows, std::ptrdiff_t columns)
      : rows_(rows), columns_(columns), values_(static_cast<std::size_t>(rows * columns)) {}

  /// @param from  [rows] rows of `stride`, `count` columns of which go to `start`
  void put(const T* from, std::ptrdiff_t stride, std::ptrdiff_t start, std::ptrdiff_t count) {
    for (std::ptrdiff_t r = 0; r < rows_; ++r)
      for (std::ptrdiff_t c = 0; c < count; ++c)
        values_[static_cast<std::size_t>(r * columns_ + start + c)] = static_cast<double>(from[r * stride + c]);
  }
  Value take() {
    return Value::object()
        .set("rows", static_cast<double>(rows_))
        .set("columns", static_cast<double>(columns_))
        .set("values", std::move(values_));
  }

 private:
  std::ptrdiff_t rows_;
  std::ptrdiff_t columns_;
  std::vector<double> values_;
};

template <class T>
Value numbers(const T* from, std::ptrdiff_t count) {
  std::vector<double> values(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(from[i]);
  return values;
}

template <class T>
Value matrix(const T* from, std::ptrdiff_t rows, std::ptrdiff_t columns) {
  return Value::object()
      .set("rows", static_cast<double>(rows))
      .set("columns", static_cast<double>(columns))
      .set("values", numbers(from, rows * columns));
}

/// A layer's numbers from a flat vector: its matrix and its vector.
template <class T>
void putBlocks(Value& item, const NetworkPlan& plan, const LayerPlan& layer, const T* flat, const char* matrixName,
               const char* vectorName) {
  for (int b = layer.firstBlock; b < layer.firstBlock + layer.blockCount; ++b) {
    const Block& block = plan.blocks[static_cast<std::size_t>(b)];
    if (block.shape.size() > 1) {
      item.set(matrixName, matrix(flat + block.offset, block.shape.front(), block.rowSize()));
    } else {
      item.set(vectorName, numbers(flat + block.offset, block.size()));
    }
  }
}

/// The matrices of one layer, collected tile by tile.
template <class T>
struct LayerColumns {
  LayerColumns(std::ptrdiff_t units, std::ptrdiff_t m)
      : z(units, m), a(units, m), out(units, m), slope(units, m), delta(units, m), dA(units, m) {}
  Columns<T> z, a, out, slope, delta, dA;
};

template <class T>
Value updateOf(Run<T>& run, std::vector<T> gradient, Value& clipping) {
  Descent<T>& descent = run.descent();
  const Experiment& experiment = run.experiment();
  const std::ptrdiff_t count = run.plan().trainable;
  const std::ptrdiff_t padded = roundUpToLanes(count);
  const Optimizer& optimizer = descent.optimizer();
  Value update = Value::object();
  update.set("optimizer", optimizer.id).set("learningRate", descent.learningRate());
  update.set("step", static_cast<double>(descent.state().step + 1));
  update.set("gradient", numbers(gradient.data(), count));
  descent.forgetFixed(gradient.data());
  if (experiment.clipping.kind != ClippingSpec::Kind::none) {
    const double norm = norm2(gradient.data(), count);
    const double factor = clip(experiment.clipping, gradient.data(), padded);
    clipping = Value::object()
                   .set("kind", experiment.clipping.kind == ClippingSpec::Kind::norm ? "norm" : "value")
                   .set("limit", experiment.clipping.limit)
                   .set("norm", norm)
                   .set("factor", factor);
  }
  update.set("clippedGradient", numbers(gradient.data(), count));
  DescentState<T> state = descent.state();
  const std::vector<T> before = state.parameters;
  auto states = [&] {
    Value all = Value::object();
    for (std::size_t i = 0; i < state.optimizer.size(); ++i)
      all.set(optimizer.rule.stateNames[i], numbers(state.optimizer[i].data(), count));
    return all;
  };
  update.set("before", states());
  std::vector<T*> pointers;
  for (auto& array : state.optimizer) pointers.push_back(array.data());
  optimizer.rule.template update<T>({state.parameters.data(), gradient.data(), pointers.data(), padded,
                                     descent.learningRate(), state.step + 1, experiment.optimizer.values.data(),
                                     state.scalars.data()});
  update.set("after", states());
  std::vector<double> change(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < change.size(); ++i)
    change[i] = descent.fixed()[i] ? 0 : static_cast<double>(state.parameters[i] - before[i]);
  update.set("change", std::move(change));
  return update;
}

}  // namespace

template <class T>
Value traceOf(Run<T>& run, std::ptrdiff_t sample) {
  const NetworkPlan& plan = run.plan();
  const Experiment& experiment = run.experiment();
  const Rows<T>& rows = run.trainRows();
  Descent<T>& descent = run.descent();
  const T* parameters = descent.parameters().data();
  const bool one = sample >= 0;
  const std::ptrdiff_t m = one ? 1 : descent.batchSize();
  std::vector<double> samples{static_cast<double>(sample)};
  if (!one) {
    const std::vector<std::uint32_t> batch = descent.nextBatch();
    samples.assign(batch.begin(), batch.end());
  }
  Columns<T> input(rows.features, m);
  Columns<T> target(rows.outputs, m);
  std::vector<LayerColumns<T>> columns;
  for (std::size_t l = 0; l < plan.layers.size(); ++l) columns.emplace_back(plan.unitsOf(l), m);
  std::vector<double> losses(static_cast<std::size_t>(m));
  std::vector<T> slopes(static_cast<std::size_t>(plan.widest() * Tile<T>::most + slack));
  Pass<T> pass(plan, run.loss(), Pass<T>::Keep::everything);
  std::vector<T> gradient(static_cast<std::size_t>(roundUpToLanes(plan.trainable) + slack));

  auto collect = [&](std::ptrdiff_t start) {
    const std::ptrdiff_t stride = pass.stride();
    const std::ptrdiff_t count = pass.count();
    for (std::size_t l = 0; l < plan.layers.size(); ++l) {
      columns[l].z.put(pass.preActivations(l), stride, start, count);
      columns[l].a.put(pass.activations(l), stride, start, count);
      columns[l].out.put(pass.passedOn(l), stride, start, count);
      columns[l].delta.put(pass.delta(l), stride, start, count);
      if (l + 1 < plan.layers.size()) columns[l].dA.put(pass.backpropagated(l), stride, start, count);
      if (const auto derivative = plan.activationOf(l).template kernels<T>().derivative) {
        derivative(pass.preActivations(l), pass.activations(l), slopes.data(), plan.unitsOf(l) * stride);
        columns[l].slope.put(slopes.data(), stride, start, count);
      }
    }
    T tileLosses[Tile<T>::most + laneCount];
    pass.evaluate(T{1}, tileLosses, false);
    for (std::ptrdiff_t s = 0; s < count; ++s) {
      losses[static_cast<std::size_t>(start + s)] = static_cast<double>(tileLosses[s]);
      const auto row = static_cast<std::ptrdiff_t>(samples[static_cast<std::size_t>(start + s)]);
      input.put(rows.byFeature.data() + row, rows.stride, start + s, 1);
      target.put(rows.targets.data() + row, rows.stride, start + s, 1);
    }
  };

  if (one) {
    pass.forward(parameters, Tile<T>::of(rows, sample, 1));
    pass.evaluate(T{1}, nullptr, true);
    pass.backward(parameters, gradient.data(), false);
    collect(0);
    if (experiment.l1 > 0 || experiment.l2 > 0)
      addPenalties(plan, parameters, gradient.data(), experiment.l1, experiment.l2);
  } else {
    Random dropout(descent.state().dropout);
    descent.batchGradient(pass, plan.drops() ? &dropout : nullptr, gradient.data(), collect);
  }

  double loss = 0;
  for (const double value : losses) loss += value;
  Value layers = Value::list();
  for (std::size_t l = 0; l < plan.layers.size(); ++l) {
    const double dropout = plan.operations[static_cast<std::size_t>(plan.layers[l].lastOperation)].dropout;
    Value item = Value::object();
    putBlocks(item, plan, plan.layers[l], parameters, "weights", "biases");
    item.set("preActivations", columns[l].z.take());
    item.set("activations", columns[l].a.take());
    if (dropout > 0 && !one) item.set("dropped", columns[l].out.take());
    if (plan.activationOf(l).template kernels<T>().derivative) item.set("derivatives", columns[l].slope.take());
    item.set("delta", columns[l].delta.take());
    if (l + 1 < plan.layers.size()) item.set("backpropagated", columns[l].dA.take());
    putBlocks(item, plan, plan.layers[l], gradient.data(), "weightGradients", "biasGradients");
    layers.push(std::move(item));
  }
  Value clipping;
  Value update = updateOf(run, std::move(gradient), clipping);
  return Value::object()
      .set("samples", std::move(samples))
      .set("input", input.take())
      .set("target", target.take())
      .set("layers", std::move(layers))
      .set("loss", loss / static_cast<double>(m))
      .set("losses", std::move(losses))
      .set("penalty", totalPenalty(plan, parameters, experiment.l1, experiment.l2))
      .set("clipping", std::move(clipping))
      .set("update", std::move(update));
}

template Value traceOf(Run<float>&, std::ptrdiff_t);
template Value traceOf(Run<double>&, std::ptrdiff_t);

namespace {

/// The row that is asked for, or −1 for the next batch. @throws ExperimentError
std::ptrdiff_t subjectOf(const Arguments& given, std::ptrdiff_t rows) {
  const Value* sample = given.all().get("sample");
  const Value* batch = given.all().get("batch");
  const bool wantsBatch = batch && batch->is(Value::Kind::boolean) && batch->boolean();
  if (wantsBatch && !sample) return -1;
  if (batch || !sample || !sample->is(Value::Kind::number))
    throw ExperimentError("subject", Message::notSubject, {{"given", shown(given.all())}});
  return static_cast<std::ptrdiff_t>(whole(sample->number(), "subject.sample", 0, static_cast<double>(rows) - 1));
}

}  // namespace

Question traceQuestion() {
  return frameQuestion("trace", {"sample", "batch"}, [](auto asked, const Arguments& given) {
    return traceOf(asked.run, subjectOf(given, asked.run.trainRows().count));
  });
}

}  // namespace gp
