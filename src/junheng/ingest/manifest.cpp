#include "junheng/ingest/manifest.h"

#include <algorithm>
#include <array>
#include <optional>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/formats/toml.h"
#include "junheng/ingest/cell_parser.h"
#include "junheng/ingest/source_set.h"
#include "junheng/ingest/wording.h"

namespace junheng::ingest {

namespace {

constexpr std::int64_t kFormat = 1;

struct ManifestKey {
  std::string_view id;
  std::string_view zh;
};

constexpr std::array kKeys = {
    ManifestKey{"format", "格式"},      ManifestKey{"title", "标题"},         ManifestKey{"source", "来源"},
    ManifestKey{"licence", "许可"},     ManifestKey{"synthetic", "模拟数据"}, ManifestKey{"country", "国家"},
    ManifestKey{"school_year", "学年"},
};

Issue value_issue(Location where, std::string_view key, std::string value, std::string expected_zh, std::string expected_en) {
  return make_issue(Code::ManifestValue, std::move(where), std::move(value),
                    {{"key", std::string(key)}, {"expected_zh", std::move(expected_zh)}, {"expected_en", std::move(expected_en)}});
}

std::optional<SchoolYear> default_year(std::string_view text, const Location& where, std::vector<Issue>& issues) {
  if (const auto year = parse_school_year(text)) return SchoolYear{*year};
  issues.push_back(value_issue(where, "school_year", std::string(text),
                               "1900 至 2100 年之间的学年，如 2024（即 2024 年 9 月至 2025 年 8 月）",
                               "a school year from 1900 to 2100, such as 2024 (September 2024 to August 2025)"));
  return std::nullopt;
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return text;
}

/// Countries by the names that a clerk would write in a sheet; codes are taken over as they are.
std::string country_code(std::string_view text) { return text == "中国" ? "CN" : upper(std::string(text)); }

class SheetManifest {
 public:
  SheetManifest(const formats::Sheet& sheet, const std::string& file, std::vector<Issue>& issues)
      : sheet_(sheet), file_(file), issues_(issues) {}

  model::Manifest read() {
    for (std::uint32_t row = 1; row <= sheet_.row_count(); ++row) {
      const std::string_view key = trim(sheet_.cell(row, 1).text);
      const std::string_view value = trim(sheet_.cell(row, 2).text);
      if (!key.empty() && !(row == 1 && is_heading(key))) read_entry(row, key, value);
    }
    return std::move(manifest_);
  }

 private:
  static bool is_heading(std::string_view key) {
    const std::string folded = fold_header(key);
    return folded == "key" || folded == "键" || folded == "项目" || folded == "名称";
  }

  void read_entry(std::uint32_t row, std::string_view written, std::string_view value) {
    const std::string folded = fold_header(written);
    const auto key = std::ranges::find_if(kKeys, [&](const ManifestKey& known) { return folded == known.id || folded == known.zh; });
    const Location where{file_, sheet_.name, row, 2, std::string(written)};
    if (key == kKeys.end()) {
      std::vector<std::string> known;
      for (const ManifestKey& each : kKeys) known.push_back(both_names(each.id, each.zh));
      issues_.push_back(make_issue(Code::ManifestKeyUnknown, where, std::string(written), list_params("known", known)));
      return;
    }
    if (value.empty()) return;
    if (key->id == "title") manifest_.title = value;
    if (key->id == "source") manifest_.source = value;
    if (key->id == "licence") manifest_.licence = value;
    if (key->id == "country") manifest_.country = country_code(value);
    if (key->id == "school_year") manifest_.default_year = default_year(value, where, issues_);
    if (key->id == "synthetic") read_synthetic(where, value);
    if (key->id == "format" && plain_number(value) != static_cast<double>(kFormat))
      issues_.push_back(make_issue(Code::ManifestFormat, where, std::string(value)));
  }

  void read_synthetic(const Location& where, std::string_view value) {
    if (const auto flag = parse_flag(value)) manifest_.is_synthetic = *flag;
    else issues_.push_back(value_issue(where, "synthetic", std::string(value), "是 或 否", "yes or no"));
  }

  const formats::Sheet& sheet_;
  const std::string& file_;
  std::vector<Issue>& issues_;
  model::Manifest manifest_;
};

}  // namespace

model::Manifest read_manifest_file(const std::string& path, const std::string& name, std::vector<Issue>& issues) {
  model::Manifest out;
  const auto table = formats::read_toml(path);
  if (!table) {
    issues.push_back(issue_of(table.error(), Location{name, "", 0, 0, ""}));
    return out;
  }
  formats::TomlReader reader(*table, name, issues);
  if (const std::int64_t format = reader.integer_or("format", kFormat); format != kFormat)
    reader.report(Code::ManifestFormat, std::to_string(format), {}, "format");
  out.title = reader.text_or("title", "");
  out.source = reader.text_or("source", "");
  out.licence = reader.text_or("licence", "");
  out.is_synthetic = reader.flag_or("synthetic", false);
  out.country = country_code(reader.text_or("country", ""));
  if (reader.has("school_year")) {
    constexpr std::int64_t kUnread = -1;
    const std::int64_t year = reader.integer_or("school_year", kUnread);
    if (year != kUnread)
      out.default_year = default_year(std::to_string(year), Location{name, "", reader.line_of("school_year"), 0, ""}, issues);
  }
  const std::size_t before = issues.size();
  reader.finish();
  // A key of somebody's own harms nothing.
  for (std::size_t i = before; i < issues.size(); ++i) issues[i].severity = Severity::Warning;
  return out;
}

model::Manifest read_manifest_sheet(const formats::Sheet& sheet, const std::string& file, std::vector<Issue>& issues) {
  return SheetManifest(sheet, file, issues).read();
}

std::optional<Location> empty_year_cell(const formats::Sheet& sheet, const std::string& file) {
  const auto year = std::ranges::find(kKeys, "school_year", &ManifestKey::id);
  for (std::uint32_t row = 1; row <= sheet.row_count(); ++row) {
    const std::string folded = fold_header(sheet.cell(row, 1).text);
    if (folded != year->id && folded != year->zh) continue;
    if (!trim(sheet.cell(row, 2).text).empty()) return std::nullopt;
    return Location{file, sheet.name, row, 2, std::string(trim(sheet.cell(row, 1).text))};
  }
  return Location{file, sheet.name, 0, 0, ""};
}

bool is_manifest_sheet(std::string_view name) {
  const std::string folded = fold_header(name);
  return folded == "dataset" || folded == "数据集说明";
}

}  // namespace junheng::ingest
