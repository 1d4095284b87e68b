#include "junheng/app/forecast_staff.h"

#include <algorithm>
#include <map>

#include "junheng/core/codes.h"
#include "junheng/formats/file.h"
#include "junheng/monitor/subject_areas.h"

namespace junheng::app {

namespace {

Result<standards::RetirementTable> read_retirement(const std::string& id, std::vector<Issue>& issues) {
  if (!names_file(id)) {
    const standards::RetirementLibrary library = standards::load_retirement(standards::built_in_retirement());
    const auto chosen = standards::choose_retirement(library, id);
    if (!chosen) return fail(chosen.error());
    return **chosen;
  }
  auto text = formats::read_file(id);
  if (!text) return fail(text.error());
  standards::RetirementLibrary library = standards::load_retirement({{id, std::move(*text)}});
  if (library.tables.empty()) {
    issues = std::move(library.issues);
    return standards::RetirementTable{};
  }
  return std::move(library.tables.front());
}

bool tells_persons(const model::Dataset& dataset, SchoolYear year) {
  return std::ranges::find(dataset.teachers.years, year.first) != dataset.teachers.years.end();
}

/// Adds a school's teachers of a subject, of which persons of the list may be fewer or, where the tables disagree, more: of those too many,
/// nobody knows which they are.
void add_school(const monitor::SubjectFigure& figure, forecast::SubjectOnPost& county) {
  const auto have = figure.have.get();
  if (!have) {
    county.unknown_schools += 1;
    county.untold = forecast::kNone;
  }
  const double too_many = have ? std::max(0.0, figure.retirement_told - *have) : 0;
  if (have) county.untold += too_many > 0 ? std::min(too_many, *have) : *have - figure.retirement_told;
  for (std::size_t ahead = 0; ahead < figure.retired.size(); ++ahead)
    county.retired[ahead] += std::max(0.0, figure.retired[ahead] - too_many);
}

forecast::CountyStaff staff_of(const monitor::SubjectArea& area, std::size_t subjects, std::size_t horizon) {
  forecast::CountyStaff out;
  out.apart = {area.sums->without_subject, area.sums->unknown_subject, area.sums->outside_curriculum};
  for (std::size_t i = 0; i < subjects; ++i) {
    forecast::SubjectOnPost made{area.total(i, &monitor::SubjectFigure::have).value_or(forecast::kNone), 0, 0,
                                 std::vector<double>(horizon, 0.0)};
    for (const monitor::SchoolSubjects* school : area.schools) add_school(school->subjects[i], made);
    out.subjects.push_back(std::move(made));
  }
  return out;
}

}  // namespace

Result<std::optional<ForecastStaffBasis>> choose_staff_basis(const ForecastStaffRequest& request, bool is_china) {
  if (!is_china && request.curriculum.empty()) return std::nullopt;
  ForecastStaffBasis basis;
  auto subjects = choose_subject_basis(request.curriculum, request.loads);
  if (!subjects) return fail(subjects.error());
  basis.issues = subjects->issues;
  basis.subjects = std::move(*subjects);
  // The ages that are built in are those of China.
  if (is_china || !request.retirement.empty()) {
    auto retirement = read_retirement(request.retirement, basis.issues);
    if (!retirement) return fail(retirement.error());
    basis.retirement = std::move(*retirement);
  }
  return basis;
}

std::vector<forecast::CountyStaff> staff_on_post(std::span<const model::Dataset* const> datasets, const forecast::History& history,
                                                 std::size_t horizon, const ForecastStaffBasis& basis, std::vector<Issue>& findings) {
  const SchoolYear last{history.last_year()};
  std::vector<forecast::CountyStaff> out(history.counties.size());
  const model::Dataset* told = nullptr;
  for (const model::Dataset* data : datasets)
    if (monitor::has_subject_tables(*data, last)) told = data;
  if (told == nullptr || !tells_persons(*told, last))
    findings.push_back(make_issue(told == nullptr ? Code::ForecastSubjectStaff : Code::ForecastTeacherList, {}, {},
                                  {{"year", std::to_string(last.first)}}));
  if (told == nullptr) return out;
  monitor::SubjectInput input{told, last, &basis.subjects.library, basis.subjects.curriculum, basis.subjects.loads, {}, &basis.retirement,
                              {}};
  for (std::size_t ahead = 0; ahead < horizon; ++ahead) input.leaving_by.push_back(SchoolYear{last.first + 1 + static_cast<int>(ahead)});
  monitor::SubjectMonitor staff = monitor::monitor_subjects(input);
  std::ranges::move(staff.issues, std::back_inserter(findings));
  std::map<std::string_view, std::size_t> positions;
  for (std::size_t county = 0; county < history.counties.size(); ++county) positions.emplace(history.counties[county].code, county);
  for (const monitor::SubjectArea& area : monitor::subject_areas(staff, *told, {}, "")) {
    const auto found = positions.find(told->areas.codes.at(area.area().value));
    if (found != positions.end()) out[found->second] = staff_of(area, staff.subjects.size(), horizon);
  }
  return out;
}

void withhold_retirements(std::vector<forecast::CountyStaff>& staff) {
  for (forecast::CountyStaff& county : staff)
    for (forecast::SubjectOnPost& subject : county.subjects) {
      subject.untold = subject.on_post;
      std::ranges::fill(subject.retired, 0.0);
    }
}

report::ForecastStaffTitles staff_titles(const ForecastStaffBasis& basis, const forecast::TeacherPlan& plan, Lang lang) {
  const auto in = [lang](const Bilingual& title) { return lang == Lang::Zh ? title.zh : title.en; };
  report::ForecastStaffTitles out{
      in(basis.subjects.curriculum->title), in(basis.subjects.loads->title), in(basis.retirement.title), {}, {}, {}};
  for (const Bilingual& note : basis.retirement.notes) out.retirement_notes.push_back(in(note));
  out.is_verified = basis.retirement.is_verified() && std::ranges::all_of(basis.subjects.loads->loads, [](const auto& load) {
                      return load.status == standards::ValueStatus::Verified;
                    });
  for (const std::string_view id : plan.subjects) {
    const standards::Subject* subject = basis.subjects.library.find_subject(id);
    out.subjects.push_back(subject == nullptr ? std::string(id) : in(subject->title));
  }
  return out;
}

}  // namespace junheng::app
