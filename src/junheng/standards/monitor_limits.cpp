#include "junheng/standards/monitor_limits.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/core/embedded.h"
#include "junheng/formats/toml.h"
#include "junheng/standards/lint.h"
#include "junheng/standards/value_reader.h"

namespace junheng::standards {

namespace {

constexpr std::string_view kNationalFile = "monitors/cn.toml";
/// Percent, of a slip of the pen in a cap.
constexpr double kGreatestCap = 1000;

MonitorValue read_value(formats::TomlReader& table) {
  MonitorValue value;
  value.line = table.line();
  value.id = read_id(table);
  value.title = table.bilingual("title");
  value.unit = table.text("unit");
  value.direction = read_direction(table);
  value.founders_excluded = read_codes(table, "founders_excluded");
  value.kinds_excluded = read_codes(table, "kinds_excluded");
  value.limits = read_limits(table, {"standard"}, {"primary", "junior", "senior"});
  value.shown_cap = table.maybe_number("shown_cap");
  table.finish();
  return value;
}

void lint(PackDraft& draft, const MonitorLimits& limits) {
  for (std::size_t i = 0; i < limits.values.size(); ++i) {
    const MonitorValue& value = limits.values[i];
    const auto first = std::ranges::find(limits.values, value.id, &MonitorValue::id);
    if (&*first != &value) draft.report(Code::DuplicateId, value.line, value.id, {{"first_line", fmt::format("{}", first->line)}});
    lint_unit(draft, value.line, value.unit);
    lint_founders(draft, value.line, value.founders_excluded);
    lint_kinds(draft, value.line, value.kinds_excluded);
    lint_limits(draft, value.id, value.limits);
    if (!value.shown_cap) continue;
    if (std::ranges::find(kCappedRates, value.id) == kCappedRates.end())
      draft.report(Code::TomlNotOneOf, value.line, value.id,
                   {{"key", "id (shown_cap)"}, {"allowed", fmt::format("{}", fmt::join(kCappedRates, ", "))}});
    if (*value.shown_cap <= 0 || *value.shown_cap > kGreatestCap)
      draft.report(Code::NumberOutOfRange, value.line, fmt::format("{}", *value.shown_cap),
                   {{"key", "shown_cap"}, {"low", "0"}, {"high", fmt::format("{}", kGreatestCap)}});
  }
  for (const SizeTable& table : limits.size_tables) {
    const auto first = std::ranges::find(limits.size_tables, table.id, &SizeTable::id);
    if (&*first != &table) draft.report(Code::DuplicateId, table.line, table.id, {{"first_line", fmt::format("{}", first->line)}});
    lint_size_table(draft, table);
  }
}

MonitorLimitsDraft read_built_in() {
  const auto files = embedded_files();
  const auto file = std::ranges::find(files, kNationalFile, &EmbeddedFile::path);
  return read_monitor_limits({std::string(file->path), std::string(file->bytes)});
}

}  // namespace

const MonitorValue* MonitorLimits::find(std::string_view value_id) const {
  const auto found = std::ranges::find(values, value_id, &MonitorValue::id);
  return found == values.end() ? nullptr : &*found;
}

bool MonitorLimits::is_for(std::string_view value_id, int founder, int kind) const {
  const MonitorValue* value = find(value_id);
  return value != nullptr && std::ranges::find(value->founders_excluded, founder) == value->founders_excluded.end() &&
         std::ranges::find(value->kinds_excluded, kind) == value->kinds_excluded.end();
}

std::optional<Limit> MonitorLimits::in_force(std::string_view value_id, const Date& on, Stage stage, std::string_view variant) const {
  const MonitorValue* value = find(value_id);
  return value == nullptr ? std::nullopt : standards::in_force(value->limits, LimitKind::Standard, stage, on, variant);
}

const SizeTable* MonitorLimits::size_table(std::string_view table_id) const {
  const auto found = std::ranges::find(size_tables, table_id, &SizeTable::id);
  return found == size_tables.end() ? nullptr : &*found;
}

bool is_monitor_limits(std::string_view text) {
  const auto parsed = formats::parse_toml(text, "");
  return parsed && parsed->find("monitors") != nullptr;
}

MonitorLimitsDraft read_monitor_limits(const PackFile& file) {
  PackDraft draft;
  draft.pack.file = file.name;
  MonitorLimitsDraft out;
  const auto parsed = formats::parse_toml(file.text, file.name);
  if (!parsed) {
    out.issues.push_back(make_issue(parsed.error().code, Location{file.name, "", 0, 0, ""}, "", parsed.error().params));
    return out;
  }
  formats::TomlReader root(*parsed, file.name, draft.issues);
  if (auto head = root.table("monitors")) {
    out.limits.id = read_id(*head);
    out.limits.title = head->bilingual("title");
    out.limits.country = head->text_or("country", "");
    head->finish();
  }
  for (formats::TomlReader& table : root.tables("value")) out.limits.values.push_back(read_value(table));
  for (formats::TomlReader& table : root.tables("size_table")) out.limits.size_tables.push_back(read_size_table(table));
  root.finish();
  lint(draft, out.limits);
  out.issues = std::move(draft.issues);
  return out;
}

const MonitorLimits& built_in_monitor_limits() {
  static const MonitorLimits limits = read_built_in().limits;
  return limits;
}

std::vector<Issue> lint_built_in_monitor_limits() { return read_built_in().issues; }

}  // namespace junheng::standards
