#include "junheng/stats/ranks.h"

#include <algorithm>
#include <numeric>

namespace junheng::stats {

std::vector<std::uint32_t> ranks(std::span<const double> values, Direction direction) {
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), std::uint32_t{0});
  const double sign = direction == Direction::Higher ? -1 : 1;
  std::ranges::sort(order, {}, [&](std::uint32_t i) { return sign * values[i]; });
  std::vector<std::uint32_t> out(values.size());
  for (std::size_t place = 0; place < order.size(); ++place) {
    const bool is_tied = place > 0 && values[order[place]] == values[order[place - 1]];
    out[order[place]] = is_tied ? out[order[place - 1]] : static_cast<std::uint32_t>(place + 1);
  }
  return out;
}

}  // namespace junheng::stats
