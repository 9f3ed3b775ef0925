#include "exchange/experiment.h"
#include "exchange/plain_settings.h"
#include "exchange/reader.h"
#include "experiment/settings.h"
#include "nn/initializers.h"
#include "train/optimizers.h"
#include "train/schedules.h"

namespace gp {
namespace {

/// Paths of what differs in `a` and `b`, collected one by one.
class Differences {
 public:
  template <class Item>
  void compare(const std::string& path, const Item& a, const Item& b) {
    if (!(a == b)) paths_.push_back(path);
  }

  /// The name, or with the same name each parameter that differs.
  template <class Row>
  void compareChoice(const std::string& path, const std::vector<Row>& table, const Choice& a, const Choice& b) {
    if (a.name != b.name) {
      paths_.push_back(join(path, "name"));
      return;
    }
    const Row& row = find(table, a.name, path);
    for (std::size_t i = 0; i < row.parameters.size(); ++i)
      compare(join(path, row.parameters[i].id), a.values[i], b.values[i]);
  }

  /// Other rows as a whole, or the numbers by which one dataset is asked for its rows.
  void compareData(const DataSpec& a, const DataSpec& b) {
    if (a.own != b.own || a.missing != b.missing) {
      paths_.emplace_back("data");
      return;
    }
    if (a.dataset == b.dataset) {
      compare("data.samples", a.samples, b.samples);
      compare("data.noise", a.noise, b.noise);
      compare("data.classes", a.classes, b.classes);
    } else {
      paths_.emplace_back("data.dataset");
    }
    compare("data.trainFraction", a.trainFraction, b.trainFraction);
    compare("data.seed", a.seed, b.seed);
    compare("data.standardize", a.standardize, b.standardize);
  }

  void compareHidden(const std::vector<LayerSpec>& a, const std::vector<LayerSpec>& b) {
    bool same = a.size() == b.size();
    for (std::size_t i = 0; same && i < a.size(); ++i)
      same = a[i].units == b[i].units && a[i].activation == b[i].activation && a[i].kind == b[i].kind;
    if (!same) {
      paths_.emplace_back("network.hidden");
      return;
    }
    for (std::size_t i = 0; i < a.size(); ++i)
      compare(join(at("network.hidden", i), "dropout"), a[i].dropout, b[i].dropout);
  }

  void comparePlain(const char* part, const Experiment& a, const Experiment& b) {
    for (std::string& path : differingPlainSettings(part, a, b)) paths_.push_back(std::move(path));
  }

  std::vector<std::string> take() { return std::move(paths_); }

 private:
  std::vector<std::string> paths_;
};

/// The path with `[]` for every index.
std::string withoutIndices(const std::string& path) {
  std::string general;
  bool inside = false;
  for (const char c : path) {
    if (c == ']') inside = false;
    if (!inside) general += c;
    if (c == '[') inside = true;
  }
  return general;
}

}  // namespace

std::vector<std::string> differingPaths(const Experiment& a, const Experiment& b) {
  Differences all;
  all.compare("task", a.task, b.task);
  all.compareData(a.data, b.data);
  all.compare("features", a.features, b.features);
  all.compareHidden(a.network.hidden, b.network.hidden);
  all.compare("network.outputActivation", a.network.outputActivation, b.network.outputActivation);
  all.compare("network.initializer", a.network.initializer, b.network.initializer);
  all.comparePlain("network", a, b);
  all.compare("loss", a.loss, b.loss);
  all.comparePlain("regularization", a, b);
  all.compare("optimizer.learningRate", a.learningRate, b.learningRate);
  all.compareChoice("optimizer", optimizers(), a.optimizer, b.optimizer);
  all.compareChoice("schedule", schedules(), a.schedule, b.schedule);
  all.compare("gradientClipping", a.clipping, b.clipping);
  all.compare("batch.size", a.batch.size, b.batch.size);
  all.compare("batch.shuffle", a.batch.shuffle, b.batch.shuffle);
  all.comparePlain("batch", a, b);
  all.comparePlain("stop", a, b);
  all.compare("precision", a.precision, b.precision);
  return all.take();
}

bool restartsOnChangeOf(const std::string& path) {
  const std::string general = withoutIndices(path);
  for (const Setting& row : settings())
    if (general == row.parameter.id) return row.restarts;
  if (path == "gradientClipping" || path == "batch.shuffle" || path.rfind("schedule.", 0) == 0) return false;
  return path.rfind("optimizer.", 0) != 0 || path == "optimizer.name";
}

}  // namespace gp
