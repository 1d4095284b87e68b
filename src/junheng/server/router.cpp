#include "junheng/server/router.h"

#include <algorithm>
#include <cassert>

namespace junheng::server {

namespace {

/// Fills `params` where the pattern fits. A {name} takes as few characters as the text behind it allows, so that "report.{format}" parts
/// at the first dot.
bool fits(std::string_view pattern, std::string_view path, Pairs& params) {
  while (!pattern.empty()) {
    if (pattern.front() != '{') {
      if (path.empty() || path.front() != pattern.front()) return false;
      pattern.remove_prefix(1);
      path.remove_prefix(1);
      continue;
    }
    const std::size_t close = pattern.find('}');
    const std::string_view name = pattern.substr(1, close - 1);
    pattern.remove_prefix(close + 1);
    const std::size_t longest = std::min(path.find('/'), path.size());
    for (std::size_t length = 1; length <= longest; ++length) {
      const std::size_t count = params.size();
      params.emplace_back(name, path.substr(0, length));
      if (fits(pattern, path.substr(length), params)) return true;
      params.resize(count);
    }
    return false;
  }
  return path.empty();
}

std::size_t fixed_characters(std::string_view pattern) {
  std::size_t count = 0;
  bool is_inside = false;
  for (const char c : pattern) {
    if (c == '{') is_inside = true;
    if (!is_inside) ++count;
    if (c == '}') is_inside = false;
  }
  return count;
}

}  // namespace

Router::Router(std::vector<Route> routes, OpenHandler page) : routes_(std::move(routes)) {
  if (page) page_ = Route{Method::Get, "", "-", std::move(page)};
  // The more a pattern fixes, the earlier it is tried.
  std::ranges::stable_sort(routes_, std::greater<>(), [](const Route& route) { return fixed_characters(route.pattern); });
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    assert((routes_[i].permission == "-") == std::holds_alternative<OpenHandler>(routes_[i].handler));
    for (std::size_t j = 0; j < i; ++j) assert(routes_[i].method != routes_[j].method || routes_[i].pattern != routes_[j].pattern);
  }
}

Router::Match Router::find(Method method, std::string_view path) const {
  const Method wanted = method == Method::Head ? Method::Get : method;
  Match match;
  const std::string* pattern = nullptr;
  for (const Route& route : routes_) {
    if (pattern == nullptr) {
      Pairs params;
      if (!fits(route.pattern, path, params)) continue;
      pattern = &route.pattern;
      match.params = std::move(params);
    } else if (route.pattern != *pattern) {
      continue;
    }
    match.allowed.push_back(route.method);
    if (route.method == Method::Get) match.allowed.push_back(Method::Head);
    if (route.method == wanted) match.route = &route;
  }
  if (pattern == nullptr && page_ && path != "/api" && !path.starts_with("/api/")) {
    match.allowed = {Method::Get, Method::Head};
    if (wanted == Method::Get) match.route = &*page_;
  }
  if (!match.allowed.empty()) match.allowed.push_back(Method::Options);
  return match;
}

}  // namespace junheng::server
