#pragma once

#include <string>
#include <vector>

#include "junheng/core/lang.h"
#include "junheng/standards/pack.h"

namespace junheng::report {

/// One line per pack: id, title, first day in force, indicators, items, share of verified values.
[[nodiscard]] std::string standards_text(const std::vector<standards::Pack>& packs, Lang lang);
[[nodiscard]] std::string standards_json(const std::vector<standards::Pack>& packs);

/// Every value of a pack with its dates, document, clause and status.
[[nodiscard]] std::string standard_text(const standards::Pack& pack, Lang lang);

}  // namespace junheng::report
