#include <algorithm>
#include <span>

#include "junheng/core/catalogue.h"
#include "junheng/report/monitor_subjects.h"
#include "junheng/report/number_format.h"
#include "junheng/report/terminal_table.h"

namespace junheng::report {

namespace {

using monitor::AreaSubject;
using monitor::SchoolSubjects;
using monitor::SubjectArea;
using monitor::SubjectFigure;

constexpr std::size_t kShownAreas = 20;
constexpr std::size_t kShownSchools = 20;

class SubjectText {
 public:
  SubjectText(const SubjectReport& report, Lang lang) : in_(report), lang_(lang) {}

  std::string run() {
    out_ += "\n" + say("monitor.subjects") + "\n";
    basis();
    if (in_.has_need) {
      for_areas([&](const SubjectArea& area) { need_table(area); });
      short_schools();
    }
    if (in_.has_periods) {
      out_ += "\n" + say("monitor.periods") + "\n";
      for_areas([&](const SubjectArea& area) { period_table(area); });
      squeezed();
    }
    if (has_mark_) out_ += "  " + say("monitor.subject.mark") + "\n";
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const { return text(key, lang_, params); }

  void line(std::string_view key, const Params& params) { out_ += "  " + say(key, params) + "\n"; }

  void basis() {
    for (const std::string& words : subject_basis_lines(in_, lang_)) out_ += "  " + words + "\n";
  }

  template <typename Show>
  void for_areas(const Show& show) {
    for (const SubjectArea& area : std::span(in_.areas).first(std::min(in_.areas.size(), kShownAreas))) {
      out_ += "  " + std::string(in_.dataset->areas.codes.at(area.area().value)) + " " +
              std::string(in_.dataset->areas.names.at(area.area().value)) + "\n";
      show(area);
    }
    if (in_.areas.size() > kShownAreas) line("monitor.subject.more_areas", {{"count", std::to_string(in_.areas.size() - kShownAreas)}});
  }

  /// The number of all schools; else that of the schools that tell both, marked, so that need - have is the gap; else a dash.
  std::string cell(std::optional<double> all, double known, std::uint32_t schools, int decimals = 1) {
    if (all) return shown(all, decimals);
    if (schools == 0) return "—";
    has_mark_ = true;
    return shown(known, decimals) + "†";
  }

  [[nodiscard]] std::string words(const std::vector<monitor::SubjectReason>& reasons) const {
    std::string list;
    for (const auto& reason : reasons)
      list += (list.empty() ? "" : say("monitor.comma")) +
              say("monitor.subject.reason." + std::string(to_string(reason.why)), {{"count", std::to_string(reason.schools)}});
    return list;
  }

  void need_table(const SubjectArea& area) {
    TerminalTable table(
        {say("monitor.subject.subject"), say("monitor.subject.need"), say("monitor.subject.have"), say("monitor.subject.gap"),
         say("monitor.subject.shortage"), say("monitor.subject.schools_short"), say("monitor.subject.unknown")},
        {ColumnAlign::Left, ColumnAlign::Right, ColumnAlign::Right, ColumnAlign::Right, ColumnAlign::Right, ColumnAlign::Right,
         ColumnAlign::Left});
    for (std::size_t i = 0; i < in_.monitor->subjects.size(); ++i) {
      const AreaSubject& sum = area.sums->subjects[i];
      const auto need = area.total(i, &SubjectFigure::need);
      const auto have = area.total(i, &SubjectFigure::have);
      const bool is_known = need && have;
      const auto whole = [&](double value) { return is_known ? std::optional(value) : std::nullopt; };
      table.add_row({in_.title(i, lang_), cell(is_known || sum.schools == 0 ? need : std::nullopt, sum.need, sum.schools),
                     cell(whole(sum.have), sum.have, sum.schools), cell(whole(sum.gap), sum.gap, sum.schools),
                     cell(whole(sum.shortage), sum.shortage, sum.schools),
                     cell(whole(sum.schools_short), sum.schools_short, sum.schools, 0), words(need_reasons(area, i))});
    }
    out_ += table.text(4);
  }

  void period_table(const SubjectArea& area) {
    TerminalTable table(
        {say("monitor.subject.subject"), say("monitor.subject.due"), say("monitor.subject.taught"), say("monitor.subject.share"),
         say("monitor.subject.schools_under"), say("monitor.subject.unknown")},
        {ColumnAlign::Left, ColumnAlign::Right, ColumnAlign::Right, ColumnAlign::Right, ColumnAlign::Right, ColumnAlign::Left});
    for (std::size_t i = 0; i < in_.monitor->subjects.size(); ++i) {
      const AreaSubject& sum = area.sums->subjects[i];
      const auto due = area.total(i, &SubjectFigure::due);
      const auto taught = area.total(i, &SubjectFigure::taught);
      const bool is_known = due && taught;
      const auto share = sum.share_taught();
      const std::string percent = share ? shown(100 * *share, 1) + "%" + (is_known ? "" : "†") : "—";
      table.add_row({in_.title(i, lang_),
                     cell(is_known || sum.schools_with_periods == 0 ? due : std::nullopt, sum.due, sum.schools_with_periods),
                     cell(is_known ? taught : std::nullopt, sum.taught, sum.schools_with_periods), percent,
                     cell(is_known ? std::optional<double>(sum.schools_under_taught) : std::nullopt, sum.schools_under_taught,
                          sum.schools_with_periods, 0),
                     words(period_reasons(area, i))});
    }
    out_ += table.text(4);
  }

  /// Areas that lie in no other shown, so that each school comes once.
  [[nodiscard]] std::vector<const SubjectArea*> top_areas() const {
    std::vector<const SubjectArea*> tops;
    for (const SubjectArea& area : in_.areas) {
      bool is_top = true;
      for (auto above = in_.dataset->areas.parents[area.area().value]; above; above = in_.dataset->areas.parents[above->value])
        is_top = is_top && std::ranges::find(in_.areas, *above, [](const SubjectArea& one) { return one.area(); }) == in_.areas.end();
      if (is_top) tops.push_back(&area);
    }
    return tops;
  }

  void more(std::size_t count) {
    if (count > kShownSchools) out_ += "    " + say("monitor.more", {{"count", std::to_string(count - kShownSchools)}}) + "\n";
  }

  void short_schools() {
    struct Lack {
      const SchoolSubjects* school;
      std::size_t subject;
      double gap;
    };
    std::vector<Lack> lacks;
    for (const SubjectArea* area : top_areas())
      for (std::size_t i = 0; i < in_.monitor->subjects.size(); ++i)
        for (const SchoolSubjects* school : area->short_schools(i)) lacks.push_back({school, i, *school->subjects[i].gap()});
    if (lacks.empty()) return;
    std::ranges::stable_sort(lacks, std::ranges::greater{}, &Lack::gap);
    line("monitor.subject.worst", {{"count", std::to_string(lacks.size())}});
    TerminalTable table(
        {say("text.code"), say("monitor.school"), say("monitor.subject.subject"), say("monitor.subject.need"), say("monitor.subject.have"),
         say("monitor.subject.gap")},
        {ColumnAlign::Left, ColumnAlign::Left, ColumnAlign::Left, ColumnAlign::Right, ColumnAlign::Right, ColumnAlign::Right});
    for (const Lack& lack : std::span(lacks).first(std::min(lacks.size(), kShownSchools))) {
      const SubjectFigure& figure = lack.school->subjects[lack.subject];
      table.add_row({std::string(in_.dataset->schools.ids.at(lack.school->school.value)), std::string(in_.school_name(*lack.school)),
                     in_.title(lack.subject, lang_), shown(figure.need.value, 2), shown(figure.have.value, 2), shown(lack.gap, 2)});
    }
    out_ += table.text(4);
    more(lacks.size());
  }

  [[nodiscard]] std::string differences(const SchoolSubjects& school, const std::vector<std::size_t>& subjects) const {
    std::string list;
    for (const std::size_t subject : subjects) {
      const SubjectFigure& figure = school.subjects[subject];
      list += (list.empty() ? "" : say("monitor.comma")) + in_.title(subject, lang_) + " " + shown(figure.taught.value, 1) + "/" +
              shown(figure.due.value, 1);
    }
    return list;
  }

  void squeezed() {
    std::vector<monitor::SqueezedSchool> all;
    for (const SubjectArea* area : top_areas())
      for (monitor::SqueezedSchool& school : squeezed_schools(*area, *in_.monitor, *in_.library)) all.push_back(std::move(school));
    if (all.empty()) return;
    line("monitor.subject.squeezed", {{"count", std::to_string(all.size())}});
    TerminalTable table({say("text.code"), say("monitor.school"), say("monitor.subject.fewer"), say("monitor.subject.more")},
                        {ColumnAlign::Left, ColumnAlign::Left, ColumnAlign::Left, ColumnAlign::Left});
    for (const monitor::SqueezedSchool& one : std::span(all).first(std::min(all.size(), kShownSchools)))
      table.add_row({std::string(in_.dataset->schools.ids.at(one.school->school.value)), std::string(in_.school_name(*one.school)),
                     differences(*one.school, one.fewer), differences(*one.school, one.more)});
    out_ += table.text(4);
    more(all.size());
  }

  const SubjectReport& in_;
  Lang lang_;
  std::string out_;
  bool has_mark_ = false;
};

}  // namespace

const std::string& SubjectReport::title(std::size_t subject, Lang lang) const {
  return library->find_subject(monitor->subjects[subject])->title.in(lang);
}

std::string_view SubjectReport::school_name(const SchoolSubjects& school) const { return dataset->schools.names.at(school.school.value); }

std::vector<std::string> subject_basis_lines(const SubjectReport& report, Lang lang) {
  std::vector<std::string> lines;
  const auto status = [&](standards::ValueStatus of) {
    return text(of == standards::ValueStatus::Verified ? "status.verified" : "status.unverified", lang);
  };
  const standards::Curriculum& curriculum = *report.curriculum;
  lines.emplace_back(text(report.is_curriculum_assumed ? "monitor.subject.curriculum_assumed" : "monitor.subject.curriculum", lang,
                          {{"title", curriculum.title.in(lang)},
                           {"id", curriculum.id},
                           {"document", curriculum.source.document},
                           {"clause", curriculum.source.clause},
                           {"status", std::string(status(curriculum.status))}}));
  const auto is_verified = [](const standards::WeeklyLoad& load) { return load.status == standards::ValueStatus::Verified; };
  const bool all_verified = std::ranges::all_of(report.loads->loads, is_verified);
  std::string documents;
  for (const standards::WeeklyLoad& load : report.loads->loads)
    if (documents.find(load.source.document) == std::string::npos)
      documents += (documents.empty() ? "" : std::string(text("monitor.comma", lang))) + load.source.document;
  lines.emplace_back(
      text(report.is_loads_assumed ? "monitor.subject.loads_assumed" : "monitor.subject.loads", lang,
           {{"title", report.loads->title.in(lang)},
            {"id", report.loads->id},
            {"document", documents},
            {"status", std::string(status(all_verified ? standards::ValueStatus::Verified : standards::ValueStatus::Unverified))}}));
  for (const Issue& issue : report.monitor->issues) lines.push_back(describe(issue.where, lang) + ": " + issue.message(lang));
  return lines;
}

std::string subjects_text(const SubjectReport& report, Lang lang) { return SubjectText(report, lang).run(); }

}  // namespace junheng::report
