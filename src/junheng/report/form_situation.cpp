#include "junheng/report/form_tables.h"
#include "junheng/report/measure_names.h"
#include "junheng/report/number_format.h"

namespace junheng::report {

namespace {

using formats::Align;
using model::SchoolKind;

constexpr double kTenThousand = 10000;

class SituationTable {
 public:
  SituationTable(const FormContext& context, const CountyCounts& counts, FormSheet& sheet)
      : context_(context), counts_(counts), sheet_(sheet) {}

  // The rows and their numbers are those of the form. What the dataset has no column for stays empty for the clerk.
  void write() {
    sheet_.heading(context_.words("xlsx.situation.people"));
    area_row("population", "resident_population", kTenThousand, 2);
    area_row("rural_population", "rural_population", kTenThousand, 2);
    area_row("townships", "townships", 1, 0);
    area_row("villages", "villages", 1, 0);
    sheet_.heading(context_.words("xlsx.situation.economy"));
    area_row("gdp", "gdp_per_head_yuan", 1, 0);
    area_row("fiscal_revenue", "fiscal_revenue_per_head_yuan", 1, 0);
    income_row("farmer_income", "income_rural_per_head_yuan");
    income_row("urban_income", "income_urban_per_head_yuan");
    sheet_.heading(context_.words("xlsx.situation.schools"));
    count_row("primary_schools", counts_.schools(SchoolKind::kPrimary));
    count_row("nine_year", counts_.schools(SchoolKind::kNineYear));
    count_row("junior_schools", counts_.schools(SchoolKind::kJunior));
    count_row("complete_secondary", counts_.schools(SchoolKind::kCompleteSecondary));
    count_row("twelve_year", counts_.schools(SchoolKind::kTwelveYear));
    count_row("special", counts_.special_schools);
    count_row("teaching_points", counts_.teaching_points);
    teaching_points_from_50();
    const StageCounts& primary = counts_.stages[assess::Assessment::slot(Stage::Primary)];
    const StageCounts& junior = counts_.stages[assess::Assessment::slot(Stage::Junior)];
    sheet_.heading(context_.words("xlsx.situation.classes"));
    sum_row("primary_classes", primary.classes);
    sum_row("junior_classes", junior.classes);
    sum_row("primary_pupils", primary.pupils);
    sum_row("junior_pupils", junior.pupils);
    sum_row("primary_staff", primary.staff);
    sum_row("primary_teachers", primary.teachers);
    sum_row("junior_staff", junior.staff);
    sum_row("junior_teachers", junior.teachers);
  }

 private:
  void begin(std::string_view key) {
    sheet_.number(++number_, 0);
    sheet_.text(context_.words("xlsx.situation." + std::string(key)));
  }

  void end(std::string_view remark) {
    sheet_.text(remark);
    sheet_.end_row();
  }

  void area_row(std::string_view key, std::string_view measure, double divisor, int decimals) {
    begin(key);
    const auto value = context_.dataset().area_items.get(context_.area->area, context_.assessment().year, measure).get();
    sheet_.number(value ? std::optional(*value / divisor) : std::nullopt, decimals, value ? Mark::None : Mark::Unknown);
    end(value ? ""
              : context_.words("xlsx.situation.missing",
                               {{"item", measure_name(*context_.assessment().standard, measure, context_.lang())}}));
  }

  /// Without the income of the group the cell stays empty for the clerk, who is told what to add, and what is known of all residents.
  void income_row(std::string_view key, std::string_view measure) {
    const auto& items = context_.dataset().area_items;
    const auto value_of = [&](std::string_view item) { return items.get(context_.area->area, context_.assessment().year, item).get(); };
    if (value_of(measure)) return area_row(key, measure, 1, 0);
    begin(key);
    sheet_.blank();
    Params params = {{"item", measure_name(*context_.assessment().standard, measure, context_.lang())}};
    const auto all = value_of("income_per_head_yuan");
    if (all) params.emplace_back("value", shown_amount(*all));
    end(context_.words(all ? "xlsx.situation.income" : "xlsx.situation.no_income", params));
  }

  void count_row(std::string_view key, int count) {
    begin(key);
    sheet_.number(count, 0);
    end("");
  }

  void teaching_points_from_50() {
    begin("teaching_points_from_50");
    const int unknown = counts_.teaching_points_of_unknown_size;
    sheet_.number(counts_.teaching_points_from_50, 0, unknown > 0 ? Mark::Unknown : Mark::None);
    end(unknown > 0 ? context_.words("xlsx.situation.without_pupils", {{"count", std::to_string(unknown)}}) : "");
  }

  void sum_row(std::string_view key, const StageSum& sum) {
    begin(key);
    const bool complete = sum.schools_missing == 0;
    sheet_.number(sum.value(), 0, complete ? Mark::None : Mark::Unknown);
    end(complete ? ""
                 : context_.words("xlsx.situation.schools_missing",
                                  {{"count", std::to_string(sum.schools_missing)}, {"total", std::to_string(sum.schools)}}));
  }

  const FormContext& context_;
  const CountyCounts& counts_;
  FormSheet& sheet_;
  int number_ = 0;
};

}  // namespace

void write_situation(const FormContext& context, const CountySchools& schools) {
  FormSheet sheet = context.numbered_sheet("situation",
                                           {{context.words("xlsx.column.number"), 7, Align::Center},
                                            {context.words("xlsx.column.item"), 42, Align::Left},
                                            {context.words("xlsx.column.value"), 14, Align::Right},
                                            {context.words("xlsx.column.remark"), 36, Align::Left}},
                                           Page::Portrait);
  SituationTable(context, schools.counts(), sheet).write();
  sheet.note(context.words("xlsx.situation.note"));
  sheet.note(context.words("xlsx.situation.numbers"));
}

}  // namespace junheng::report
