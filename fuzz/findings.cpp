#include "fuzz/findings.h"

#include "junheng/core/text.h"

namespace junheng::fuzz {

namespace {

constexpr Lang kLangs[] = {Lang::Zh, Lang::En};

Fault text_fault(std::string_view text, std::string_view what) {
  if (text.empty()) return std::string(what) + " is empty";
  if (!is_utf8(text)) return std::string(what) + " is not UTF-8: " + std::string(text);
  for (const std::string_view param : {"{expected_", "{found_", "{key}", "{reason}"})
    if (text.find(param) != std::string_view::npos) return std::string(what) + " keeps a placeholder: " + std::string(text);
  return std::nullopt;
}

}  // namespace

Fault wording_fault(const Error& error) {
  for (const Lang lang : kLangs) {
    if (auto fault = text_fault(error.message(lang), "the message")) return fault;
    if (auto fault = text_fault(error.hint(lang), "the hint")) return fault;
  }
  return std::nullopt;
}

Fault wording_fault(const std::vector<Issue>& issues) {
  for (const Issue& issue : issues) {
    for (const Lang lang : kLangs) {
      if (auto fault = text_fault(issue.message(lang), "the message of " + issue.id())) return fault;
      if (auto fault = text_fault(issue.hint(lang), "the hint of " + issue.id())) return fault;
      if (auto fault = text_fault(describe(issue.where, lang) + ".", "the place of " + issue.id())) return fault;
    }
  }
  return std::nullopt;
}

}  // namespace junheng::fuzz
