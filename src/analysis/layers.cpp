#include "analysis/layers.h"

#include "nn/activations.h"
#include "nn/layers/layer_kind.h"

namespace gp {

Value describeLayer(const NetworkPlan& plan, std::size_t l) {
  const LayerPlan& layer = plan.layers[l];
  Value blocks = Value::list();
  for (int b = layer.firstBlock; b < layer.firstBlock + layer.blockCount; ++b) {
    const Block& block = plan.blocks[static_cast<std::size_t>(b)];
    Value shape = Value::list();
    for (const int side : block.shape) shape.push(side);
    blocks.push(Value::object()
                    .set("name", block.name)
                    .set("shape", std::move(shape))
                    .set("offset", static_cast<double>(block.offset)));
  }
  return Value::object()
      .set("kind", layer.kind->id)
      .set("inputs", plan.inputsOf(l))
      .set("units", plan.unitsOf(l))
      .set("activation", plan.activationOf(l).id)
      .set("blocks", std::move(blocks));
}

}  // namespace gp
