/// Further shapes in the plane for classification. Noise moves the points.
#include <cmath>
#include <numbers>

#include "base/math.h"
#include "data/dataset_parts.h"

namespace gp::parts {
namespace {

constexpr double pi = std::numbers::pi;

void makeMoons(const DataRequest& request, Source& source, LabelledRows& rows) {
  constexpr double scale = 3.2;  // unit half circles, shifted and scaled to fill the picture
  for (int part = 0; part < 2; ++part) {
    for (int i = 0; i < share(request.samples, 2, part); ++i) {
      const double t = source.uniform(0, pi);
      const double u = part == 0 ? math::cos(t) : 1 - math::cos(t);
      const double v = part == 0 ? math::sin(t) : 0.5 - math::sin(t);
      const double noiseX = source.normal() * request.noise;
      const double noiseY = source.normal() * request.noise;
      add(rows, {scale * (u - 0.5) + noiseX, scale * (v - 0.25) + noiseY}, classOfPart(part, 2));
    }
  }
}

void makeRings(const DataRequest& request, Source& source, LabelledRows& rows) {
  for (int ring = 0; ring < request.classes; ++ring) {
    for (int i = 0; i < share(request.samples, request.classes, ring); ++i) {
      const double r = 5.5 * (ring + source.uniform(0.15, 0.85)) / request.classes;
      const double angle = source.uniform(0, 2 * pi);
      const double noiseX = source.normal() * request.noise;
      const double noiseY = source.normal() * request.noise;
      add(rows, {r * math::cos(angle) + noiseX, r * math::sin(angle) + noiseY}, classOfPart(ring, request.classes));
    }
  }
}

void makeCheckerboard(const DataRequest& request, Source& source, LabelledRows& rows) {
  constexpr double side = 2.5;
  for (int i = 0; i < request.samples; ++i) {
    const double x = source.uniform(-5, 5);
    const double y = source.uniform(-5, 5);
    const double noiseX = source.normal() * request.noise;
    const double noiseY = source.normal() * request.noise;
    const int cell = static_cast<int>(std::floor(x / side) + std::floor(y / side));
    add(rows, {x + noiseX, y + noiseY}, cell % 2 == 0 ? 1 : 0);
  }
}

void makeBlobs(const DataRequest& request, Source& source, LabelledRows& rows) {
  const double deviation = 0.5 + 1.5 * request.noise;
  for (int blob = 0; blob < request.classes; ++blob) {
    const double angle = 2 * pi * blob / request.classes + pi / 2;
    const double centreX = 3.5 * math::cos(angle);
    const double centreY = 3.5 * math::sin(angle);
    for (int i = 0; i < share(request.samples, request.classes, blob); ++i) {
      const double x = centreX + deviation * source.normal();
      const double y = centreY + deviation * source.normal();
      add(rows, {x, y}, classOfPart(blob, request.classes));
    }
  }
}

}  // namespace

std::vector<Dataset> shapes() {
  return {
      shape(
          {"moons",
           {"Two moons", "双月"},
           {"Two half circles that reach into each other.", "两个互相嵌入的半圆。"},
           R"((x,y)=3.2\,\big(\cos t-\tfrac12,\ \sin t-\tfrac14\big)\ \text{or}\ 3.2\,\big(\tfrac12-\cos t,\ \tfrac14-\sin t\big)+s\,\varepsilon,\quad t\sim U(0,\pi),\ \varepsilon\sim\mathcal N(0,I))",
           "scikit-learn, sklearn.datasets.make_moons, with random t; shifted and scaled to the picture"},
          numberedClasses(2, 2, 2), makeMoons),
      shape(
          {"rings",
           {"Rings", "同心圆环"},
           {"Rings around one centre, one per class.", "同一圆心的若干圆环，每个圆环一类。"},
           R"(r=\tfrac{5.5}{K}(k+u),\ u\sim U(0.15,0.85),\quad (x,y)=(r\cos\theta,\,r\sin\theta)+s\,\varepsilon,\ \varepsilon\sim\mathcal N(0,I))",
           "this program"},
          numberedClasses(2, 6, 2), makeRings),
      shape(
          {"checkerboard",
           {"Checkerboard", "棋盘格"},
           {"Four by four squares of alternating class.", "四行四列、两类交替的方格。"},
           R"((x,y)\sim U(-5,5)^2,\quad c=1-\big(\lfloor\tfrac{x}{2.5}\rfloor+\lfloor\tfrac{y}{2.5}\rfloor\big)\bmod 2,\quad \text{then}\ +s\,\varepsilon,\ \varepsilon\sim\mathcal N(0,I))",
           "this program"},
          numberedClasses(2, 2, 2), makeCheckerboard),
      shape(
          {"blobs",
           {"Blobs", "高斯团簇"},
           {"Round clouds on a circle, one per class.", "沿圆周排列的高斯点云，每团一类。"},
           R"((x,y)\sim\mathcal N\big(3.5\,(\cos\theta_k,\sin\theta_k),\,(0.5+1.5s)^2 I\big),\quad \theta_k=\tfrac{\pi}{2}+2\pi\tfrac{k}{K})",
           "this program"},
          numberedClasses(2, 6, 3), makeBlobs),
  };
}

}  // namespace gp::parts
