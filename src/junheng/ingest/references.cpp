#include "junheng/ingest/references.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/ingest/similar_ids.h"
#include "junheng/ingest/wording.h"

namespace junheng::ingest {

namespace {

constexpr std::size_t kCountyDigits = 6;
constexpr std::size_t kOffered = 3;

std::size_t common_prefix(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

/// Areas whose codes begin alike, the most alike first, as "341881 宁国市".
std::vector<std::string> similar_areas(std::string_view code, const model::Areas& areas) {
  struct Candidate {
    std::size_t shared;
    std::size_t row;
  };
  constexpr std::size_t kLeastShared = 2;
  const auto slips = ids_one_slip_away(code, [&](std::string_view candidate) { return areas.find(candidate).has_value(); });
  std::vector<Candidate> candidates;
  for (std::size_t row = 0; row < areas.size(); ++row) {
    const std::size_t shared = std::ranges::count(slips, areas.codes.at(row)) > 0 ? code.size() : common_prefix(code, areas.codes.at(row));
    if (shared >= kLeastShared) candidates.push_back({shared, row});
  }
  const auto middle = candidates.begin() + static_cast<std::ptrdiff_t>(std::min(kOffered, candidates.size()));
  std::ranges::partial_sort(candidates, middle, [](const Candidate& a, const Candidate& b) {
    return a.shared != b.shared ? a.shared > b.shared : a.row < b.row;
  });
  std::vector<std::string> out;
  for (auto candidate = candidates.begin(); candidate != middle; ++candidate)
    out.push_back(both_names(areas.codes.at(candidate->row), areas.names.at(candidate->row)));
  return out;
}

}  // namespace

void RejectedIds::add(Entry entry) {
  if (entry.id.empty() || !positions_.emplace(entry.id, entries_.size()).second) return;
  entries_.push_back(std::move(entry));
}

std::optional<std::size_t> RejectedIds::position(std::string_view id) const {
  if (entries_.empty()) return std::nullopt;
  const auto found = positions_.find(std::string(id));
  return found == positions_.end() ? std::nullopt : std::optional(found->second);
}

void SortedIds::build(const model::TextColumn& ids) {
  order_.clear();
  bool ascends = true;
  for (std::size_t row = 1; row < ids.size() && ascends; ++row) ascends = ids.at(row - 1) <= ids.at(row);
  if (ascends) return;
  order_.resize(ids.size());
  std::iota(order_.begin(), order_.end(), std::uint32_t{0});
  std::ranges::stable_sort(order_, {}, [&](std::uint32_t row) { return ids.at(row); });
}

std::optional<std::size_t> SortedIds::find(const model::TextColumn& ids, std::string_view id) const {
  const auto row_at = [&](std::size_t place) { return order_.empty() ? place : std::size_t{order_[place]}; };
  std::size_t begin = 0;
  std::size_t end = ids.size();
  while (begin < end) {
    const std::size_t middle = begin + (end - begin) / 2;
    if (ids.at(row_at(middle)) < id) begin = middle + 1;
    else end = middle;
  }
  if (begin == ids.size() || ids.at(row_at(begin)) != id) return std::nullopt;
  return row_at(begin);
}

bool is_area_digits(std::string_view code) {
  const bool has_length = code.size() == 6 || code.size() == 9 || code.size() == 12;
  constexpr std::string_view kFirstProvince = "11";
  constexpr std::string_view kLastProvince = "82";
  if (!has_length || code.substr(0, 2) < kFirstProvince || code.substr(0, 2) > kLastProvince) return false;
  return std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<std::size_t> find_rejected_area(const Registry& registry, std::string_view code) {
  if (const auto exact = registry.rejected_areas.position(code)) return exact;
  if (!registry.has_china_areas || !is_area_digits(code)) return std::nullopt;
  return registry.rejected_areas.position(code.substr(0, kCountyDigits));
}

CellResult<AreaIndex> AreaLookup::find(std::string_view code) {
  if (!last_code_.empty() && code == last_code_) return last_;
  auto found = look_up(code);
  if (found) {
    last_code_ = code;
    last_ = *found;
  }
  return found;
}

CellResult<AreaIndex> AreaLookup::look_up(std::string_view code) const {
  if (const auto exact = registry_.areas.find(code)) return *exact;
  if (registry_.rejected_areas.position(code)) return tl::unexpected(CellFault{Code::AreaRejected, {}});
  if (registry_.has_china_areas) {
    if (!is_area_digits(code)) return tl::unexpected(CellFault{Code::AreaCodeShape, {}});
    if (const auto found = registry_.areas.find(code.substr(0, kCountyDigits))) return *found;
  }
  if (find_rejected_area(registry_, code)) return tl::unexpected(CellFault{Code::AreaRejected, {}});
  return tl::unexpected(CellFault{Code::AreaUnknown, {}});
}

CellFault SchoolLookup::explain(std::string_view id) const {
  return {registry_.rejected_schools.position(id) ? Code::SchoolRejected : Code::SchoolUnknown, {}};
}

void advise(std::vector<Issue>& issues, const Registry& registry) {
  const auto exists = [&](std::string_view id) { return registry.school_order.find(registry.schools.ids, id).has_value(); };
  IdAdviser adviser(registry.schools.ids);
  Advice schools([&](std::string_view id) { return adviser.similar(id, exists); });
  Advice areas([&](std::string_view code) { return similar_areas(code, registry.areas); });
  const std::string_view school_unknown = code_entry(Code::SchoolUnknown).name;
  const std::string_view area_unknown = code_entry(Code::AreaUnknown).name;
  for (Issue& issue : issues) {
    if (issue.id() == school_unknown) issue.params = schools.for_id(issue.value);
    else if (issue.id() == area_unknown) issue.params = areas.for_id(issue.value);
  }
}

}  // namespace junheng::ingest
