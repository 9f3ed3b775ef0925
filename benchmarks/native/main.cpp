/// The core measured natively, through Session: one line of JSON a question, one an answer (compare/child.mjs).
#include <chrono>
#include <ctime>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/english.h"
#include "json_value.h"
#include "session/session.h"

namespace {

using gp::testing::Json;

/// A workload as the package has it: an experiment, and what one unit of it is.
class Workload {
 public:
  explicit Workload(const Json& given)
      : session_(gp::Session::create(gp::testing::toValue(given["experiment"]))),
        unit_(given["unit"]),
        unmeasured_(given["unmeasured"]) {
    session_->setParameters(given["start"].get<std::vector<double>>());
    if (!given.contains("grid")) return;
    const int side = given["grid"]["side"];
    points_ = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
    request_.set("width", side).set("height", side);
    thumbnail_ = given["grid"]["neurons"] ? given["thumbnail"].get<int>() : 0;
    if (thumbnail_ > 0) request_.set("thumbnail", thumbnail_);
  }

  /// Epochs end with their measures, unless the workload goes without.
  /// @return milliseconds by the clock on the wall and of the processor
  Json run(int units) {
    const auto wall = std::chrono::steady_clock::now();
    const std::clock_t processor = std::clock();
    if (unit_ == "epoch") {
      session_->trainEpochs(units);
      if (!unmeasured_) session_->ask("progress");
    } else {
      for (int i = 0; i < units; ++i) {
        if (unit_ == "frame") {
          session_->trainEpochs(1);
          progress_ = session_->ask("progress");
        }
        draw();
      }
    }
    const std::chrono::duration<double, std::milli> passed = std::chrono::steady_clock::now() - wall;
    return {{"wall", passed.count()},
            {"processor", static_cast<double>(std::clock() - processor) * 1000 / CLOCKS_PER_SEC}};
  }

  Json answer(const std::string& question) {
    Json answer;
    if (question == "parameters") {
      answer["values"] = floats(session_->ask("parameters"));
    } else if (question == "losses") {
      for (const char* name : {"trainLoss", "testLoss"}) answer["values"].push_back(progress_.get(name)->number());
    } else {
      draw();
      answer["plane"] = thumbnail_ > 0 ? std::vector<float>(view_.planes, view_.planes + points_) : plane_;
      answer["means"] = nullptr;
      if (thumbnail_ > 0) {
        const std::ptrdiff_t cells = static_cast<std::ptrdiff_t>(view_.neuronCount) * thumbnail_ * thumbnail_;
        answer["means"] = {{"cells", thumbnail_},
                           {"values", std::vector<float>(view_.thumbnails, view_.thumbnails + cells)}};
      }
    }
    return answer;
  }

 private:
  static std::vector<float> floats(const gp::Value& answer) { return std::get<std::vector<float>>(answer.array()); }

  /// A picture, copied out as the package copies it into the caller's array.
  void draw() {
    if (thumbnail_ > 0) {
      view_ = session_->view(request_);
      return;
    }
    plane_ = floats(session_->ask("field", request_));
  }

  std::unique_ptr<gp::Session> session_;
  std::string unit_;
  bool unmeasured_;
  gp::Value request_ = gp::Value::object();
  std::size_t points_ = 0;
  int thumbnail_ = 0;
  gp::View view_;
  std::vector<float> plane_;
  gp::Value progress_;
};

}  // namespace

int main() {
  std::map<std::string, Workload> workloads;
  std::string line;
  while (std::getline(std::cin, line)) {
    Json answer = Json::object();
    try {
      const Json question = Json::parse(line);
      const std::string id = question["id"];
      const std::string what = question["ask"];
      if (what == "prepare") {
        workloads.insert_or_assign(id, Workload(question["problem"]));
      } else if (what == "run") {
        answer = workloads.at(id).run(question["units"]);
      } else {
        answer = workloads.at(id).answer(what);
      }
    } catch (const gp::ExperimentError& error) {
      answer["error"] = gp::english(error);
    } catch (const std::exception& error) {
      answer["error"] = error.what();
    }
    std::cout << answer.dump() << std::endl;
  }
}
