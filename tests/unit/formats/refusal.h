#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>

#include "junheng/core/error.h"

namespace junheng::formats {

/// Success if `result` is an error of `code` whose English message holds every word, and whose Chinese texts and both hints stand
/// with nothing left to fill in.
template <typename T>
testing::AssertionResult refused(const Result<T>& result, Code code, std::initializer_list<std::string_view> words = {}) {
  if (result) return testing::AssertionFailure() << "was accepted";
  const Error& error = result.error();
  const std::string message = error.message(Lang::En);
  if (error.code != code) return testing::AssertionFailure() << "another error: " << message;
  for (const std::string_view word : words)
    if (message.find(word) == std::string::npos) return testing::AssertionFailure() << "'" << word << "' is not in: " << message;
  for (const std::string& text : {message, error.message(Lang::Zh), error.hint(Lang::Zh), error.hint(Lang::En)})
    if (text.empty() || text.find('{') != std::string::npos) return testing::AssertionFailure() << "not filled in: '" << text << "'";
  return testing::AssertionSuccess();
}

}  // namespace junheng::formats
