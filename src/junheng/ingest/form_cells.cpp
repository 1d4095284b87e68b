#include "junheng/ingest/form_cells.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"

namespace junheng::ingest {

namespace {

std::optional<double> number_in(std::string_view text) {
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string number_text(double value) {
  char buffer[32];
  const auto [end, failure] = std::to_chars(buffer, buffer + sizeof buffer, value);
  return failure == std::errc{} ? std::string(buffer, end) : std::string();
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : " / ") + name;
  return out;
}

std::string row_text(const FormCell& cell) {
  std::string out = cell.block;
  if (!cell.row_code.empty()) out += (out.empty() ? "" : " ") + cell.row_code;
  if (!cell.row_names.empty()) out += (out.empty() ? "" : " ") + joined(cell.row_names);
  return out;
}

}  // namespace

FormCells::FormCells(const FormMapping& mapping, const formats::Workbook& workbook, std::string file, std::vector<Issue>& issues)
    : mapping_(mapping), workbook_(workbook), file_(std::move(file)), issues_(issues) {}

const FormSheet* FormCells::find_sheet(const std::string& form) {
  const auto known = by_form_.find(form);
  if (known != by_form_.end()) return known->second;
  const FormSheet*& found = by_form_[form];
  for (const formats::Sheet& sheet : workbook_.sheets) {
    if (!is_form(sheet, form)) continue;
    const FormSheet& read = sheets_.try_emplace(&sheet, sheet, mapping_.blocks).first->second;
    if (found != nullptr) {
      report(Code::FormTwice, read, 0, form, {{"first", found->sheet().name}});
      continue;
    }
    found = &read;
    if (!read.has_codes()) report(Code::FormWithoutCodes, read, 0, form, {});
  }
  if (found != nullptr && !found->has_codes()) found = nullptr;
  return found;
}

std::optional<FormCells::Place> FormCells::find_place(const FormCell& cell) {
  const FormSheet* there = nullptr;
  for (const std::string& form : cell.forms) {
    const FormSheet* sheet = find_sheet(form);
    if (sheet == nullptr) continue;
    there = sheet;
    if (!sheet->has_block(cell.block)) continue;
    if (const auto row = sheet->find_row(cell)) return Place{sheet, *row};
    break;
  }
  if (there != nullptr) {
    const std::string wanted = row_text(cell);
    report(Code::FormRowMissing, *there, 0, wanted,
           {{"nearest", nearest(cell.row_names.empty() ? cell.block : cell.row_names.front(), there->labels()).value_or("—")}});
    return std::nullopt;
  }
  const std::string form = joined(cell.forms);
  const bool stands_there = std::ranges::any_of(cell.forms, [&](const std::string& one) {
    return std::ranges::any_of(workbook_.sheets, [&](const formats::Sheet& sheet) { return is_form(sheet, one); });
  });
  if (!stands_there && std::ranges::find(reported_, form) == reported_.end()) {
    reported_.push_back(form);
    issues_.push_back(make_issue(Code::FormMissing, Location{file_, "", 0, 0, ""}, form));
  }
  return std::nullopt;
}

std::uint32_t FormCells::column(const Place& place, const LabelNames& names, bool must_be_there) {
  const auto match = place.sheet->find_column(names);
  if (match.is_ambiguous) report(Code::FormColumnAmbiguous, *place.sheet, 0, joined(names), {});
  else if (match.column == 0 && must_be_there)
    report(Code::FormColumnMissing, *place.sheet, 0, joined(names),
           {{"nearest", names.empty() ? "—" : nearest(fold_label(names.front()), place.sheet->headers()).value_or("—")}});
  return match.column;
}

FormValue FormCells::value_at(const Place& place, std::uint32_t column) const {
  const formats::Sheet& sheet = place.sheet->sheet();
  const formats::Cell& cell = sheet.cell(place.row, column);
  return {std::string(trim(cell.text)), cell.kind, Location{file_, sheet.name, place.row, column, place.sheet->header_of(column)}};
}

std::optional<double> FormCells::sum(const Place& place, const std::vector<LabelNames>& columns, bool must_be_there, FormValue& odd) {
  std::optional<double> total = 0;
  for (const LabelNames& names : columns) {
    const std::uint32_t at = column(place, names, must_be_there);
    if (at == 0) return std::nullopt;
    FormValue value = value_at(place, at);
    const auto number = number_in(value.text);
    if (!number && !value.text.empty()) odd = value;
    if (!odd.place) odd.place = value.place;
    total = number && total ? std::optional(*total + *number) : std::nullopt;
  }
  return total;
}

FormValue FormCells::read_sum(const FormCell& cell, const Place& place) {
  FormValue out;
  auto total = sum(place, cell.sum, true, out);
  std::optional<double> largest;
  for (const auto& choice : cell.larger_of)
    if (const auto value = sum(place, choice, false, out)) largest = std::max(largest.value_or(*value), *value);
  // The ordinary reader refuses a part that is no number, with its place.
  if (!out.text.empty()) return out;
  if (!cell.larger_of.empty()) total = total && largest ? std::optional(*total + *largest) : std::nullopt;
  if (total) out.text = number_text(cell.factor * *total);
  return out;
}

std::optional<double> FormCells::factor_of(const FormCell& cell, const Place& place, std::uint32_t column) {
  if (!cell.is_money) return cell.factor;
  const auto yuan = place.sheet->yuan_per_unit(place.row, column);
  if (yuan) return cell.factor * *yuan;
  report(Code::FormUnitMissing, *place.sheet, place.row, row_text(cell), {});
  return std::nullopt;
}

FormValue FormCells::read(const FormCell& cell) {
  const auto place = find_place(cell);
  if (!place) return {};
  if (cell.sum.size() > 1 || !cell.larger_of.empty()) return read_sum(cell, *place);
  const std::uint32_t at = column(*place, cell.sum.empty() ? LabelNames{} : cell.sum.front(), true);
  if (at == 0) return {};
  FormValue value = value_at(*place, at);
  if (value.text.empty()) return value;
  const auto factor = factor_of(cell, *place, at);
  if (!factor) return {};
  if (*factor == 1) return value;
  if (const auto number = number_in(value.text)) value.text = number_text(*factor * *number);
  return value;
}

void FormCells::report(Code code, const FormSheet& sheet, std::uint32_t row, const std::string& value, Params params) {
  const std::string key = std::string(code_entry(code).name) + "/" + sheet.sheet().name + "/" + value;
  if (std::ranges::find(reported_, key) != reported_.end()) return;
  reported_.push_back(key);
  params.emplace_back("workbook", file_);
  params.emplace_back("sheet", sheet.sheet().name);
  issues_.push_back(make_issue(code, Location{file_, sheet.sheet().name, row, 0, ""}, value, std::move(params)));
}

}  // namespace junheng::ingest
