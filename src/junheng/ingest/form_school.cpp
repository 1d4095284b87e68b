#include "junheng/ingest/form_school.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "junheng/core/text.h"
#include "junheng/ingest/form_sheet.h"
#include "junheng/model/schema.h"

namespace junheng::ingest {

namespace {

constexpr std::uint32_t kHeadingRows = 6;
constexpr std::size_t kSchoolIdDigits = 10;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string leading_digits(std::string_view text) {
  return std::string(text.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin())));
}

/// The three digits of a code that stands in a text such as "小学(211)"; else the text.
std::string code_in(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string digits = leading_digits(text.substr(at));
    if (digits.size() == 3) return digits;
    if (!digits.empty()) at += digits.size() - 1;
  }
  return std::string(text);
}

}  // namespace

FormSchool::FormSchool(const FormMapping& mapping, const formats::Workbook& workbook, std::string file, std::string folder)
    : mapping_(mapping), workbook_(workbook), file_(std::move(file)), folder_(std::move(folder)) {}

bool FormSchool::is_school_form(const formats::Sheet& sheet) const {
  return std::ranges::any_of(mapping_.school_forms, [&](const std::string& form) { return is_form(sheet, form); });
}

FormValue FormSchool::beside(const formats::Sheet& sheet, std::uint32_t row, std::uint32_t column) const {
  for (std::uint32_t at = column + 1; at <= sheet.column_count(); ++at) {
    const formats::Cell& cell = sheet.cell(row, at);
    const std::string_view text = trim(cell.text);
    // Between a label and its value there may be a row code.
    const bool is_row_code = text.size() <= 2 && std::ranges::all_of(text, is_digit);
    if (text.empty() || is_row_code) continue;
    return {std::string(text), cell.kind, Location{file_, sheet.name, row, at, std::string(trim(sheet.cell(row, column).text))}};
  }
  return {};
}

std::optional<FormValue> FormSchool::find_label(const formats::Sheet& sheet, const LabelNames& labels) const {
  for (std::uint32_t row = 1; row <= sheet.row_count(); ++row)
    for (std::uint32_t column = 1; column <= sheet.column_count(); ++column) {
      const std::string_view text = trim(sheet.cell(row, column).text);
      if (text.empty()) continue;
      const std::string folded = fold_label(text);
      for (const std::string& label : labels) {
        const std::string wanted = fold_label(label);
        if (folded == wanted || folded == wanted + ":") {
          if (FormValue found = beside(sheet, row, column); !found.text.empty()) return found;
        } else if (folded.starts_with(wanted + ":")) {
          const auto colon = std::min(text.find(':'), text.find("："));
          const std::size_t width = text[colon] == ':' ? 1 : std::string_view("：").size();
          return FormValue{std::string(trim(text.substr(colon + width))), formats::CellKind::Text,
                           Location{file_, sheet.name, row, column, label}};
        }
      }
    }
  return std::nullopt;
}

FormValue FormSchool::value(std::string_view column) const {
  const auto label = std::ranges::find(mapping_.school, column, &SchoolLabel::to);
  if (label == mapping_.school.end()) return {};
  for (const formats::Sheet& sheet : workbook_.sheets) {
    if (!is_school_form(sheet)) continue;
    auto found = find_label(sheet, label->labels);
    if (!found) continue;
    const model::ColumnSpec* spec = model::find_table("schools")->column(column);
    if (spec != nullptr && spec->type == model::ColumnType::Code) found->text = code_in(found->text);
    return std::move(*found);
  }
  return {};
}

FormValue FormSchool::id() const {
  FormValue found = value("school_id");
  if (found.text.empty() && leading_digits(file_).size() == kSchoolIdDigits) found.text = leading_digits(file_);
  return found;
}

FormValue FormSchool::name() const {
  FormValue found = value("name");
  if (!found.text.empty()) return found;
  const std::string stem = std::filesystem::path(file_).stem().string();
  const auto underscore = stem.find('_');
  found.text = underscore == std::string::npos ? std::string() : stem.substr(underscore + 1);
  return found;
}

FormValue FormSchool::area_code() const {
  FormValue found = value("area_code");
  if (!found.text.empty()) return found;
  const std::string digits = leading_digits(folder_);
  if (digits.size() == 6 || digits.size() == 9 || digits.size() == 12) found.text = digits;
  return found;
}

std::optional<FormValue> FormSchool::year() const {
  for (const formats::Sheet& sheet : workbook_.sheets)
    for (std::uint32_t row = 1; row <= std::min(kHeadingRows, sheet.row_count()); ++row)
      for (std::uint32_t column = 1; column <= sheet.column_count(); ++column)
        if (auto year = school_year_in(sheet.cell(row, column).text))
          return FormValue{std::move(*year), formats::CellKind::Text, Location{file_, sheet.name, row, column, ""}};
  for (const std::string& name : {file_, folder_})
    if (auto year = school_year_in(name)) return FormValue{std::move(*year), formats::CellKind::Text, std::nullopt};
  return std::nullopt;
}

}  // namespace junheng::ingest
