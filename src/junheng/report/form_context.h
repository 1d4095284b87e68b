#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "junheng/core/catalogue.h"
#include "junheng/report/form_sheet.h"
#include "junheng/report/listing.h"
#include "junheng/report/report_input.h"

namespace junheng::report {

/// Whose application form the tables follow.
enum class FormKind : std::uint8_t {
  Quality,  ///< 优质均衡: every CV has a limit
  Basic,    ///< 基本均衡: the composite CV has one
  None,     ///< a standard without CV limits: the tables have no numbers of a form
};

[[nodiscard]] FormKind form_of(const assess::Assessment& assessment);

/// What the tables of one area are written from.
struct FormContext {
  const ReportInput* input = nullptr;
  /// nullptr on sheets about the whole workbook.
  const assess::AreaResult* area = nullptr;
  formats::XlsxWriter* writer = nullptr;
  FormKind form = FormKind::None;
  /// The workbook holds several areas: sheet names begin with the area's.
  bool is_one_of_many = false;
  /// Schools that enter in any area of the report.
  std::size_t school_count = 0;

  [[nodiscard]] const assess::Assessment& assessment() const { return *input->assessment; }
  [[nodiscard]] const model::Dataset& dataset() const { return *input->dataset; }
  [[nodiscard]] Lang lang() const { return input->lang; }
  [[nodiscard]] std::string words(std::string_view key, const Params& params = {}) const { return text(key, lang(), params); }
  [[nodiscard]] std::string area_name() const;
  [[nodiscard]] std::string school_name(SchoolIndex school) const { return std::string(dataset().schools.names.at(school.value)); }
  [[nodiscard]] SheetHead head() const;
  /// A sheet with the head of the area. `key` names the texts "xlsx.sheet.*" (its name) and "xlsx.title.*" (its title); `alerts` stand
  /// above the table with those of the head.
  [[nodiscard]] FormSheet sheet(std::string_view key, std::vector<FormColumn> columns, Page page,
                                const std::vector<std::string>& alerts = {}) const;
  /// The same for a table of the application form, which has a number of its own in each form.
  [[nodiscard]] FormSheet numbered_sheet(std::string_view key, std::vector<FormColumn> columns, Page page) const;
};

/// Header of an indicator's column: id, title, unit.
[[nodiscard]] std::string indicator_header(const standards::Indicator& indicator, Lang lang);

}  // namespace junheng::report
