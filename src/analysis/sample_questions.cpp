// What is asked about single rows.
#include "analysis/question.h"
#include "analysis/samples.h"

namespace gp {

Question sampleLossesQuestion() {
  return frameQuestion("sampleLosses", {"part"}, [](auto asked, const Arguments& given) {
    auto& run = asked.run;
    return Value::typed(sampleLosses(run.pass(), run.descent().parameters().data(), rowsOf(run, given)));
  });
}

Question sampleGradientsQuestion() {
  return frameQuestion("sampleGradients", {"parameter"}, [](auto asked, const Arguments& given) {
    auto& run = asked.run;
    const auto last = static_cast<double>(run.plan().trainable - 1);
    const auto parameter = static_cast<std::ptrdiff_t>(given.wholeNumber("parameter", -1, last));
    return Value::typed(
        sampleGradients(run.plan(), run.wholePass(), run.descent().parameters().data(), run.trainRows(), parameter));
  });
}

Question confusionQuestion() {
  return frameQuestion("confusion", {"part"}, [](auto asked, const Arguments& given) {
    auto& run = asked.run;
    const int classes = run.data().classes;
    if (classes < 2) throw ExperimentError("task", Message::noClasses);
    return confusion(run.pass(), run.descent().parameters().data(), rowsOf(run, given), run.judge(), classes);
  });
}

}  // namespace gp
