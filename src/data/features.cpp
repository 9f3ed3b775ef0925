#include "data/features.h"

#include "base/math.h"

namespace gp {

const std::vector<Feature>& features() {
  static const std::vector<Feature> table = {
      {{"x", {"x", "x"}, {"The first column.", "第一列。"}, "x", "TensorFlow Playground, X1"},
       1,
       [](const double* row) { return row[0]; }},
      {{"y", {"y", "y"}, {"The second column.", "第二列。"}, "y", "TensorFlow Playground, X2"},
       2,
       [](const double* row) { return row[1]; }},
      {{"x^2",
        {"x²", "x²"},
        {"The square of the first column.", "第一列的平方。"},
        "x^2",
        "TensorFlow Playground, X1^2"},
       1,
       [](const double* row) { return row[0] * row[0]; }},
      {{"y^2",
        {"y²", "y²"},
        {"The square of the second column.", "第二列的平方。"},
        "y^2",
        "TensorFlow Playground, X2^2"},
       2,
       [](const double* row) { return row[1] * row[1]; }},
      {{"x*y",
        {"xy", "xy"},
        {"The product of the first two columns.", "前两列的乘积。"},
        "xy",
        "TensorFlow Playground, X1X2"},
       2,
       [](const double* row) { return row[0] * row[1]; }},
      {{"sin(x)",
        {"sin x", "sin x"},
        {"The sine of the first column.", "第一列的正弦。"},
        R"(\sin x)",
        "TensorFlow Playground, sin(X1)"},
       1,
       [](const double* row) { return math::sin(row[0]); }},
      {{"sin(y)",
        {"sin y", "sin y"},
        {"The sine of the second column.", "第二列的正弦。"},
        R"(\sin y)",
        "TensorFlow Playground, sin(X2)"},
       2,
       [](const double* row) { return math::sin(row[1]); }},
      {{"raw",
        {"All columns", "所有列"},
        {"Every column as it is.", "各列原样输入。"},
        R"(x_1,\dots,x_n)",
        "this program"},
       0,
       nullptr},
  };
  return table;
}

int featureCount(const std::vector<std::string>& ids, int columns) {
  int count = 0;
  for (const std::string& id : ids) count += find(features(), id, "features").value ? 1 : columns;
  return count;
}

std::vector<std::string> defaultFeatures(int columns) {
  if (columns == 1) return {"x"};
  if (columns == 2) return {"x", "y"};
  return {"raw"};
}

}  // namespace gp
