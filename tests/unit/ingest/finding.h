#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "junheng/ingest/checks.h"

namespace junheng::testing {

/// The ids of all findings, for comparing with what a test expects.
inline std::vector<std::string> ids_of(const std::vector<Issue>& issues) {
  std::vector<std::string> ids;
  for (const Issue& issue : issues) ids.push_back(issue.id());
  return ids;
}

/// What every finding owes its reader: both texts, no placeholder left open, a place in a file.
inline void expect_readable(const Issue& issue) {
  for (const Lang lang : {Lang::Zh, Lang::En}) {
    EXPECT_FALSE(issue.message(lang).empty()) << issue.id();
    EXPECT_FALSE(issue.hint(lang).empty()) << issue.id();
    EXPECT_EQ(issue.message(lang).find('{'), std::string::npos) << issue.message(lang);
    EXPECT_EQ(issue.hint(lang).find('{'), std::string::npos) << issue.hint(lang);
  }
  EXPECT_FALSE(issue.where.file.empty()) << issue.id();
}

/// Items as the built-in standards take them: A1 binary, A2 by steps, P1 as in cn.quality-2017.
inline const std::vector<ingest::ReportedItem>& reported_items() {
  using Kind = ingest::ReportedItem::Kind;
  static const std::vector<ingest::ReportedItem> items = {{"A1", Kind::Answer},
                                                          {"A2", Kind::Step, "", 0, 1},
                                                          {"A14", Kind::Number, "percent"},
                                                          {"G8", Kind::Number, "ratio"},
                                                          {"G11", Kind::Answer},
                                                          {"P1", Kind::Number, "year"},
                                                          {"Q1", Kind::Number, "percent"},
                                                          {"Q2", Kind::Number, "percent"},
                                                          {"Q3", Kind::Answer},
                                                          {"S1", Kind::Number, "percent"},
                                                          {"V1", Kind::Answer}};
  return items;
}

/// Findings of the built-in checks.
inline std::vector<Issue> findings(const model::Dataset& dataset) {
  std::vector<Issue> issues = ingest::run_checks(dataset, ingest::built_in_checks(), 1, {{}, reported_items()}).issues;
  for (const Issue& issue : issues) expect_readable(issue);
  return issues;
}

/// The findings of one check written in TOML on a dataset of which reading rejected rows; the check must have no fault.
inline std::vector<Issue> findings_of(const model::Dataset& dataset, const std::string& check,
                                      std::span<const ingest::LostRow> lost_rows = {}) {
  const std::string texts = "\nmessage = { zh = \"说明\", en = \"message\" }\nhint = { zh = \"办法\", en = \"hint\" }\n";
  return ingest::run_checks(dataset,
                            {{"test.toml", "[[check]]\nid = \"probe\"\nseverity = \"warning\"\nlevel = \"table\"\n" + check + texts}}, 1,
                            {lost_rows, reported_items()})
      .issues;
}

/// The value of a parameter of a finding; empty if it has none of that name.
inline std::string param(const Issue& issue, std::string_view name) {
  if (!issue.params) return {};
  const auto found = std::ranges::find(*issue.params, name, &Params::value_type::first);
  return found == issue.params->end() ? std::string() : found->second;
}

}  // namespace junheng::testing
