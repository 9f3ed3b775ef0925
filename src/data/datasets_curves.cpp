/// Curves over one column, for regression: y = f(x) + s·ε with ε normal.
#include "base/math.h"
#include "data/dataset_parts.h"

namespace gp::parts {
namespace {

template <class Function>
void makeCurve(const DataRequest& request, Source& source, LabelledRows& rows, Function value) {
  for (int i = 0; i < request.samples; ++i) {
    const double x = source.uniform(-5, 5);
    const double noise = source.normal() * request.noise;
    add(rows, {x}, value(x) + noise);
  }
}

void makeSine(const DataRequest& request, Source& source, LabelledRows& rows) {
  makeCurve(request, source, rows, [](double x) { return math::sin(x); });
}

void makeStep(const DataRequest& request, Source& source, LabelledRows& rows) {
  makeCurve(request, source, rows, [](double x) { return x < 0 ? -1.0 : 1.0; });
}

void makePolynomial(const DataRequest& request, Source& source, LabelledRows& rows) {
  makeCurve(request, source, rows, [](double x) {
    const double u = x / 5;
    return (4 * u * u - 3) * u;
  });
}

}  // namespace

std::vector<Dataset> curves() {
  return {
      curve({"sine",
             {"Sine", "正弦曲线"},
             {"One and a half waves of the sine.", "约一个半周期的正弦曲线。"},
             R"(t=\sin x+s\,\varepsilon,\quad x\sim U(-5,5),\ \varepsilon\sim\mathcal N(0,1))",
             "this program"},
            makeSine),
      curve({"step",
             {"Step", "阶跃函数"},
             {"A jump from −1 to 1: how steep can a network become?", "从 −1 跳到 1 的阶跃：网络能变得多陡？"},
             R"(t=\operatorname{sgn}(x)+s\,\varepsilon,\quad x\sim U(-5,5),\ \varepsilon\sim\mathcal N(0,1))",
             "this program"},
            makeStep),
      curve({"polynomial",
             {"Cubic polynomial", "三次多项式"},
             {"The third Chebyshev polynomial, stretched to the picture.", "拉伸到整个画面的三次切比雪夫多项式。"},
             R"(t=4u^3-3u+s\,\varepsilon,\quad u=\tfrac{x}{5},\ x\sim U(-5,5),\ \varepsilon\sim\mathcal N(0,1))",
             "Chebyshev polynomial T_3"},
            makePolynomial),
  };
}

}  // namespace gp::parts
