#include "junheng/ingest/source_headers.h"

#include <algorithm>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/ingest/wording.h"

namespace junheng::ingest {

SourceHeaders::SourceHeaders(const MappingFile& mapping, const SourceFile& source) : source_(&source) { find_left_over(mapping); }

void SourceHeaders::find_left_over(const MappingFile& mapping) {
  std::vector<bool> is_named(source_->head.lines.size(), false);
  const auto take = [&](const LabelNames& names) {
    if (const auto found = find_column(source_->head, names); found.column) is_named[*found.column] = true;
  };
  const auto take_all = [&](const std::vector<MappedColumn>& columns) {
    for (const MappedColumn& column : columns) {
      std::ranges::for_each(column.from, take);
      for (const NamedColumns& choice : column.larger_of) std::ranges::for_each(choice, take);
    }
  };
  for (const MappedTable& table : mapping.tables) {
    for (const RowFilter& filter : table.filters) take(filter.column);
    take_all(table.columns);
    std::ranges::for_each(table.wide, take_all);
  }
  const auto names = source_->head.names();
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (is_named[i] || source_->head.lines[i].empty()) continue;
    left_over_.push_back(names[i]);
    left_over_.push_back(naming_line(source_->head.lines[i]));
  }
}

void SourceHeaders::report(const LabelNames& names, Need need, bool is_ambiguous, std::vector<Issue>& issues) {
  const std::string name = names.empty() ? std::string() : names.front();
  if (!reported_.insert(name).second) return;
  const auto likely = nearest(name.substr(name.rfind('/') + 1), left_over_);
  if (need == Need::Optional && !is_ambiguous && !likely) {
    absent_.push_back(name);
    return;
  }
  const Code missing = need == Need::Required ? Code::MappingHeaderMissing : Code::MappingHeaderLikely;
  const RowSource& rows = *source_->rows;
  issues.push_back(make_issue(is_ambiguous ? Code::MappingHeaderAmbiguous : missing,
                              Location{rows.file(), rows.sheet(), source_->head.rows, 0, name}, name, {{"nearest", likely.value_or("—")}}));
}

void SourceHeaders::note_absent(std::vector<Issue>& issues) const {
  if (absent_.empty()) return;
  const RowSource& rows = *source_->rows;
  issues.push_back(make_issue(Code::MappingHeaderAbsent, Location{rows.file(), rows.sheet(), source_->head.rows, 0, ""}, "",
                              list_params("names", absent_)));
}

std::optional<std::uint32_t> SourceHeaders::position(const LabelNames& names, Need need, std::vector<Issue>& issues) {
  const HeadMatch found = find_column(source_->head, names);
  if (found.column) return found.column;
  if (need == Need::Required || found.is_ambiguous) is_complete_ = false;
  report(names, need, found.is_ambiguous, issues);
  return std::nullopt;
}

std::vector<ColumnPlaces> SourceHeaders::choices(const MappedColumn& column, Need need, std::vector<Issue>& issues) {
  std::vector<ColumnPlaces> out;
  std::optional<std::uint32_t> alone;
  bool is_ambiguous = false;
  for (const NamedColumns& choice : column.larger_of) {
    ColumnPlaces places;
    for (const LabelNames& names : choice) {
      const HeadMatch found = find_column(source_->head, names);
      is_ambiguous |= found.is_ambiguous;
      if (found.is_ambiguous) (void)position(names, need, issues);
      if (found.column) places.push_back(*found.column);
    }
    if (places.size() == choice.size()) out.push_back(std::move(places));
    else if (!places.empty()) alone = places.front();
  }
  if (!out.empty() || is_ambiguous || column.larger_of.empty()) return out;
  // No nearest header is named: 美术 alone is not 艺术, and renaming it would lose the teachers of 音乐.
  const std::string wanted = choices_text(column.larger_of);
  if (need == Need::Required) is_complete_ = false;
  if (!reported_.insert(wanted).second) return out;
  const RowSource& rows = *source_->rows;
  const Location where{rows.file(), rows.sheet(), source_->head.rows, 0, wanted};
  if (need == Need::Required) issues.push_back(make_issue(Code::MappingHeaderMissing, where, wanted, {{"nearest", "—"}}));
  else if (!alone) absent_.push_back(wanted);
  else issues.push_back(make_issue(Code::MappingChoiceIncomplete, where, naming_line(source_->head.lines[*alone]), {{"choices", wanted}}));
  return out;
}

std::vector<MadeColumn> SourceHeaders::bind(const std::vector<MappedColumn>& columns, std::vector<Issue>& issues) {
  std::vector<MadeColumn> out;
  for (const MappedColumn& column : columns) {
    MadeColumn made{&column, {}, {}};
    const Need need = column.is_optional ? Need::Optional : Need::Required;
    for (const LabelNames& names : column.from)
      if (const auto at = position(names, need, issues)) made.fields.push_back(*at);
    made.choices = choices(column, need, issues);
    const bool has_choice = column.larger_of.empty() || !made.choices.empty();
    if (made.fields.size() == column.from.size() && has_choice) out.push_back(std::move(made));
  }
  return out;
}

std::vector<MadeFilter> SourceHeaders::bind(const std::vector<RowFilter>& filters, std::vector<Issue>& issues) {
  std::vector<MadeFilter> out;
  for (const RowFilter& filter : filters)
    if (const auto at = position(filter.column, filter.is_optional ? Need::Optional : Need::Required, issues))
      out.push_back({&filter, *at});
  return out;
}

}  // namespace junheng::ingest
