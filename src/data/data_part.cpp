#include "data/data_part.h"

namespace gp {
namespace {

Value texts(const std::vector<std::string>& names) {
  Value list = Value::list();
  for (const std::string& name : names) list.push(name);
  return list;
}

Value table(const std::vector<double>& values, Precision precision) {
  if (precision == Precision::float64) return Value::typed(values);
  return Value::typed(std::vector<float>(values.begin(), values.end()));
}

}  // namespace

Value dataPart(const PreparedData& data, Precision precision) {
  Value domain = Value::list();
  for (const auto& [low, high] : data.domain) {
    Value bounds = Value::list();
    bounds.push(low);
    bounds.push(high);
    domain.push(std::move(bounds));
  }
  Value means = Value::list();
  for (const double mean : data.columnMeans) means.push(mean);

  Value part = Value::object();
  part.set("trainInputs", table(data.trainInputs.values, precision));
  part.set("trainTargets", table(data.trainTargets.values, precision));
  part.set("testInputs", table(data.testInputs.values, precision));
  part.set("testTargets", table(data.testTargets.values, precision));
  part.set("columns", data.trainInputs.columns).set("targetColumns", data.trainTargets.columns);
  part.set("columnNames", texts(data.columnNames));
  part.set("classes", data.classes).set("classNames", texts(data.classNames));
  part.set("domain", std::move(domain)).set("columnMeans", std::move(means));
  part.set("dropped", data.dropped);
  return part;
}

}  // namespace gp
