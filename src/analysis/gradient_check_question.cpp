// The gradient check as a job: one parameter after the other.
#include "analysis/gradient_check.h"
#include "analysis/question.h"

namespace gp {
namespace {

class GradientCheckJob final : public Job {
 public:
  template <class T>
  explicit GradientCheckJob(const Run<T>& run)
      : checker_(run.experiment(), run.plan(),
                 Rows<double>(run.data().trainFeatures.values.data(), run.data().trainOutputs.values.data(),
                              run.data().trainFeatures.rows(), run.features().count(), run.data().outputs),
                 {run.descent().state().parameters.begin(), run.descent().state().parameters.end()}) {}

  bool done() const override { return checker_.done(); }
  void step() override { checker_.advance(); }
  double progress() const override {
    return static_cast<double>(checker_.result().checked + checker_.result().kinks) /
           static_cast<double>(checker_.count());
  }
  Value answer() const override {
    const GradientCheck& check = checker_.result();
    // The arrays are as long as the network is large: they come once, at the end.
    const auto atTheEnd = [this](auto numbers) {
      return Value::typed(done() ? std::move(numbers) : decltype(numbers)());
    };
    return Value::object()
        .set("worstRelativeError", check.worstRelativeError)
        .set("parameter", static_cast<double>(check.parameter))
        .set("checked", static_cast<double>(check.checked))
        .set("kinks", static_cast<double>(check.kinks))
        .set("analytical", atTheEnd(check.analytical))
        .set("numerical", atTheEnd(check.numerical))
        .set("kinkLayers", atTheEnd(check.kinkLayers));
  }

 private:
  GradientChecker checker_;
};

}  // namespace

Question checkGradientsQuestion() {
  return jobQuestion("checkGradients", {}, [](auto asked, const Arguments&) -> std::unique_ptr<Job> {
    if constexpr (hasFloat64) {
      return std::make_unique<GradientCheckJob>(asked.run);
    } else {
      throw NeedsWholeEngine();
    }
  });
}

}  // namespace gp
