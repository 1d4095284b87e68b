#pragma once

#include <span>
#include <string>

#include "junheng/core/lang.h"
#include "junheng/model/dataset.h"
#include "junheng/model/schema.h"

namespace junheng::report {

/// The name of a number of a code list; empty for 0 and for a number that the list does not hold.
[[nodiscard]] std::string code_name(std::span<const model::CodeName> list, int code, Lang lang);

/// "Id 2133000001, Hill County, primary school, ...": id, area, kind, founder and setting, as far as they are given.
[[nodiscard]] std::string school_facts(const model::Dataset& dataset, SchoolIndex school, Lang lang);

}  // namespace junheng::report
