#pragma once

#include <vector>

#include "fuzz/targets.h"
#include "junheng/core/error.h"
#include "junheng/core/issue.h"

namespace junheng::fuzz {

/// An error whose message or hint is empty or not UTF-8 in one of the languages.
[[nodiscard]] Fault wording_fault(const Error& error);

/// The first such issue.
[[nodiscard]] Fault wording_fault(const std::vector<Issue>& issues);

}  // namespace junheng::fuzz
