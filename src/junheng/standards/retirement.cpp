#include "junheng/standards/retirement.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/core/embedded.h"
#include "junheng/formats/toml.h"
#include "junheng/standards/value_reader.h"

namespace junheng::standards {

namespace {

using formats::TomlReader;

constexpr int kMonths = 12;
constexpr int kYoungest = 40;
constexpr int kOldest = 75;
constexpr std::array kPostNames = {std::pair("principal", model::Post::Principal), std::pair("head_teacher", model::Post::HeadTeacher),
                                   std::pair("teacher", model::Post::Teacher)};

constexpr int month_index(int year, unsigned month) { return year * kMonths + static_cast<int>(month) - 1; }

std::vector<model::Post> read_posts(TomlReader& table) {
  std::vector<model::Post> posts;
  for (const std::string& word : table.texts_or_empty("posts")) {
    const auto found = std::ranges::find(kPostNames, word, [](const auto& each) { return std::string_view(each.first); });
    if (found == kPostNames.end()) table.report(Code::RetirementAges, word, {{"what", "posts"}}, "posts");
    else posts.push_back(found->second);
  }
  return posts;
}

int read_years(TomlReader& table, std::string_view key, std::int64_t fallback) {
  const std::int64_t years = table.integer_or(key, fallback);
  if (years < kYoungest || years > kOldest) table.report(Code::RetirementAges, fmt::format("{}", years), {{"what", std::string(key)}}, key);
  return static_cast<int>(std::clamp<std::int64_t>(years, kYoungest, kOldest));
}

int read_months(TomlReader& table, std::string_view key, std::int64_t fallback) {
  const std::int64_t months = table.integer_or(key, fallback);
  if (months < 1) table.report(Code::RetirementAges, fmt::format("{}", months), {{"what", std::string(key)}}, key);
  return static_cast<int>(std::clamp<std::int64_t>(months, 1, kOldest * kMonths));
}

RetirementRule read_rule(TomlReader& table) {
  RetirementRule rule;
  rule.line = table.line();
  // one_of() is silent about an absent key.
  if (!table.has("sex")) static_cast<void>(table.text("sex"));
  rule.sex = table.one_of("sex", {"m", "f"}, "m") == "f" ? model::Sex::Female : model::Sex::Male;
  if (table.has("posts")) rule.posts = read_posts(table);
  if (!table.has("age")) static_cast<void>(table.number("age"));
  rule.age = read_years(table, "age", rule.age);
  rule.from = table.maybe_date("from");
  rule.step_months = read_months(table, "step_months", rule.step_months);
  rule.every_months = read_months(table, "every_months", rule.every_months);
  rule.to = read_years(table, "to", rule.age);
  if (rule.to < rule.age)
    table.report(Code::RetirementAges, fmt::format("{}", rule.age), {{"what", fmt::format("to = {}", rule.to)}}, "to");
  const bool has_steps = table.has("to") || table.has("step_months") || table.has("every_months");
  if (rule.from ? !table.has("to") : has_steps)
    table.report(Code::RetirementAges, fmt::format("{}", rule.age),
                 {{"what", rule.from ? "from, to" : "to, step_months, every_months, from"}}, rule.from ? "from" : "age");
  rule.status = read_status(table);
  rule.source = read_source(table);
  if (rule.source.document.empty() || rule.source.clause.empty())
    table.report(Code::RetirementAges, fmt::format("{}", rule.age), {{"what", "source = { document, clause }"}});
  table.finish();
  return rule;
}

/// Whether the file may be used.
bool read_table(const RetirementFile& file, RetirementTable& out, std::vector<Issue>& issues) {
  const auto parsed = formats::parse_toml(file.text, file.name);
  if (!parsed) {
    const Params& params = parsed.error().params;
    const auto line = std::ranges::find(params, std::string("line"), &Params::value_type::first);
    std::uint32_t row = 0;
    if (line != params.end()) std::from_chars(line->second.data(), line->second.data() + line->second.size(), row);
    issues.push_back(make_issue(parsed.error().code, Location{file.name, "", row, 0, ""}, "", params));
    return false;
  }
  const std::size_t before = issues.size();
  TomlReader root(*parsed, file.name, issues);
  out.file = file.name;
  if (auto head = root.table("retirement")) {
    out.id = read_id(*head);
    out.title = head->bilingual("title");
    out.country = head->text_or("country", "");
    out.is_default = head->flag_or("default", false);
    head->finish();
  } else {
    root.report(Code::RetirementAges, "", {{"what", "[retirement]"}});
  }
  for (TomlReader& note : root.tables("note")) {
    out.notes.push_back({note.text("zh"), note.text("en")});
    note.finish();
  }
  for (TomlReader& rule : root.tables("rule")) out.rules.push_back(read_rule(rule));
  if (out.rules.empty()) root.report(Code::RetirementAges, "", {{"what", "[[rule]]"}});
  root.finish();
  return std::none_of(issues.begin() + static_cast<std::ptrdiff_t>(before), issues.end(),
                      [](const Issue& issue) { return issue.severity == Severity::Error; });
}

}  // namespace

const RetirementRule* RetirementTable::find(model::Sex sex, std::optional<model::Post> post) const {
  const model::Post meant = post.value_or(model::Post::Teacher);
  const auto found = std::ranges::find_if(rules, [&](const RetirementRule& rule) {
    return rule.sex == sex && (!rule.posts || std::ranges::find(*rule.posts, meant) != rule.posts->end());
  });
  return found == rules.end() ? nullptr : &*found;
}

bool RetirementTable::is_verified() const {
  return std::ranges::all_of(rules, [](const RetirementRule& rule) { return rule.status == ValueStatus::Verified; });
}

int retirement_month(const RetirementRule& rule, int birth_year, unsigned birth_month) {
  const int of_before = month_index(birth_year + rule.age, birth_month);
  if (!rule.from) return of_before;
  const int since = of_before - month_index(rule.from->year, rule.from->month);
  if (since < 0) return of_before;
  return of_before + std::min((since / rule.every_months + 1) * rule.step_months, (rule.to - rule.age) * kMonths);
}

double share_retired(const RetirementRule& rule, int birth_year, SchoolYear by) {
  const Date day = by.start();
  int gone = 0;
  for (unsigned month = 1; month <= kMonths; ++month)
    if (retirement_month(rule, birth_year, month) < month_index(day.year, day.month)) ++gone;
  return static_cast<double>(gone) / kMonths;
}

RetirementLibrary load_retirement(const std::vector<RetirementFile>& files) {
  RetirementLibrary library;
  for (const RetirementFile& file : files) {
    RetirementTable table;
    if (read_table(file, table, library.issues)) library.tables.push_back(std::move(table));
  }
  sort_issues(library.issues);
  return library;
}

Result<const RetirementTable*> choose_retirement(const RetirementLibrary& library, std::string_view id) {
  const auto found =
      std::ranges::find_if(library.tables, [&](const RetirementTable& table) { return id.empty() ? table.is_default : table.id == id; });
  if (found != library.tables.end()) return &*found;
  std::vector<std::string_view> ids;
  for (const RetirementTable& table : library.tables) ids.push_back(table.id);
  return fail(Code::UnknownRetirement, {{"id", std::string(id)}, {"ids", fmt::format("{}", fmt::join(ids, ", "))}});
}

std::vector<RetirementFile> built_in_retirement() {
  std::vector<RetirementFile> files;
  for (const EmbeddedFile& file : embedded_files())
    if (file.path.starts_with("retirement/")) files.push_back({std::string(file.path), std::string(file.bytes)});
  return files;
}

}  // namespace junheng::standards
