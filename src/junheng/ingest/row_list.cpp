#include "junheng/ingest/row_list.h"

#include <algorithm>

namespace junheng::ingest {

void RowList::add(const std::string& file, const std::string& sheet, std::uint32_t row) {
  ++count_;
  if (places_.empty() || places_.back().file != file || places_.back().sheet != sheet) places_.push_back({file, sheet, {}});
  if (row == 0) return;
  std::vector<Span>& spans = places_.back().spans;
  if (!spans.empty() && spans.back().last + 1 == row) spans.back().last = row;
  else if (spans.size() <= kMostSpans) spans.push_back({row, row});
}

std::string RowList::describe(Lang lang) const {
  const bool is_zh = lang == Lang::Zh;
  std::string out;
  for (const Place& place : places_) {
    if (!out.empty()) out += is_zh ? "；" : "; ";
    out += junheng::describe(Location{place.file, place.sheet, 0, 0, ""}, lang);
    if (place.spans.empty()) continue;
    std::string rows;
    for (std::size_t i = 0; i < std::min(place.spans.size(), kMostSpans); ++i) {
      const auto [first, last] = place.spans[i];
      if (i > 0) rows += is_zh ? "、" : ", ";
      rows += std::to_string(first);
      if (last > first) rows += (is_zh ? "–" : "-") + std::to_string(last);
    }
    if (place.spans.size() > kMostSpans) rows += " …";
    const bool is_one = place.spans.size() == 1 && place.spans.front().first == place.spans.front().last;
    out += (is_zh ? "，" : ", ") + text(is_one ? "location.row" : "location.rows", lang, {{is_one ? "row" : "rows", rows}});
  }
  return out;
}

}  // namespace junheng::ingest
