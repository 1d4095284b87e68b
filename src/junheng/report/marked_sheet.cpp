#include "junheng/report/marked_sheet.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <string>

#include "junheng/core/catalogue.h"
#include "junheng/core/text.h"
#include "junheng/report/column_guide.h"

namespace junheng::report {

namespace {

using formats::CellKind;
using formats::CellStyle;

constexpr std::uint32_t kErrorFill = 0xF4B0A8;
constexpr std::uint32_t kWarningFill = 0xFFEB9C;
constexpr std::uint32_t kInfoFill = 0xDDEBF7;

CellStyle style_of(Severity severity) {
  CellStyle style;
  switch (severity) {
    case Severity::Info: style.fill = kInfoFill; break;
    case Severity::Warning: style.fill = kWarningFill; break;
    case Severity::Error:
      style.fill = kErrorFill;
      style.bold = true;
      break;
  }
  return style;
}

std::string note_of(const Issue& issue, Lang lang) {
  return text("marked.note", lang,
              {{"severity", std::string(text("severity." + std::string(to_string(issue.severity)), lang))},
               {"message", issue.message(lang)},
               {"hint", issue.hint(lang)}});
}

}  // namespace

std::optional<double> plain_cell_number(std::string_view text) {
  constexpr std::size_t kShownDigits = 11;
  std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  if (point == 0 || point > kShownDigits || text.size() > kShownDigits + 5) return std::nullopt;
  if (point > 1 && digits.front() == '0') return std::nullopt;
  if (digits.find_first_not_of("0123456789.") != std::string_view::npos) return std::nullopt;
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  return failure == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::map<std::uint32_t, MarkedSheet::CellFindings> MarkedSheet::by_column(std::uint32_t row) const {
  std::map<std::uint32_t, CellFindings> out;
  const auto add = [&](const std::vector<const Issue*>& issues, bool is_whole_table) {
    for (const Issue* issue : issues) {
      CellFindings& cell = out[is_whole_table ? 1 : issue->where.column];
      cell.severity = std::max(cell.severity, issue->severity);
      cell.note += (cell.note.empty() ? "" : "\n\n") + note_of(*issue, lang_);
    }
  };
  if (const auto found = findings_.find(row); found != findings_.end()) add(found->second, false);
  // What is said about the whole table has no cell: it stands at its first.
  if (row == 1)
    if (const auto found = findings_.find(0); found != findings_.end()) add(found->second, true);
  return out;
}

void MarkedSheet::header(std::span<const std::string_view> fields) {
  constexpr double kNarrowest = 9;
  constexpr double kWidest = 30;
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    const double width = std::clamp(static_cast<double>(display_width(fields[i])) + 2, kNarrowest, kWidest);
    writer_.column_width(i + 1, i + 1, width);
  }
  writer_.freeze(1, 0);
}

void MarkedSheet::row(std::uint32_t number, std::span<const std::string_view> fields, std::span<const CellKind> kinds) {
  const auto findings = by_column(number);
  if (number >= written_rows_.size()) written_rows_.resize(std::size_t{number} + 1, false);
  written_rows_[number] = true;
  const auto whole_row = findings.find(0);
  const CellStyle row_style = whole_row == findings.end() ? CellStyle{} : style_of(whole_row->second.severity);
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    const auto found = findings.find(i + 1);
    const CellStyle style = found == findings.end() ? row_style : style_of(found->second.severity);
    cell(number, i + 1, fields[i], kinds.empty() ? std::nullopt : std::optional(kinds[i]), style);
  }
  for (const auto& [column, cell_findings] : findings) {
    if (column > fields.size()) writer_.blank(number, column, style_of(cell_findings.severity));
    // The row's own comment goes to its first cell, with that cell's.
    if (column == 0 && !findings.contains(1)) comment(number, 1, cell_findings.note);
    if (column == 0) continue;
    comment(number, column,
            column == 1 && whole_row != findings.end() ? whole_row->second.note + "\n\n" + cell_findings.note : cell_findings.note);
  }
}

void MarkedSheet::guide(const model::TableSpec& table, std::span<const std::string_view> header) {
  constexpr std::uint32_t kRows = 5000;
  const std::uint32_t rows = std::max(kRows, static_cast<std::uint32_t>(written_rows_.size()));
  const auto findings = by_column(1);
  for (std::uint32_t i = 0; i < header.size(); ++i) {
    const model::ColumnSpec* spec = table.column(trim(header[i]));
    if (spec == nullptr) continue;
    // The lists follow the language of the sheet, not that of the findings.
    const Lang lang = spec->zh == trim(header[i]) ? Lang::Zh : Lang::En;
    const TemplateColumn column = column_of(*spec);
    const CodeNames names = lang == Lang::Zh ? CodeNames::Named : CodeNames::Codes;
    writer_.validate(2, i + 1, rows, i + 1, column_rule(column, lang, names));
    if (!findings.contains(i + 1) && (i != 0 || !findings.contains(0))) comment(1, i + 1, column_note(table, column, lang, names));
  }
}

void MarkedSheet::merge(std::span<const formats::CellRange> ranges) {
  constexpr std::uint64_t kMostCells = 10000;
  std::set<std::pair<std::uint32_t, std::uint32_t>> taken;
  for (const formats::CellRange& range : ranges) {
    const std::uint64_t cells = std::uint64_t{range.last_row - range.first_row + 1} * (range.last_column - range.first_column + 1);
    if (cells < 2 || cells > kMostCells) continue;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> own;
    for (std::uint32_t row = range.first_row; row <= range.last_row; ++row)
      for (std::uint32_t column = range.first_column; column <= range.last_column; ++column) own.emplace_back(row, column);
    if (std::ranges::any_of(own, [&](const auto& cell) { return taken.contains(cell); })) continue;
    taken.insert(own.begin(), own.end());
    writer_.merge(range.first_row, range.first_column, range.last_row, range.last_column, "");
  }
}

void MarkedSheet::mark_rows_without_cells() {
  for (const auto& [number, issues] : findings_)
    if (number > 0 && (number >= written_rows_.size() || !written_rows_[number])) row(number, {});
}

void MarkedSheet::cell(std::uint32_t row, std::uint32_t column, std::string_view text, std::optional<CellKind> kind,
                       const CellStyle& style) {
  const bool may_be_number = !kind || *kind == CellKind::Number || *kind == CellKind::Formula;
  std::optional<double> number;
  if (may_be_number) {
    if (!kind) number = plain_cell_number(text);
    else {
      double value = 0;
      const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
      if (failure == std::errc{} && end == text.data() + text.size()) number = value;
    }
  }
  if (number) writer_.number(row, column, *number, style);
  else if (!text.empty()) writer_.text(row, column, text, style);
  else if (style != CellStyle{}) writer_.blank(row, column, style);
}

void MarkedSheet::comment(std::uint32_t row, std::uint32_t column, const std::string& note) {
  if (comments_ == kMostComments) {
    ++cells_without_comment_;
    return;
  }
  ++comments_;
  writer_.comment(row, column, note);
}

}  // namespace junheng::report
