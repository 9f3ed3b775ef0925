/// Further surfaces over the plane, for regression: t = f(x, y) + s·ε with ε normal.
#include <cmath>

#include "base/math.h"
#include "data/dataset_parts.h"

namespace gp::parts {
namespace {

template <class Function>
void makeSurface(const DataRequest& request, Source& source, LabelledRows& rows, Function value) {
  for (int i = 0; i < request.samples; ++i) {
    const double x = source.uniform(-6, 6);
    const double y = source.uniform(-6, 6);
    const double noise = source.normal() * request.noise;
    add(rows, {x, y}, value(x, y) + noise);
  }
}

void makeSaddle(const DataRequest& request, Source& source, LabelledRows& rows) {
  makeSurface(request, source, rows, [](double x, double y) { return (x * x - y * y) / 36; });
}

void makeRipple(const DataRequest& request, Source& source, LabelledRows& rows) {
  makeSurface(request, source, rows, [](double x, double y) { return math::cos(std::sqrt(x * x + y * y)); });
}

void makePeaks(const DataRequest& request, Source& source, LabelledRows& rows) {
  makeSurface(request, source, rows, [](double x, double y) {
    const double u = x / 2;
    const double v = y / 2;
    const double first = 3 * (1 - u) * (1 - u) * math::exp(-u * u - (v + 1) * (v + 1));
    const double second = 10 * (u / 5 - u * u * u - v * v * v * v * v) * math::exp(-u * u - v * v);
    const double third = math::exp(-(u + 1) * (u + 1) - v * v) / 3;
    return (first - second - third) / 8;
  });
}

}  // namespace

std::vector<Dataset> surfaces() {
  return {
      surface({"saddle",
               {"Saddle", "马鞍面"},
               {"Rises along one axis and falls along the other.", "沿一条坐标轴上升、沿另一条坐标轴下降的曲面。"},
               R"(t=\tfrac{1}{36}(x^2-y^2)+s\,\varepsilon,\quad x,y\sim U(-6,6),\ \varepsilon\sim\mathcal N(0,1))",
               "hyperbolic paraboloid"},
              makeSaddle),
      surface({"ripple",
               {"Ripple", "同心波纹"},
               {"Circular waves around the centre.", "从中心向外的圆形波纹。"},
               R"(t=\cos\sqrt{x^2+y^2}+s\,\varepsilon,\quad x,y\sim U(-6,6),\ \varepsilon\sim\mathcal N(0,1))",
               "this program"},
              makeRipple),
      surface(
          {"peaks",
           {"Peaks", "多峰地形"},
           {"MATLAB's mountain landscape: peaks and valleys of unequal height.",
            "MATLAB 的 peaks 函数：高低不一的山峰与山谷。"},
           R"(t=\tfrac18\Big(3(1-u)^2e^{-u^2-(v+1)^2}-10\big(\tfrac u5-u^3-v^5\big)e^{-u^2-v^2}-\tfrac13e^{-(u+1)^2-v^2}\Big)+s\,\varepsilon,\quad u=\tfrac x2,\ v=\tfrac y2,\ x,y\sim U(-6,6),\ \varepsilon\sim\mathcal N(0,1))",
           "MATLAB, peaks; divided by 8, over twice its range"},
          makePeaks),
  };
}

}  // namespace gp::parts
