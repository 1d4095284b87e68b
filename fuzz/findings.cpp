#include "fuzz/findings.h"

#include <algorithm>

#include "junheng/core/text.h"

namespace junheng::fuzz {

namespace {

constexpr Lang kLangs[] = {Lang::Zh, Lang::En};

/// The parts of a finding that come from the input: what they hold may look like a placeholder.
using Quoted = std::vector<std::string_view>;

void add_params(const Params& params, Quoted& quoted) {
  for (const auto& [name, value] : params) quoted.emplace_back(value);
}

Fault text_fault(std::string_view text, std::string_view what, const Quoted& quoted) {
  if (text.empty()) return std::string(what) + " is empty";
  if (!is_utf8(text)) return std::string(what) + " is not UTF-8: " + std::string(text);
  for (const std::string_view param : {"{expected_", "{found_", "{key}", "{reason}"}) {
    const bool is_quoted = std::ranges::any_of(quoted, [&](std::string_view part) { return part.find(param) != std::string_view::npos; });
    if (!is_quoted && text.find(param) != std::string_view::npos) return std::string(what) + " keeps a placeholder: " + std::string(text);
  }
  return std::nullopt;
}

}  // namespace

Fault wording_fault(const Error& error) {
  Quoted quoted;
  add_params(error.params, quoted);
  for (const Lang lang : kLangs) {
    if (auto fault = text_fault(error.message(lang), "the message", quoted)) return fault;
    if (auto fault = text_fault(error.hint(lang), "the hint", quoted)) return fault;
  }
  return std::nullopt;
}

Fault wording_fault(const std::vector<Issue>& issues) {
  for (const Issue& issue : issues) {
    Quoted quoted = {issue.value, issue.where.file, issue.where.sheet, issue.where.header};
    if (issue.params) add_params(*issue.params, quoted);
    for (const Lang lang : kLangs) {
      if (auto fault = text_fault(issue.message(lang), "the message of " + issue.id(), quoted)) return fault;
      if (auto fault = text_fault(issue.hint(lang), "the hint of " + issue.id(), quoted)) return fault;
      if (auto fault = text_fault(describe(issue.where, lang) + ".", "the place of " + issue.id(), quoted)) return fault;
    }
  }
  return std::nullopt;
}

}  // namespace junheng::fuzz
