#include "exchange/data_part.h"

namespace gp {
namespace {

Value texts(const std::vector<std::string>& names) {
  Value list = Value::list();
  for (const std::string& name : names) list.push(name);
  return list;
}

}  // namespace

Value dataPart(const PreparedData& data) {
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
  part.set("trainInputs", data.trainInputs.values).set("trainTargets", data.trainTargets.values);
  part.set("testInputs", data.testInputs.values).set("testTargets", data.testTargets.values);
  part.set("columns", data.trainInputs.columns).set("targetColumns", data.trainTargets.columns);
  part.set("columnNames", texts(data.columnNames));
  part.set("classes", data.classes).set("classNames", texts(data.classNames));
  part.set("domain", std::move(domain)).set("columnMeans", std::move(means));
  part.set("dropped", data.dropped);
  return part;
}

}  // namespace gp
