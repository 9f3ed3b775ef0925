/// TensorFlow Playground's six datasets, by its formulas and with its numbers drawn in its order
/// (src/dataset.ts of github.com/tensorflow/playground). Its label +1 is class 1 here, −1 class 0.
///
/// In circle, xor, plane and multi-gauss noise jitters only where the label is read off; the points stay.
#include <cmath>
#include <numbers>

#include "base/math.h"
#include "data/dataset_parts.h"

namespace gp::parts {
namespace {

constexpr double pi = std::numbers::pi;
constexpr double radius = 5;

void makeCircle(const DataRequest& request, Source& source, LabelledRows& rows) {
  const auto ring = [&](int count, double low, double high) {
    for (int i = 0; i < count; ++i) {
      const double r = source.uniform(low, high);
      const double angle = source.uniform(0, 2 * pi);
      const double x = r * math::sin(angle);
      const double y = r * math::cos(angle);
      const double noiseX = source.uniform(-radius, radius) * request.noise;
      const double noiseY = source.uniform(-radius, radius) * request.noise;
      const double u = x + noiseX;
      const double v = y + noiseY;
      add(rows, {x, y}, std::sqrt(u * u + v * v) < radius * 0.5 ? 1 : 0);
    }
  };
  ring(share(request.samples, 2, 0), 0, radius * 0.5);
  ring(share(request.samples, 2, 1), radius * 0.7, radius);
}

void makeXor(const DataRequest& request, Source& source, LabelledRows& rows) {
  constexpr double padding = 0.3;
  for (int i = 0; i < request.samples; ++i) {
    double x = source.uniform(-5, 5);
    x += x > 0 ? padding : -padding;
    double y = source.uniform(-5, 5);
    y += y > 0 ? padding : -padding;
    const double noiseX = source.uniform(-5, 5) * request.noise;
    const double noiseY = source.uniform(-5, 5) * request.noise;
    add(rows, {x, y}, (x + noiseX) * (y + noiseY) >= 0 ? 1 : 0);
  }
}

void makeGauss(const DataRequest& request, Source& source, LabelledRows& rows) {
  const double deviation = std::sqrt(0.5 + 7 * request.noise);  // variance 0.5 at noise 0, 4 at noise 0.5
  for (int part = 0; part < 2; ++part) {
    const double centre = part == 0 ? 2 : -2;
    for (int i = 0; i < share(request.samples, 2, part); ++i) {
      const double x = centre + deviation * source.normal();
      const double y = centre + deviation * source.normal();
      add(rows, {x, y}, classOfPart(part, 2));
    }
  }
}

void makeSpiral(const DataRequest& request, Source& source, LabelledRows& rows) {
  for (int arm = 0; arm < request.classes; ++arm) {
    const int count = share(request.samples, request.classes, arm);
    const double start = 2 * pi * arm / request.classes;
    for (int i = 0; i < count; ++i) {
      const double r = static_cast<double>(i) / count * radius;
      const double t = 1.75 * i / count * 2 * pi + start;
      const double x = r * math::sin(t) + source.uniform(-1, 1) * request.noise;
      const double y = r * math::cos(t) + source.uniform(-1, 1) * request.noise;
      add(rows, {x, y}, classOfPart(arm, request.classes));
    }
  }
}

/// Points all over the picture, labelled by `value` at a jittered place.
template <class Function>
void makeSurface(const DataRequest& request, Source& source, LabelledRows& rows, Function value) {
  constexpr double edge = 6;
  for (int i = 0; i < request.samples; ++i) {
    const double x = source.uniform(-edge, edge);
    const double y = source.uniform(-edge, edge);
    const double noiseX = source.uniform(-edge, edge) * request.noise;
    const double noiseY = source.uniform(-edge, edge) * request.noise;
    add(rows, {x, y}, value(x + noiseX, y + noiseY));
  }
}

void makePlane(const DataRequest& request, Source& source, LabelledRows& rows) {
  makeSurface(request, source, rows, [](double x, double y) { return (x + y) / 10; });
}

/// The one of six cones that reaches furthest from zero.
double highestCone(double x, double y) {
  constexpr double cones[6][3] = {{-4, 2.5, 1}, {0, 2.5, -1}, {4, 2.5, 1}, {-4, -2.5, -1}, {0, -2.5, 1}, {4, -2.5, -1}};
  double highest = 0;
  for (const auto& [centreX, centreY, sign] : cones) {
    const double u = x - centreX;
    const double v = y - centreY;
    const double distance = std::sqrt(u * u + v * v);
    const double height = distance < 2 ? sign * (1 - distance / 2) : 0;
    if (std::abs(height) > std::abs(highest)) highest = height;
  }
  return highest;
}

void makeMultiGauss(const DataRequest& request, Source& source, LabelledRows& rows) {
  makeSurface(request, source, rows, highestCone);
}

}  // namespace

std::vector<Dataset> playground() {
  return {
      shape(
          {"circle",
           {"Circle", "圆形"},
           {"A disc inside a ring: no straight line can separate them.",
            "圆盘在内、圆环在外，任何直线都无法将两类分开。"},
           R"(r\sim U(0,2.5)\ \text{or}\ U(3.5,5),\quad (x,y)=(r\sin\theta,\,r\cos\theta),\quad c=\big[\lVert(x,y)+5s\,u\rVert<2.5\big],\ u\sim U(-1,1)^2)",
           "TensorFlow Playground, src/dataset.ts, classifyCircleData"},
          numberedClasses(2, 2, 2), makeCircle),
      shape(
          {"xor",
           {"Exclusive or", "异或"},
           {"Opposite quadrants share a class: the smallest problem that needs a hidden layer.",
            "对角象限同属一类：需要隐藏层才能解决的最简单的问题。"},
           R"((x,y)\sim U(-5,5)^2\ \text{pushed}\ 0.3\ \text{off the axes},\quad c=\big[(x+5s\,u)(y+5s\,v)\ge 0\big],\ u,v\sim U(-1,1))",
           "TensorFlow Playground, src/dataset.ts, classifyXORData"},
          numberedClasses(2, 2, 2), makeXor),
      shape({"gauss",
             {"Two Gaussians", "双高斯"},
             {"Two round clouds: one straight line separates them, or nearly.",
              "两团圆形的高斯点云，一条直线即可（近似）分开。"},
             R"((x,y)\sim\mathcal N\big(\pm(2,2),\,(0.5+7s)\,I\big))",
             "TensorFlow Playground, src/dataset.ts, classifyTwoGaussData"},
            numberedClasses(2, 2, 2), makeGauss),
      shape(
          {"spiral",
           {"Spiral", "螺旋线"},
           {"Arms wound around each other, one per class: the hardest of the plane shapes.",
            "几条互相缠绕的螺旋臂，每条一类：平面数据中最难的一种。"},
           R"(r=5\tfrac{i}{n},\quad t=2\pi\big(1.75\tfrac{i}{n}+\tfrac{k}{K}\big),\quad (x,y)=(r\sin t,\,r\cos t)+s\,u,\ u\sim U(-1,1)^2)",
           "TensorFlow Playground, src/dataset.ts, classifySpiralData; more than two arms are ours"},
          numberedClasses(2, 6, 2), makeSpiral),
      surface({"plane",
               {"Plane", "平面"},
               {"A value that rises evenly along the diagonal: linear regression.",
                "函数值沿对角线均匀上升，即线性回归问题。"},
               R"(t=\tfrac{1}{10}\big(x+6s\,u+y+6s\,v\big),\quad x,y\sim U(-6,6),\ u,v\sim U(-1,1))",
               "TensorFlow Playground, src/dataset.ts, regressPlane"},
              makePlane),
      surface(
          {"multi-gauss",
           {"Hills and hollows", "多峰曲面"},
           {"Three hills and three hollows on a flat plain.", "平地上交错分布的三座山峰和三个凹谷。"},
           R"(t=\pm\max_k\,\max\big(0,\,1-\tfrac12\lVert(x,y)+6s\,u-c_k\rVert\big),\quad c_k\in\{-4,0,4\}\times\{\pm2.5\},\ u\sim U(-1,1)^2)",
           "TensorFlow Playground, src/dataset.ts, regressGaussian (cones, not Gaussians, as there)"},
          makeMultiGauss),
  };
}

}  // namespace gp::parts
