#include "junheng/assess/survey_forms.h"

#include <map>

#include "junheng/assess/threshold.h"

namespace junheng::assess {

namespace {

/// What one respondent answered.
struct Form {
  double sum = 0;
  int answers = 0;
  bool is_complete = true;
  model::Respondent group = model::Respondent::Other;
};

void count(SurveyCount& counts, bool is_valid, bool is_satisfied) {
  ++counts.forms;
  if (is_valid) ++counts.valid;
  if (is_satisfied) ++counts.satisfied;
}

}  // namespace

SurveyForms count_survey_forms(const model::Dataset& dataset, AreaIndex county, SchoolYear year, double satisfied_from) {
  std::map<std::uint32_t, Form> forms;
  for (const std::uint32_t row : dataset.by_county().survey.of(county.value)) {
    const model::SurveyAnswer& answer = dataset.survey[row];
    if (answer.year != year.first) continue;
    Form& form = forms[answer.response];
    form.group = answer.group;
    if (!answer.score.is_present()) {
      form.is_complete = false;
      continue;
    }
    form.sum += answer.score.value;
    ++form.answers;
  }
  SurveyForms out;
  for (const auto& [response, form] : forms) {
    const bool is_valid = form.is_complete && form.answers > 0;
    const bool is_satisfied = is_valid && reaches(form.sum, satisfied_from * form.answers, standards::Direction::Higher);
    count(out.all, is_valid, is_satisfied);
    if (form.group == model::Respondent::Parent) count(out.parents, is_valid, is_satisfied);
  }
  return out;
}

}  // namespace junheng::assess
