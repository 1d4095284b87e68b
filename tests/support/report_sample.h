#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "junheng/assess/assess.h"
#include "junheng/report/report_input.h"
#include "support/dataset_builder.h"

namespace junheng::testing {

/// A standard with one of everything that a report shows: two indicators (one from a source that was not verified) with standard, floor
/// and CV limit, the 1-of-2 school rule, an item computed from ratios, one that is reported, one with two clauses, a veto.
inline standards::Standard sample_standard() {
  using standards::DatedValue, standards::Indicator, standards::Item, standards::ItemClause, standards::ItemGroup, standards::ItemRule,
      standards::LimitKind, standards::Pack, standards::Source, standards::Standard, standards::ValueStatus;
  const Source text{"Measure of 2017", "clause 1", "https://example.org/measure", Date{2026, 1, 2}};
  const auto value = [&](LimitKind kind, double number, ValueStatus status = ValueStatus::Verified) {
    return DatedValue{{}, kind, {}, {2017, 4, 19}, {}, number, status, text, 0};
  };
  Pack pack;
  pack.id = "test.sample";
  pack.title = {"示例标准", "Sample standard"};
  pack.in_force_from = Date{2017, 4, 19};
  pack.notes = {{"关于示例标准的一条说明。", "One note on the sample standard."}};
  pack.entry = {{Stage::Primary, {211}, {}, {}, ValueStatus::Verified, text, 0},
                {Stage::Junior, {311}, {}, {}, ValueStatus::Verified, text, 0}};

  Indicator teachers;
  teachers.id = "T1";
  teachers.title = {"每百名学生教师数", "Teachers per 100 pupils"};
  teachers.ratio = {{{"teachers", 1}}, {{"pupils", 1}}, 100, 0};
  teachers.unit = "person/100 pupils";
  teachers.limits = {value(LimitKind::Standard, 5), value(LimitKind::Floor, 4.25), value(LimitKind::Cv, 0.1)};
  Indicator books;
  books.id = "B2";
  books.title = {"生均图书", "Books per pupil"};
  books.ratio = {{{"books", 1}}, {{"pupils", 1}}, 1, 0};
  books.unit = "volume/pupil";
  books.limits = {value(LimitKind::Standard, 20, ValueStatus::Unverified), value(LimitKind::Cv, 0.5, ValueStatus::Unverified)};
  pack.indicators = {teachers, books};
  pack.school_limits = {value(LimitKind::AtLeast, 1)};

  const auto clause = [&](ItemRule rule, std::string numerator, std::string denominator, std::vector<DatedValue> limits) {
    ItemClause out;
    out.rule = rule;
    out.ratio = {{{std::move(numerator), 1}}, {{std::move(denominator), 1}}, 100, 0};
    out.unit = "percent";
    out.limits = std::move(limits);
    return out;
  };
  const auto item = [&](std::string id, Bilingual title, ItemGroup group, std::vector<ItemClause> clauses) {
    return Item{std::move(id), std::move(title), group, std::move(clauses), {}, ValueStatus::Verified, text, 0};
  };
  ItemClause reported;
  ItemClause certified = clause(ItemRule::SchoolsRatio, "teachers_certified", "teachers", {value(LimitKind::Standard, 100)});
  certified.title = {"持证率", "Certified share"};
  ItemClause trained = clause(ItemRule::SchoolsRatio, "teachers_trained_360h", "teachers", {value(LimitKind::Standard, 90)});
  trained.title = {"培训率", "Trained share"};
  pack.items = {
      item("D1", {"规划布局合理", "Schools are well placed"}, ItemGroup::Government, {reported}),
      item("D2", {"残疾儿童入学率", "Disabled children enrolled"}, ItemGroup::Quality,
           {clause(ItemRule::AreaRatio, "disabled_enrolled", "disabled_children", {value(LimitKind::Standard, 95)})}),
      item("D3", {"教师持证并培训", "Teachers are certified and trained"}, ItemGroup::Government, {certified, trained}),
      item("N1", {"存在重点班", "There are elite classes"}, ItemGroup::Veto, {reported}),
  };
  return {std::move(pack), {2024, 9, 1}, {}};
}

/// Rows of one county under sample_standard(): primary schools that meet, miss the floor and have no value, one of a kind that does not
/// enter, and a junior school. `mark` ends every name.
inline void add_sample_county(DatasetBuilder& data, const std::string& code, const std::string& mark = {}) {
  const auto school = [&](const std::string& id, int kind, const std::string& name, double lon) {
    data.school(code + id, kind, name + mark).set("lon", lon).set("lat", 30.1 + (lon - 120) / 2);
    data.stage(kind == 311 ? Stage::Junior : Stage::Primary);
  };
  data.county(code, "Hill County" + mark);
  school("1", 211, "North School", 120.1);
  data.set("pupils", 1200).set("teachers", 72).set("books", 36000).set("teachers_certified", 72).set("teachers_trained_360h", 70);
  school("2", 211, "Poor School", 120.2);
  data.set("pupils", 400).set("teachers", 12).set("books", 4000).set("teachers_certified", 11).set("teachers_trained_360h", 9);
  school("3", 211, "Silent School", 120.3);
  data.set("pupils", 200).set("teachers", 9);
  school("4", 218, "Small Point", 120.4);
  data.set("pupils", 12).set("teachers", 2).set("books", 200);
  school("5", 311, "Junior School", 120.15);
  data.set("pupils", 900).set("teachers", 63).set("books", 27000).set("teachers_certified", 63).set("teachers_trained_360h", 63);
  data.item("D1", 1).item("N1", 1);
}

/// A report of `counties` sample counties with all that it points to.
struct ReportSample {
  model::Dataset dataset;
  assess::Assessment assessment;
  std::vector<Issue> issues;
  report::ReportInput input;
};

struct SampleOptions {
  int counties = 1;
  model::AreaLevel level = model::AreaLevel::County;
  Lang lang = Lang::En;
  /// Ends every name of a school or county.
  std::string mark;
};

inline std::unique_ptr<ReportSample> make_report_sample(const SampleOptions& options = {},
                                                        standards::Standard standard = sample_standard()) {
  auto sample = std::make_unique<ReportSample>();
  DatasetBuilder data;
  if (options.level != model::AreaLevel::County) data.area("330000", model::AreaLevel::Province, "Sample Province");
  const std::size_t first = options.level == model::AreaLevel::County ? 0 : 1;
  for (int c = 0; c < options.counties; ++c) add_sample_county(data, std::to_string(330101 + c), options.mark);
  sample->dataset = data.build();
  for (std::size_t a = first; first == 1 && a < sample->dataset.areas.size(); ++a) sample->dataset.areas.parents[a] = AreaIndex(0);
  sample->dataset.manifest.title = "Returns of 2024";
  sample->dataset.manifest.source = "Education Bureau";
  assess::AssessOptions assess_options;
  assess_options.year = {2024};
  assess_options.level = options.level;
  sample->assessment = assess::Assessor::create(sample->dataset, std::make_shared<standards::Standard>(std::move(standard)), assess_options)
                           .value()
                           .assess();
  sample->input = {&sample->assessment, &sample->dataset, &sample->issues, false, options.lang, "2026-11-23", "9.8.7"};
  return sample;
}

}  // namespace junheng::testing
