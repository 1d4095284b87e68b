#pragma once

#include <memory>
#include <string>
#include <utility>

#include "junheng/report/monitor_report.h"
#include "junheng/report/monitor_subjects.h"
#include "junheng/report/report_table.h"

#include "support/dataset_builder.h"

namespace junheng::report {

/// A report by subject on a dataset, under Shandong's table and the built-in loads, whose parts stay where they are.
struct SubjectScene {
  explicit SubjectScene(model::Dataset made, int year = 2024)
      : dataset(std::move(made)), library(standards::load_curricula(standards::built_in_curricula())) {
    const monitor::SubjectInput input = {&dataset, SchoolYear{year}, &library, library.default_curriculum(), library.default_loads()};
    monitor = monitor::monitor_subjects(input);
    report.dataset = &dataset;
    report.monitor = &monitor;
    report.library = &library;
    report.curriculum = input.curriculum;
    report.loads = input.loads;
    report.areas = monitor::subject_areas(monitor, dataset, std::nullopt, "");
    report.years = monitor::subject_years(input, monitor);
  }
  SubjectScene(const SubjectScene&) = delete;
  SubjectScene& operator=(const SubjectScene&) = delete;

  model::Dataset dataset;
  standards::CurriculumLibrary library;
  monitor::SubjectMonitor monitor;
  SubjectReport report;
};

/// Need and periods of the scene, without any other monitor.
struct PageScene {
  explicit PageScene(testing::DatasetBuilder data, Lang lang = Lang::En) : subjects(data.build()) {
    monitoring.dataset = &subjects.dataset;
    monitoring.limits = &standards::built_in_monitor_limits();
    monitoring.year = SchoolYear{2024};
    input.monitoring = &monitoring;
    input.lang = lang;
    input.subjects = &subjects.report;
  }
  PageScene(const PageScene&) = delete;
  PageScene& operator=(const PageScene&) = delete;

  SubjectScene subjects;
  monitor::Monitoring monitoring;
  MonitorInput input;
};

/// One class of grade 1 in each of two years: Chinese is due 8 periods and needs 8 / 14 = 0.571 teachers, PE 4 and 4 / 18 = 0.222.
/// In 2023 nobody teaches Chinese, which gets 4 periods; in 2024 two do, with 8.
inline testing::DatasetBuilder two_years() {
  testing::DatasetBuilder data;
  data.county("330102", "甲县").school("P1", 211, "一小");
  for (const int year : {2023, 2024}) {
    data.year(year).stage(Stage::Primary).set("pupils", 40);
    data.grade(1).set("pupils", 40).set("classes", 1);
    data.subject_staff(Stage::Primary, "语文").set("teachers", year == 2023 ? 0 : 2).set("weekly_periods", year == 2023 ? 4 : 8);
  }
  return data;
}

/// The same, and a second school of the same size, of which nothing is told in 2023 and no teacher in 2024.
inline testing::DatasetBuilder two_years_and_a_silent_school() {
  testing::DatasetBuilder data = two_years();
  data.school("P2", 211, "二小").stage(Stage::Primary).set("pupils", 40);
  data.grade(1).set("pupils", 40).set("classes", 1);
  return data;
}

/// Texts of the first row whose cell in `column` is `words`; empty if there is none.
inline std::vector<std::string> texts_of(const ReportTable& table, std::size_t column, std::string_view words) {
  std::vector<std::string> out;
  for (const auto& row : table.rows) {
    if (row.at(column).text != words) continue;
    for (const TableCell& cell : row) out.push_back(cell.marked());
    break;
  }
  return out;
}

}  // namespace junheng::report
