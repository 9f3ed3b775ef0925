#include "analysis/questions.h"

#include <type_traits>

#include "base/catalog.h"

namespace gp {

// One function per question, each in the file that answers it.
Question activationsAtQuestion();
Question checkGradientsQuestion();
Question componentsQuestion();
Question confusionQuestion();
Question dataQuestion();
Question fieldQuestion();
Question fixedQuestion();
Question forwardQuestion();
Question gradientsQuestion();
Question historyQuestion();
Question initialParametersQuestion();
Question lastChangeQuestion();
Question layersQuestion();
Question nextBatchQuestion();
Question objectiveQuestion();
Question outputPartsAtQuestion();
Question parametersQuestion();
Question preActivationsAtQuestion();
Question predictQuestion();
Question progressQuestion();
Question sampleGradientsQuestion();
Question sampleLossesQuestion();
Question traceQuestion();

const std::vector<Question>& questions() {
  static const std::vector<Question> table = {
      dataQuestion(),          layersQuestion(),
      progressQuestion(),      historyQuestion(),
      parametersQuestion(),    initialParametersQuestion(),
      fixedQuestion(),         lastChangeQuestion(),
      gradientsQuestion(),     objectiveQuestion(),
      nextBatchQuestion(),     forwardQuestion(),
      activationsAtQuestion(), preActivationsAtQuestion(),
      outputPartsAtQuestion(), predictQuestion(),
      fieldQuestion(),         confusionQuestion(),
      sampleLossesQuestion(),  sampleGradientsQuestion(),
      traceQuestion(),         checkGradientsQuestion(),
      componentsQuestion(),
  };
  return table;
}

namespace {

template <class T>
std::unique_ptr<Job> begin(const Question& question, Asked<T> asked, const Arguments& given) {
  if constexpr (std::is_same_v<T, float>) {
    return question.start32(asked, given);
  } else {
    return question.start64(asked, given);
  }
}

}  // namespace

template <class T>
Value answerOf(Asked<T> asked, const std::string& id, const Value& arguments) {
  const Question& question = find(questions(), id, "question");
  const Arguments given(arguments, question.arguments);
  if (question.cost == Cost::job) {
    const std::unique_ptr<Job> job = begin(question, asked, given);
    while (!job->done()) job->step();
    return job->answer();
  }
  if constexpr (std::is_same_v<T, float>) {
    return question.answer32(asked, given);
  } else {
    return question.answer64(asked, given);
  }
}

template <class T>
std::unique_ptr<Job> startOf(Asked<T> asked, const std::string& id, const Value& arguments) {
  const Question& question = find(questions(), id, "question");
  if (question.cost != Cost::job) {
    std::vector<const char*> jobs;
    for (const Question& row : questions())
      if (row.cost == Cost::job) jobs.push_back(row.id);
    throw ExperimentError("question", Message::notOneOf, {{"given", id}, {"allowed", namesOf(jobs)}});
  }
  return begin(question, asked, Arguments(arguments, question.arguments));
}

template Value answerOf(Asked<float>, const std::string&, const Value&);
template Value answerOf(Asked<double>, const std::string&, const Value&);
template std::unique_ptr<Job> startOf(Asked<float>, const std::string&, const Value&);
template std::unique_ptr<Job> startOf(Asked<double>, const std::string&, const Value&);

}  // namespace gp
