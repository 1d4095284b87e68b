#pragma once

#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "junheng/core/catalogue.h"

namespace junheng {

/// Why an operation could not be carried out. The texts stand in the catalogue under `code`.
struct Error {
  Code code;
  Params params;
  /// Outermost last: what was being done when the error arose, e.g. the file being read.
  std::vector<std::string> context;

  [[nodiscard]] std::string message(Lang lang) const;
  [[nodiscard]] std::string hint(Lang lang) const;
  [[nodiscard]] int exit_code() const;
};

/// What a function at a module border returns when it can fail.
template <typename T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(Code code, Params params = {}) {
  return tl::unexpected<Error>(Error{code, std::move(params), {}});
}

[[nodiscard]] inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace junheng
