#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "junheng/app/access.h"
#include "junheng/app/rate_limiter.h"
#include "junheng/app/tokens.h"

namespace junheng::app {
namespace {

RC_GTEST_PROP(RateLimiterProperty, NeverHoldsMoreThanItsKeysNorGivesMoreThanItsRate, ()) {
  const std::size_t max_keys = *rc::gen::inRange<std::size_t>(1, 6);
  const int burst = *rc::gen::inRange(1, 5);
  RateLimiter limiter({.burst = static_cast<double>(burst), .interval = std::chrono::milliseconds(100), .max_keys = max_keys});
  const auto steps = *rc::gen::container<std::vector<std::pair<int, int>>>(rc::gen::pair(rc::gen::inRange(0, 8), rc::gen::inRange(0, 50)));
  std::int64_t now = 0;
  std::int64_t allowed_of_one = 0;
  for (const auto& [key, pause] : steps) {
    now += pause;
    // One key alone: it is never forgotten, so its rate holds over the whole time.
    if (max_keys == 1) {
      if (limiter.take("one", {now}).count() == 0) ++allowed_of_one;
    } else {
      (void)limiter.take(std::to_string(key), {now});
    }
    RC_ASSERT(limiter.size() <= max_keys);
  }
  RC_ASSERT(allowed_of_one <= burst + now / 100);
}

RC_GTEST_PROP(TokenProperty, NoTextBreaksTheReader, (const std::string& text)) {
  if (is_token(text)) {
    RC_ASSERT(text.size() == 43U);
    RC_ASSERT(csrf_token(text) != text);
  }
}

RC_GTEST_PROP(TokenProperty, ChangedCharacterIsNotTheSameToken, ()) {
  std::string token = make_token();
  const std::string before = token_hash(token);
  const auto at = *rc::gen::inRange<std::size_t>(0, token.size());
  const char with = *rc::gen::elementOf(std::string("ABCXYZabcxyz0189-_"));
  if (token[at] == with) return;
  token[at] = with;
  RC_ASSERT(token_hash(token) != before);
}

RC_GTEST_PROP(AccessProperty, WhoIsBoundSeesNothingThatDoesNotNameTheArea, (const std::string& code, const std::string& path)) {
  const Access access{.account_id = 1, .login = "x", .role = Role::Admin, .area_code = code};
  if (!code.empty() && access.covers(path)) RC_ASSERT(path.find("/" + code + "/") != std::string::npos);
}

}  // namespace
}  // namespace junheng::app
