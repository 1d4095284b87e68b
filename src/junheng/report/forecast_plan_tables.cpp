#include "junheng/report/forecast_plan_tables.h"

#include <algorithm>
#include <span>
#include <utility>

#include "junheng/core/stage.h"
#include "junheng/forecast/reported_flows.h"
#include "junheng/monitor/subject_need.h"
#include "junheng/report/forecast_areas.h"
#include "junheng/report/number_format.h"
#include "junheng/report/table_words.h"

namespace junheng::report {

namespace {

using forecast::kGrades;
using forecast::TeacherNeed;

class Builder {
 public:
  explicit Builder(const ForecastInput& input) : input_(input) {}

  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const {
    return text("forecast." + std::string(key), input_.lang, params);
  }
  [[nodiscard]] std::string year(std::size_t ahead) const {
    return school_year_words(SchoolYear{input_.forecast->first_year + static_cast<int>(ahead)}, input_.lang);
  }
  [[nodiscard]] TableColumn words(std::string_view key) const { return {say(key), ColumnAlign::Left}; }
  [[nodiscard]] TableColumn number(std::string_view key) const { return {say(key), ColumnAlign::Right}; }

  [[nodiscard]] ReportTable begin(std::string_view id, std::vector<TableColumn> columns, const Params& params = {}) const {
    ReportTable table;
    table.id = id;
    table.title = say("table." + std::string(id), params);
    table.lead = say("lead." + std::string(id));
    table.columns = std::move(columns);
    return table;
  }

 protected:
  const ForecastInput& input_;
};

/// Whole teachers, as many as it takes: no part of a person is hired. A dash where they are not known.
TableCell teachers_cell(std::optional<double> teachers) {
  return number_cell(teachers ? std::optional(monitor::whole_teachers(*teachers)) : std::nullopt, 0);
}

/// What is known; where it is the least that it can be, with a sign for that. A least of nought says nothing.
TableCell least_cell(double value, double at_least) {
  if (!forecast::is_none(value)) return teachers_cell(value);
  TableCell cell = teachers_cell(at_least > 0 ? std::optional(at_least) : std::nullopt);
  if (cell.number) cell.text = "≥ " + cell.text;
  return cell;
}

/// What is to spare, of a part of a person less: nobody is to spare by a half.
TableCell spare_cell(double spare) {
  return number_cell(forecast::is_none(spare) ? std::nullopt : std::optional(std::max(0.0, -monitor::whole_teachers(-spare))), 0);
}

/// What counties and subjects have to spare, which fills no gap of another: the part of on post - need that `shortage` leaves out.
double spare_of(const TeacherNeed& sum) { return sum.shortage - sum.missing(); }

class StaffTables : public Builder {
 public:
  explicit StaffTables(const ForecastInput& input) : Builder(input), areas_(forecast_areas(input)) {
    for (std::size_t i = 0; i < input.teachers->subjects.size(); ++i)
      if (!is_idle_subject(input, i)) subjects_.push_back(i);
    summed_ = subjects_in_sum(input);
  }

  std::vector<ReportTable> run() const {
    std::vector<ReportTable> out = {years(), subjects()};
    if (areas_.size() > 2) {
      out.push_back(area_years());
      out.push_back(areas());
    }
    // All together repeats an area that is alone.
    out.push_back(everything({areas_.begin() + (areas_.size() == 2 ? 1 : 0), areas_.end()}));
    return out;
  }

  std::vector<ReportTable> of_page() const {
    std::vector<ReportTable> out = {years(), subjects(), everything({areas_.begin(), areas_.begin() + 1})};
    out.back().columns.erase(out.back().columns.begin());
    for (auto& row : out.back().rows) row.erase(row.begin());
    if (areas_.size() > 2) {
      out.push_back(area_years());
      out.push_back(areas());
    }
    for (ReportTable& table : out) table.lead = say("page.lead." + std::string(table.id));
    return out;
  }

 private:
  [[nodiscard]] std::vector<std::string> notes() const {
    std::vector<std::string> out;
    if (std::string spare = spare_note(); !spare.empty()) out.push_back(std::move(spare));
    out.insert(out.end(),
               {say("staff.whole"), say("staff.basis", {{"curriculum", input_.staff.curriculum}, {"loads", input_.staff.loads}})});
    if (!input_.staff.retirement.empty()) out.push_back(say("staff.retirement", {{"ages", input_.staff.retirement}}));
    for (const std::string& note : input_.staff.retirement_notes) out.push_back(note);
    if (!input_.staff.is_verified) out.push_back(say("staff.unverified"));
    if (input_.staff.is_withheld) out.push_back(say("staff.withheld"));
    if (summed_.empty()) out.push_back(say("staff.no_need"));
    if (const double schools = most_unknown_schools(); schools > 0) out.push_back(say("staff.untold", {{"count", shown(schools, 0)}}));
    std::string left_out;
    for (const std::size_t subject : subjects_)
      if (std::ranges::find(summed_, subject) == summed_.end())
        left_out += (left_out.empty() ? "" : input_.lang == Lang::Zh ? "、" : ", ") + input_.staff.subjects[subject];
    if (!left_out.empty()) out.push_back(say("staff.left_out", {{"subjects", left_out}}));
    const forecast::StaffApart apart = staff_apart(input_, areas_.front());
    if (apart.of_any_subject() + apart.outside_curriculum > 0)
      out.push_back(say("staff.apart", {{"without", shown(apart.without_subject, 0)},
                                        {"unknown", shown(apart.unknown_subject, 0)},
                                        {"outside", shown(apart.outside_curriculum, 0)}}));
    return out;
  }

  /// Schools that do not tell their teachers of a subject, of the subject that lacks most.
  [[nodiscard]] double most_unknown_schools() const {
    double most = 0;
    for (const std::size_t subject : subjects_) most = std::max(most, teachers_of(input_, areas_.front(), 0, subject).unknown_schools);
    return most;
  }

  /// Lessons and the numbers of teachers.
  [[nodiscard]] std::vector<TableColumn> teacher_columns() const {
    return {number("column.to_hire"), number("column.need"),         number("column.on_post"),
            number("column.missing"), number("column.spare"),        number("column.retired"),
            number("column.lessons"), number("column.primary_need"), number("column.junior_need")};
  }
  static void add_cells(const TeacherNeed& need, std::vector<TableCell>& row) {
    row.push_back(least_cell(need.to_hire, need.to_hire_at_least));
    row.push_back(teachers_cell(given(need.need())));
    row.push_back(number_cell(given(need.on_post), 0));
    row.push_back(teachers_cell(given(need.shortage)));
    row.push_back(spare_cell(spare_of(need)));
    row.push_back(least_cell(need.retired(), need.retired_told));
    row.push_back(number_cell(given(need.lessons()), 0));
    row.push_back(teachers_cell(given(need.primary_need)));
    row.push_back(teachers_cell(given(need.junior_need)));
  }

  [[nodiscard]] std::vector<TableColumn> year_columns() const {
    return {words("column.year"),           number("column.to_hire"),  number("column.need"),
            number("column.on_post"),       number("column.shortage"), number("column.surplus"),
            number("column.retired"),       number("column.lessons"),  number("column.primary_classes"),
            number("column.junior_classes")};
  }

  /// How there can be more teachers than needed and some to hire, of the last year in which it is so; empty where it never is.
  [[nodiscard]] std::string spare_note() const {
    for (std::size_t ahead = input_.forecast->horizon; ahead-- > 0;) {
      const TeacherNeed sum = teachers_together(input_, areas_.front(), ahead, summed_);
      const bool is_both = sum.missing() < 0 && sum.to_hire > 0;
      if (!is_both) continue;
      return say("staff.spare", {{"year", year(ahead)},
                                 {"spare", shown(-monitor::whole_teachers(sum.missing()), 0)},
                                 {"to_hire", shown(monitor::whole_teachers(sum.to_hire), 0)}});
    }
    return {};
  }

  [[nodiscard]] std::vector<TableCell> year_row(const ForecastArea& area, std::size_t ahead) const {
    const TeacherNeed sum = teachers_together(input_, area, ahead, summed_);
    return {word_cell(year(ahead)),
            least_cell(sum.to_hire, sum.to_hire_at_least),
            teachers_cell(given(sum.need())),
            number_cell(given(sum.on_post), 0),
            teachers_cell(given(sum.shortage)),
            spare_cell(spare_of(sum)),
            least_cell(sum.retired(), sum.retired_told),
            number_cell(given(sum.lessons()), 0),
            number_cell(given(stage_classes(input_, area, ahead, Stage::Primary)), 0),
            number_cell(given(stage_classes(input_, area, ahead, Stage::Junior)), 0)};
  }

  [[nodiscard]] ReportTable years() const {
    ReportTable table = begin("staff_years", year_columns());
    for (std::size_t ahead = 0; ahead < input_.forecast->horizon; ++ahead) table.rows.push_back(year_row(areas_.front(), ahead));
    table.notes = notes();
    return table;
  }

  [[nodiscard]] ReportTable area_years() const {
    std::vector<TableColumn> columns = year_columns();
    columns.insert(columns.begin(), words("column.area"));
    ReportTable table = begin("staff_area_years", std::move(columns));
    for (const ForecastArea& area : areas_) {
      if (area.area == nullptr) continue;
      for (std::size_t ahead = 0; ahead < input_.forecast->horizon; ++ahead) {
        std::vector<TableCell> row = year_row(area, ahead);
        row.insert(row.begin(), word_cell(area.area->code + " " + area.area->name));
        table.rows.push_back(std::move(row));
      }
    }
    return table;
  }

  [[nodiscard]] ReportTable subjects() const {
    std::vector<TableColumn> columns = {words("column.subject")};
    for (TableColumn& column : teacher_columns()) columns.push_back(std::move(column));
    const std::size_t end = input_.forecast->horizon - 1;
    ReportTable table = begin("staff_subjects", std::move(columns), {{"year", year(end)}});
    table.notes = {say("staff.whole")};
    for (const std::size_t subject : subjects_) {
      const TeacherNeed need = teachers_of(input_, areas_.front(), end, subject);
      std::vector<TableCell> row = {word_cell(input_.staff.subjects[subject])};
      add_cells(need, row);
      table.rows.push_back(std::move(row));
    }
    if (summed_.size() < 2) return table;
    std::vector<TableCell> sum = {word_cell(say("staff.all_subjects"))};
    add_cells(teachers_together(input_, areas_.front(), end, summed_), sum);
    table.rows.push_back(std::move(sum));
    table.notes.push_back(say(summed_.size() < subjects_.size() ? "staff.sum_of_known" : "staff.sum"));
    return table;
  }

  [[nodiscard]] ReportTable areas() const {
    std::vector<TableColumn> columns = {words("column.area"), words("column.subject")};
    for (TableColumn& column : teacher_columns()) columns.push_back(std::move(column));
    const std::size_t end = input_.forecast->horizon - 1;
    ReportTable table = begin("staff_areas", std::move(columns), {{"year", year(end)}});
    for (const ForecastArea& area : areas_) {
      if (area.area == nullptr) continue;
      for (const std::size_t subject : subjects_) {
        std::vector<TableCell> row = {word_cell(area.area->code + " " + area.area->name), word_cell(input_.staff.subjects[subject])};
        add_cells(teachers_of(input_, area, end, subject), row);
        table.rows.push_back(std::move(row));
      }
    }
    return table;
  }

  [[nodiscard]] ReportTable everything(std::span<const ForecastArea> shown_areas) const {
    std::vector<TableColumn> columns = {words("column.area"), words("column.year"), words("column.subject")};
    for (TableColumn& column : teacher_columns()) columns.push_back(std::move(column));
    ReportTable table = begin("staff_all", std::move(columns));
    for (const ForecastArea& area : shown_areas) {
      const std::string name = area.area == nullptr ? say("all_areas") : area.area->code + " " + area.area->name;
      for (std::size_t ahead = 0; ahead < input_.forecast->horizon; ++ahead)
        for (const std::size_t subject : subjects_) {
          const TeacherNeed need = teachers_of(input_, area, ahead, subject);
          std::vector<TableCell> row = {word_cell(name), word_cell(year(ahead)), word_cell(input_.staff.subjects[subject])};
          add_cells(need, row);
          table.rows.push_back(std::move(row));
        }
    }
    return table;
  }

  std::vector<ForecastArea> areas_;
  std::vector<std::size_t> subjects_;
  std::vector<std::size_t> summed_;
};

/// Takes out the columns of numbers that no row has.
void drop_unknown_columns(ReportTable& table) {
  for (std::size_t column = table.columns.size(); column-- > 1;) {
    if (std::ranges::any_of(table.rows, [&](const auto& row) { return row[column].number.has_value(); })) continue;
    table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(column));
    for (auto& row : table.rows) row.erase(row.begin() + static_cast<std::ptrdiff_t>(column));
  }
}

class FlowTables : public Builder {
 public:
  using Builder::Builder;

  std::vector<ReportTable> run() const {
    std::vector<ReportTable> out;
    if (!input_.history->flows.empty()) out.push_back(flows());
    if (has_settlements()) out.push_back(settlements());
    return out;
  }

  [[nodiscard]] bool has_settlements() const { return input_.settlements != nullptr && !input_.settlements->rows.empty(); }
  [[nodiscard]] ReportTable settlements() const {
    std::vector<TableColumn> columns = {words("column.settlement"), words("column.county"), words("column.stage"), number("column.today")};
    for (std::size_t ahead = 0; ahead < input_.forecast->horizon; ++ahead) columns.push_back({year(ahead), ColumnAlign::Right});
    ReportTable table = begin("settlements", std::move(columns));
    for (const forecast::SettlementDemand& each : input_.settlements->rows) {
      const std::string name = name_with_id(each.name, each.id, input_.lang);
      std::vector<TableCell> row = {word_cell(name), word_cell(input_.history->counties[each.county].name),
                                    word_cell(std::string(stage_name(each.stage, input_.lang))), number_cell(given(each.today), 0)};
      for (const double pupils : each.pupils) row.push_back(number_cell(pupils, 0));
      table.rows.push_back(std::move(row));
    }
    return table;
  }

 private:
  [[nodiscard]] ReportTable flows() const {
    const forecast::History& history = *input_.history;
    std::vector<TableColumn> columns = {words("column.grade"), number("column.pupils")};
    for (const std::string_view flow : forecast::kFlowColumns) columns.push_back(number("flow." + std::string(flow)));
    columns.push_back(number("column.unexplained"));
    ReportTable table = begin("flows", std::move(columns), {{"year", school_year_words(SchoolYear{history.last_year()}, input_.lang)}});
    for (std::size_t g = 0; g < kGrades; ++g) {
      double pupils = 0;
      bool any = false;
      double unexplained = 0;
      std::array<double, forecast::kFlows> sums{};
      for (std::size_t county = 0; county < history.counties.size(); ++county) {
        const double last = history.county_total(county, history.years - 1)[g];
        if (forecast::is_none(last)) continue;
        any = true;
        pupils += last;
        unexplained += forecast::unexplained_change(history, county)[g];
        for (std::size_t flow = 0; flow < sums.size(); ++flow) sums[flow] += history.flows[county][flow][g];
      }
      if (!any) continue;
      std::vector<TableCell> row = {word_cell(std::to_string(g)), number_cell(pupils, 0)};
      for (const double each : sums) row.push_back(number_cell(given(each), 0));
      row.push_back(number_cell(given(unexplained), 0));
      table.rows.push_back(std::move(row));
    }
    drop_unknown_columns(table);
    return table;
  }
};

}  // namespace

std::vector<ReportTable> forecast_staff_tables(const ForecastInput& input) {
  return input.teachers == nullptr ? std::vector<ReportTable>() : StaffTables(input).run();
}

std::vector<ReportTable> forecast_flow_tables(const ForecastInput& input) { return FlowTables(input).run(); }

std::vector<ReportTable> forecast_page_tables(const ForecastInput& input) {
  std::vector<ReportTable> out;
  if (input.teachers != nullptr) out = StaffTables(input).of_page();
  if (const FlowTables tables(input); tables.has_settlements()) out.push_back(tables.settlements());
  std::erase_if(out, [](const ReportTable& table) { return table.rows.size() > kMostPageRows; });
  return out;
}

}  // namespace junheng::report
