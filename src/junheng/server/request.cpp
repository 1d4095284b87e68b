#include "junheng/server/request.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/server/target.h"

namespace junheng::server {

namespace {

constexpr std::array<std::pair<Method, std::string_view>, 7> kMethods = {{{Method::Get, "GET"},
                                                                          {Method::Head, "HEAD"},
                                                                          {Method::Post, "POST"},
                                                                          {Method::Put, "PUT"},
                                                                          {Method::Patch, "PATCH"},
                                                                          {Method::Delete, "DELETE"},
                                                                          {Method::Options, "OPTIONS"}}};
constexpr std::size_t kShownCharacters = 60;
constexpr std::int64_t kLargestPage = 1000;
constexpr std::int64_t kUsualPage = 100;

std::optional<std::string_view> find(const Pairs& pairs, std::string_view name) {
  const auto found = std::ranges::find(pairs, name, &Pairs::value_type::first);
  return found == pairs.end() ? std::nullopt : std::optional<std::string_view>(found->second);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

tl::unexpected<Error> bad_query(std::string_view name, std::string_view value, Bilingual rule) {
  return fail(Code::BadQuery, {{"name", std::string(name)},
                               {"value", abbreviate(value, kShownCharacters)},
                               {"rule_zh", std::move(rule.zh)},
                               {"rule_en", std::move(rule.en)}});
}

}  // namespace

std::string_view method_name(Method method) { return std::ranges::find(kMethods, method, &decltype(kMethods)::value_type::first)->second; }

std::optional<Method> method_of(std::string_view name) {
  const auto* const found = std::ranges::find(kMethods, name, &decltype(kMethods)::value_type::second);
  return found == kMethods.end() ? std::nullopt : std::optional(found->first);
}

bool is_safe(Method method) { return method == Method::Get || method == Method::Head || method == Method::Options; }

std::optional<std::string_view> Request::header(std::string_view name) const { return find(headers, name); }

std::optional<std::string> Request::cookie(std::string_view name) const {
  const auto cookies = header("cookie");
  return cookies ? find_cookie(*cookies, name) : std::nullopt;
}

std::string_view Request::param(std::string_view name) const {
  const auto found = find(params, name);
  assert(found);
  return found.value_or(std::string_view{});
}

Result<std::int64_t> Request::integer_param(std::string_view name) const {
  const auto number = whole_number(param(name));
  if (!number) return fail(Code::NoSuchPath, {{"path", path}});
  return *number;
}

std::optional<std::string_view> Request::query_text(std::string_view name) const { return find(query, name); }

Result<std::string> Request::required_query(std::string_view name, std::size_t max_length) const {
  const auto value = query_text(name);
  if (!value) return bad_query(name, "", {"不能缺少", "is needed"});
  if (value->size() > max_length) {
    const std::string limit = std::to_string(max_length);
    return bad_query(name, *value, {"最长 " + limit + " 字节", "at most " + limit + " bytes"});
  }
  return std::string(*value);
}

Result<std::optional<std::int64_t>> Request::query_integer(std::string_view name, std::int64_t min, std::int64_t max) const {
  const auto value = query_text(name);
  if (!value) return std::optional<std::int64_t>();
  const auto number = whole_number(*value);
  if (number && *number >= min && *number <= max) return number;
  const std::string from = std::to_string(min);
  if (max == std::numeric_limits<std::int64_t>::max())
    return bad_query(name, *value, {"应为不小于 " + from + " 的整数", "a whole number of at least " + from + " is needed"});
  const std::string to = std::to_string(max);
  return bad_query(name, *value, {"应为 " + from + " 至 " + to + " 的整数", "a whole number from " + from + " to " + to + " is needed"});
}

Result<std::optional<std::string>> Request::query_choice(std::string_view name, std::initializer_list<std::string_view> allowed) const {
  const auto value = query_text(name);
  if (!value) return std::optional<std::string>();
  if (std::ranges::count(allowed, *value) > 0) return std::optional<std::string>(*value);
  std::string names;
  for (const std::string_view each : allowed) names += (names.empty() ? "" : ", ") + std::string(each);
  return bad_query(name, *value, {"应为下列之一：" + names, "one of " + names + " is needed"});
}

Result<std::size_t> Request::page_size() const {
  const auto limit = query_integer("limit", 1, kLargestPage);
  if (!limit) return fail(limit.error());
  return static_cast<std::size_t>(limit->value_or(kUsualPage));
}

Result<std::int64_t> Request::version_to_match() const {
  const auto value = header("if-match");
  if (!value) return fail(Code::VersionRequired);
  if (value->size() >= 3 && value->front() == '"' && value->back() == '"')
    if (const auto version = whole_number(value->substr(1, value->size() - 2))) return *version;
  return fail(Code::BadHeader, {{"name", "If-Match"}, {"value", abbreviate(*value, kShownCharacters)}, {"form", "\"3\""}});
}

}  // namespace junheng::server
