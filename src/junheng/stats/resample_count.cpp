#include "junheng/stats/resample_count.h"

#include <fmt/format.h>

#include <cmath>

#include "junheng/core/codes.h"

namespace junheng::stats {

Result<void> check_resample_count(std::size_t replicates, double confidence) {
  const bool is_share = confidence > 0 && confidence < 1;
  if (!is_share)
    return fail(Code::ParameterOutOfRange, {{"name", "confidence"}, {"value", fmt::format("{}", confidence)}, {"range", "0 ... 1"}});
  // 2 / (1 - 0.95) is 39.999... or 40.000...: the slack makes it 40.
  const auto fewest = static_cast<std::size_t>(std::ceil(2 / (1 - confidence) - 1e-6));
  if (replicates < fewest)
    return fail(Code::ParameterOutOfRange,
                {{"name", "replicates"}, {"value", fmt::format("{}", replicates)}, {"range", fmt::format(">= {}", fewest)}});
  return {};
}

}  // namespace junheng::stats
