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

FormCells::FormCells(const FormMapping& mapping, const formats::Workbook& workbook, std::string file)
    : mapping_(mapping), workbook_(workbook), file_(std::move(file)) {}

const FormCells::Form& FormCells::find_form(const std::string& form) {
  const auto [at, is_new] = forms_.try_emplace(form);
  Form& found = at->second;
  if (!is_new) return found;
  for (const formats::Sheet& sheet : workbook_.sheets) {
    if (!is_form(sheet, form)) continue;
    const FormSheet& read = sheets_.try_emplace(&sheet, sheet, mapping_.blocks).first->second;
    if (!found.first.empty()) {
      found.faults.push_back(fault(Code::FormTwice, read, form, {{"first", found.first}}));
      continue;
    }
    found.first = sheet.name;
    if (read.has_codes()) found.sheet = &read;
    else found.faults.push_back(fault(Code::FormWithoutCodes, read, form, {}));
  }
  return found;
}

std::optional<FormCells::Place> FormCells::find_place(const FormCell& cell, FormReading& reading) {
  const FormSheet* there = nullptr;
  bool is_any_there = false;
  for (const std::string& name : cell.forms) {
    const Form& form = find_form(name);
    reading.of_form.insert(reading.of_form.end(), form.faults.begin(), form.faults.end());
    is_any_there |= !form.first.empty();
    if (form.sheet == nullptr) continue;
    there = form.sheet;
    if (!there->has_block(cell.block)) continue;
    if (const auto row = there->find_row(cell)) return Place{there, *row};
    break;
  }
  if (there != nullptr && !there->has_block(cell.block)) {
    reading.of_value.push_back(
        fault(Code::FormBlockMissing, *there, cell.block, {{"nearest", nearest(fold_label(cell.block), there->labels()).value_or("—")}}));
  } else if (there != nullptr && !cell.is_optional) {
    const auto& likely = cell.row_names.empty() ? cell.block : cell.row_names.front();
    reading.of_value.push_back(
        fault(Code::FormRowMissing, *there, row_text(cell), {{"nearest", nearest(likely, there->labels()).value_or("—")}}));
  } else if (!is_any_there) {
    reading.of_form.push_back(make_issue(Code::FormMissing, Location{file_, "", 0, 0, ""}, joined(cell.forms)));
  }
  return std::nullopt;
}

std::optional<std::uint32_t> FormCells::column(const Place& place, const LabelNames& names, std::vector<Issue>& faults) const {
  const auto match = place.sheet->find_column(names);
  if (match.is_ambiguous) faults.push_back(fault(Code::FormColumnAmbiguous, *place.sheet, joined(names), {}));
  else if (!match.column)
    faults.push_back(fault(Code::FormColumnMissing, *place.sheet, joined(names),
                           {{"nearest", names.empty() ? "—" : nearest(fold_label(names.front()), place.sheet->headers()).value_or("—")}}));
  return match.column;
}

/// The choices whose columns are all there. Where none is, no nearest header is named: 美术 alone is not 艺术.
std::vector<ColumnPlaces> FormCells::choices(const Place& place, const FormCell& cell, std::vector<Issue>& faults) const {
  std::vector<ColumnPlaces> out;
  bool is_ambiguous = false;
  for (const NamedColumns& choice : cell.larger_of) {
    ColumnPlaces columns;
    for (const LabelNames& names : choice) {
      const auto match = place.sheet->find_column(names);
      if (match.is_ambiguous) faults.push_back(fault(Code::FormColumnAmbiguous, *place.sheet, joined(names), {}));
      is_ambiguous |= match.is_ambiguous;
      if (match.column) columns.push_back(*match.column);
    }
    if (columns.size() == choice.size()) out.push_back(std::move(columns));
  }
  if (out.empty() && !is_ambiguous && !cell.larger_of.empty())
    faults.push_back(fault(Code::FormColumnMissing, *place.sheet, choices_text(cell.larger_of), {{"nearest", "—"}}));
  return out;
}

FormValue FormCells::value_at(const Place& place, std::uint32_t column) const {
  const formats::Sheet& sheet = place.sheet->sheet();
  const formats::Cell& cell = sheet.cell(place.row, column);
  return {std::string(trim(cell.text)), cell.kind, Location{file_, sheet.name, place.row, column, place.sheet->header_of(column)}};
}

FormValue FormCells::read_sum(const FormCell& cell, const Place& place, std::vector<Issue>& faults) const {
  ColumnPlaces parts;
  for (const LabelNames& names : cell.sum)
    if (const auto at = column(place, names, faults)) parts.push_back(*at);
  const auto larger_of = choices(place, cell, faults);
  if (parts.size() < cell.sum.size() || (larger_of.empty() && !cell.larger_of.empty())) return {};
  const formats::Sheet& sheet = place.sheet->sheet();
  const ColumnTotal total = add_up(parts, larger_of, [&](std::uint32_t at) { return trim(sheet.cell(place.row, at).text); });
  // The ordinary reader refuses a part that is no number, with its place.
  if (total.fault && !total.is_fault_empty) return value_at(place, *total.fault);
  FormValue out = value_at(place, parts.empty() ? larger_of.front().front() : parts.front());
  out.text = total.total ? number_text(cell.factor * *total.total) : std::string();
  out.kind = formats::CellKind::Text;
  return out;
}

std::optional<double> FormCells::factor_of(const FormCell& cell, const Place& place, std::uint32_t column,
                                           std::vector<Issue>& faults) const {
  if (!cell.is_money) return cell.factor;
  const auto yuan = place.sheet->yuan_per_unit(place.row, column);
  if (yuan) return cell.factor * *yuan;
  Issue missing = fault(Code::FormUnitMissing, *place.sheet, row_text(cell), {});
  missing.where.row = place.row;
  faults.push_back(std::move(missing));
  return std::nullopt;
}

FormReading FormCells::read(const FormCell& cell) {
  FormReading out;
  const auto place = find_place(cell, out);
  if (!place) return out;
  if (cell.sum.size() > 1 || !cell.larger_of.empty()) {
    out.value = read_sum(cell, *place, out.of_value);
    return out;
  }
  const auto at = column(*place, cell.sum.empty() ? LabelNames{} : cell.sum.front(), out.of_value);
  if (!at) return out;
  FormValue value = value_at(*place, *at);
  if (!value.text.empty()) {
    const auto factor = factor_of(cell, *place, *at, out.of_value);
    if (!factor) return out;
    if (const auto number = *factor == 1 ? std::nullopt : number_in(value.text)) value.text = number_text(*factor * *number);
  }
  out.value = std::move(value);
  return out;
}

Issue FormCells::fault(Code code, const FormSheet& sheet, const std::string& value, Params params) const {
  params.emplace_back("workbook", file_);
  params.emplace_back("sheet", sheet.sheet().name);
  return make_issue(code, Location{file_, sheet.sheet().name, 0, 0, ""}, value, std::move(params));
}

}  // namespace junheng::ingest
