#include "junheng/ingest/row_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/ingest/pack_items.h"

namespace junheng::ingest {

namespace {

using formats::CellKind;

constexpr std::size_t kShownCharacters = 60;

void push_missing(ParsedColumn& column, model::Absence why) {
  switch (column.layout.keeping) {
    case Keeping::Nothing: return;
    case Keeping::Numbers:
      column.numbers.push_missing(why);
      if (column.layout.keeps_decimals) column.decimals.push_back(kDecimalsUnknown);
      return;
    case Keeping::Texts: column.texts.push({}); return;
    case Keeping::Codes: column.codes.push_back(kNoCode); return;
  }
}

void push_number(ParsedColumn& column, double value, std::uint8_t decimals = kDecimalsUnknown) {
  if (column.layout.keeping != Keeping::Numbers) return;
  column.numbers.push(value);
  if (column.layout.keeps_decimals) column.decimals.push_back(decimals);
}

/// Digits behind the mark of a number that has been read.
std::uint8_t decimals_of(std::string_view text, DecimalMark mark) {
  const std::size_t at = text.find(mark == DecimalMark::Comma ? ',' : '.');
  return at == std::string_view::npos ? 0 : static_cast<std::uint8_t>(std::min<std::size_t>(text.size() - at - 1, kDecimalsUnknown - 1));
}

void push_code(ParsedColumn& column, std::uint32_t code) {
  if (column.layout.keeping == Keeping::Codes) column.codes.push_back(code);
}

CellFault date_fault(Reading reading) {
  switch (reading) {
    case Reading::Number:
    case Reading::Count: return {Code::CellIsDate, {{"expected_zh", "数"}, {"expected_en", "a number"}}};
    case Reading::Year:
    case Reading::SchoolYear: return {Code::CellIsDate, {{"expected_zh", "四位数的年份"}, {"expected_en", "a year of four digits"}}};
    default: return {Code::CellIsDate, {{"expected_zh", "代码表中的词"}, {"expected_en", "a word out of the code list"}}};
  }
}

std::uint32_t largest_code(const model::ColumnSpec& column) { return column.id == "founder" ? 0xFFU : 0xFFFFU; }

bool is_reference(Reading reading) { return reading == Reading::School || reading == Reading::Area; }

}  // namespace

RowReader::RowReader(std::span<const ColumnLayout> layout, const ParsedTable::Part& part, const CellRules& rules, std::size_t row_bound)
    : part_(part), rules_(rules), schools_(rules.registry), areas_(rules.registry) {
  chunk_.columns.resize(layout.size());
  last_params_.resize(layout.size());
  for (std::size_t i = 0; i < layout.size(); ++i) {
    ParsedColumn& column = chunk_.columns[i];
    column.layout = layout[i];
    if (layout[i].keeping == Keeping::Numbers) column.numbers.reserve(row_bound);
    if (layout[i].keeping == Keeping::Codes) column.codes.reserve(row_bound);
  }
  chunk_.row_numbers.reserve(row_bound);
  chunk_.rejected.reserve(row_bound);
}

void RowReader::add(const SourceRow& row) {
  is_row_rejected_ = false;
  chunk_.row_numbers.push_back(row.number);
  const std::size_t width = part_.rows->header().size();
  if (row.is_refused) {
    is_row_rejected_ = true;
    read_what_is_there(row);
  } else if (repeats_header(row)) {
    is_row_rejected_ = true;
    chunk_.issues.push_back(make_issue(Code::HeaderRepeated, Location{part_.rows->file(), part_.rows->sheet(), row.number, 0, ""}, ""));
    read_what_is_there(row);
  } else if (row.fields.size() != width) {
    is_row_rejected_ = true;
    chunk_.issues.push_back(make_issue(Code::RowWidth, Location{part_.rows->file(), part_.rows->sheet(), row.number, 0, ""}, "",
                                       {{"count", std::to_string(row.fields.size())}, {"expected", std::to_string(width)}}));
    read_what_is_there(row);
  } else {
    for (std::size_t i = 0; i < chunk_.columns.size(); ++i) read_cell(row, i);
  }
  chunk_.rejected.push_back(is_row_rejected_ ? 1 : 0);
}

RowReader::CellText RowReader::text_of(const SourceRow& row, std::uint32_t field) const {
  return {trim(row.fields[field]), row.kinds.empty() ? CellKind::Text : row.kinds[field]};
}

bool RowReader::repeats_header(const SourceRow& row) const {
  return std::ranges::equal(row.fields, part_.rows->header(),
                            [](std::string_view field, std::string_view name) { return trim(field) == trim(name); });
}

void RowReader::read_cell(const SourceRow& row, std::size_t index) {
  ParsedColumn& column = chunk_.columns[index];
  const auto field = part_.fields[index];
  if (!field) {
    if (column.layout.reading == Reading::SchoolYear && rules_.default_year)
      push_code(column, static_cast<std::uint32_t>(rules_.default_year->first));
    else push_missing(column, model::Absence::NoColumn);
    return;
  }
  // Most cells of all files are plain counts: no need for the general way.
  if (column.layout.reading == Reading::Count && row.kinds.empty()) {
    if (const auto count = plain_count(row.fields[*field]); count >= 0) {
      push_number(column, static_cast<double>(count));
      return;
    }
  }
  const CellText cell = text_of(row, *field);
  std::optional<CellFault> fault;
  if (cell.kind != CellKind::Text) fault = check_kind(cell, column.layout);
  if (!fault) {
    if (cell.kind == CellKind::Formula) note(row, index, Code::FormulaUsed, cell.text);
    fault = cell.text.empty() ? read_empty(column) : read_value(cell, column);
    if (!fault) return;
    if (const auto kind = fault->code == Code::NumberText ? answered_item(row, column.layout) : std::nullopt) {
      const auto flag = parse_flag(cell.text);
      if (flag) return push_number(column, *flag ? 1.0 : 0.0);
      if (*kind == ReportedItem::Kind::Answer) fault = flag.error();
    }
  }
  push_missing(column, model::Absence::Rejected);
  if (fault->code == Code::CodeNotKept) note(row, index, fault->code, cell.text);
  else report(row, index, cell.text, std::move(*fault));
}

std::optional<CellFault> RowReader::check_kind(const CellText& cell, const ColumnLayout& layout) const {
  if (cell.kind == CellKind::FormulaError) return CellFault{Code::FormulaError, {}};
  if (cell.kind == CellKind::Formula && cell.text.empty()) return CellFault{Code::FormulaWithoutResult, {}};
  const bool is_checked_as_id = layout.reading == Reading::Id || is_reference(layout.reading);
  if (cell.kind == CellKind::Date && !is_checked_as_id && layout.reading != Reading::Text) return date_fault(layout.reading);
  return std::nullopt;
}

std::optional<ReportedItem::Kind> RowReader::answered_item(const SourceRow& row, const ColumnLayout& layout) const {
  if (layout.spec->id != "value") return std::nullopt;
  const auto item = std::ranges::find_if(chunk_.columns, [](const ParsedColumn& column) { return column.layout.spec->id == "item"; });
  if (item == chunk_.columns.end()) return std::nullopt;
  const auto field = part_.fields[static_cast<std::size_t>(item - chunk_.columns.begin())];
  if (!field) return std::nullopt;
  const std::string id = item_id(text_of(row, *field).text);
  if (!is_pack_item(id)) return std::nullopt;
  const auto known = std::ranges::find(rules_.reported_items, id, &ReportedItem::id);
  const auto kind = known == rules_.reported_items.end() ? ReportedItem::Kind::Answer : known->kind;
  return kind == ReportedItem::Kind::Number ? std::nullopt : std::optional(kind);
}

std::optional<CellFault> RowReader::read_empty(ParsedColumn& column) const {
  if (column.layout.reading == Reading::SchoolYear) {
    if (!rules_.default_year) return CellFault{Code::SchoolYearEmpty, {}};
    push_code(column, static_cast<std::uint32_t>(rules_.default_year->first));
    return std::nullopt;
  }
  if (column.layout.spec->is_required) return CellFault{Code::CellRequired, {}};
  push_missing(column, model::Absence::NotCollected);
  return std::nullopt;
}

std::optional<CellFault> RowReader::read_value(const CellText& cell, ParsedColumn& column) {
  switch (column.layout.reading) {
    case Reading::Count:
    case Reading::Number:
    case Reading::Year:
    case Reading::Flag: return read_number(cell, column);
    case Reading::Id:
      if (auto fault = check_id(cell.text, cell.kind)) return fault;
      if (column.layout.keeping == Keeping::Texts) column.texts.push(cell.text);
      return std::nullopt;
    case Reading::Text:
      if (column.layout.keeping == Keeping::Texts) column.texts.push(cell.text);
      return std::nullopt;
    case Reading::School:
    case Reading::Area: {
      auto fault = read_code(cell.text, column);
      if (!fault) return fault;
      // A code that a spreadsheet spoilt is not simply unknown.
      auto spoilt = check_id(cell.text, cell.kind);
      return spoilt ? spoilt : fault;
    }
    default: return read_code(cell.text, column);
  }
}

std::optional<CellFault> RowReader::read_number(const CellText& cell, ParsedColumn& column) const {
  CellResult<double> value;
  switch (column.layout.reading) {
    case Reading::Year:
      value = parse_year(cell.text).map([](int year) { return static_cast<double>(year); });
      if (!value) {
        const bool may_be_empty = !column.layout.spec->is_required;
        value.error().params.insert(value.error().params.end(), {{"unknown_zh", may_be_empty ? "；不知道的留空" : ""},
                                                                 {"unknown_en", may_be_empty ? "; leave it empty if not known" : ""}});
      }
      break;
    case Reading::Flag: value = parse_flag(cell.text).map([](bool flag) { return flag ? 1.0 : 0.0; }); break;
    default: {
      const bool is_typed = cell.kind == CellKind::Text;
      value = parse_number(cell.text, number_rule(*column.layout.spec), is_typed ? Exponent::Refused : Exponent::Read,
                           part_.rows->decimal_mark());
    }
  }
  if (!value) return std::move(value.error());
  // Number cells of workbooks come in their shortest form, whatever was typed.
  push_number(column, *value, cell.kind == CellKind::Text ? decimals_of(cell.text, part_.rows->decimal_mark()) : kDecimalsUnknown);
  return std::nullopt;
}

std::optional<CellFault> RowReader::read_code(std::string_view text, ParsedColumn& column) {
  auto code = code_of(text, column.layout);
  if (!code) return std::move(code.error());
  push_code(column, *code);
  return std::nullopt;
}

CellResult<std::uint32_t> RowReader::code_of(std::string_view text, const ColumnLayout& layout) {
  const auto as_code = [](auto value) { return static_cast<std::uint32_t>(value); };
  switch (layout.reading) {
    case Reading::SchoolYear: return parse_school_year(text).map(as_code);
    case Reading::Stage: return parse_stage_word(text).map(as_code);
    case Reading::Grade: return parse_grade(text).map(as_code);
    case Reading::Word: return parse_word(text, layout.spec->codes).map(as_code);
    case Reading::Code: {
      const CodePolicy policy = rules_.registry.is_china ? CodePolicy::Listed : CodePolicy::Free;
      return parse_code(text, layout.spec->codes, policy, largest_code(*layout.spec));
    }
    case Reading::Area: return areas_.find(text).map([](AreaIndex area) { return area.value; });
    default: {
      if (!rules_.registry.has_schools) return kNoCode;
      if (const auto school = schools_.find(text)) return school->value;
      return tl::unexpected(schools_.explain(text));
    }
  }
}

void RowReader::read_what_is_there(const SourceRow& row) {
  for (std::size_t i = 0; i < chunk_.columns.size(); ++i) {
    ParsedColumn& column = chunk_.columns[i];
    const auto field = part_.fields[i];
    const bool is_there = field && *field < row.fields.size();
    const std::string_view text = is_there ? text_of(row, *field).text : std::string_view{};
    if (column.layout.keeping == Keeping::Texts) {
      column.texts.push(text);
    } else if (!text.empty() && is_reference(column.layout.reading) && column.layout.keeping == Keeping::Codes) {
      column.codes.push_back(code_of(text, column.layout).value_or(kNoCode));
    } else {
      push_missing(column, model::Absence::Rejected);
    }
  }
}

Location RowReader::where(std::uint32_t row_number, std::size_t index) const {
  const std::uint32_t field = *part_.fields[index];
  if (auto exact = part_.rows->locate(row_number, field)) return *exact;
  return {part_.rows->file(), part_.rows->sheet(), row_number, field + 1, abbreviate(trim(part_.rows->header()[field]), kShownCharacters)};
}

std::optional<RejectedOwner> RowReader::rejected_owner(Code code, std::string_view text) const {
  std::optional<std::size_t> position;
  if (code == Code::SchoolRejected) position = rules_.registry.rejected_schools.position(text);
  if (code == Code::AreaRejected) position = find_rejected_area(rules_.registry, text);
  if (!position) return std::nullopt;
  const auto kind = code == Code::SchoolRejected ? RejectedOwner::Kind::School : RejectedOwner::Kind::Area;
  return RejectedOwner{kind, static_cast<std::uint32_t>(*position)};
}

void RowReader::report(const SourceRow& row, std::size_t index, std::string_view text, CellFault fault) {
  is_row_rejected_ = true;
  if (const auto owner = rejected_owner(fault.code, text)) {
    chunk_.dependents.push_back({*owner, row.number});
    ParsedColumn& column = chunk_.columns[index];
    // The school is known, only its row was rejected: its county still is where this row is lost.
    if (owner->kind == RejectedOwner::Kind::School && column.layout.keeping == Keeping::Codes)
      column.codes.back() = rejected_school_code(owner->position);
    return;
  }
  chunk_.issues.push_back(make_issue(fault.code, where(row.number, index), abbreviate(text, kShownCharacters)));
  chunk_.issues.back().params = shared(index, std::move(fault.params));
}

std::shared_ptr<const Params> RowReader::shared(std::size_t index, Params params) {
  auto& last = last_params_[index];
  // A slip that runs through a column mostly has the same words in every row.
  if (!last || *last != params) last = share(std::move(params));
  return last;
}

void RowReader::note(const SourceRow& row, std::size_t index, Code code, std::string_view text) {
  const auto same = [&](const RowChunk::Note& before) { return before.column == index && before.issue.id() == code_entry(code).name; };
  if (std::ranges::any_of(chunk_.notes, same)) return;
  chunk_.notes.push_back({index, make_issue(code, where(row.number, index), abbreviate(text, kShownCharacters))});
}

}  // namespace junheng::ingest
