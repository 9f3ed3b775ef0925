#include "nn/layers/dense.h"

namespace gp {

const std::vector<LayerKind>& layerKinds() {
  static const std::vector<LayerKind> table = {makeDenseKind()};
  return table;
}

}  // namespace gp
