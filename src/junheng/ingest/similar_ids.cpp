#include "junheng/ingest/similar_ids.h"

#include <algorithm>
#include <utility>

#include "junheng/core/text.h"
#include "junheng/ingest/wording.h"

namespace junheng::ingest {

namespace {

constexpr std::size_t kOffered = 3;
/// Longer texts are no codes, and each character multiplies the candidates.
constexpr std::size_t kLongestId = 32;

std::string characters_to_try(std::string_view typed) {
  std::string all = "0123456789";
  for (const char c : typed)
    if (all.find(c) == std::string::npos) all += c;
  return all;
}

}  // namespace

std::vector<std::string> ids_one_slip_away(std::string_view typed, const std::function<bool(std::string_view)>& exists) {
  std::vector<std::string> out;
  if (typed.size() > kLongestId) return out;
  const auto offer = [&](const std::string& candidate) {
    if (out.size() < kOffered && candidate != typed && exists(candidate) && std::ranges::count(out, candidate) == 0)
      out.push_back(candidate);
  };
  const std::string characters = characters_to_try(typed);
  std::string candidate;
  for (std::size_t at = 0; at <= typed.size(); ++at) {
    for (const char c : characters) {
      candidate = typed;
      candidate.insert(at, 1, c);
      offer(candidate);
      if (at == typed.size()) continue;
      candidate = typed;
      candidate[at] = c;
      offer(candidate);
    }
    if (at == typed.size()) continue;
    candidate = typed;
    candidate.erase(at, 1);
    offer(candidate);
    if (at + 1 == typed.size()) continue;
    candidate = typed;
    std::swap(candidate[at], candidate[at + 1]);
    offer(candidate);
  }
  return out;
}

std::vector<std::string> IdAdviser::similar(std::string_view typed, const std::function<bool(std::string_view)>& exists) {
  auto out = ids_one_slip_away(typed, exists);
  constexpr std::size_t kSlips = 2;
  // Two slips in a short id leave nothing of it.
  constexpr std::size_t kShortestId = 2 * kSlips + 1;
  if (!out.empty() || typed.size() < kShortestId || typed.size() > kLongestId) return out;
  if (comparisons_ + ids_.size() > kMostComparisons) return out;
  comparisons_ += ids_.size();
  for (std::size_t row = 0; row < ids_.size() && out.size() < kOffered; ++row) {
    const std::string_view id = ids_.at(row);
    const bool is_as_long = id.size() <= typed.size() + kSlips && typed.size() <= id.size() + kSlips;
    if (is_as_long && id != typed && edit_distance(typed, id) <= kSlips) out.emplace_back(id);
  }
  return out;
}

Advice::Advice(Search search) : search_(std::move(search)), none_(std::make_shared<const Params>(likely_params({}))) {}

std::shared_ptr<const Params> Advice::for_id(std::string_view id) {
  const std::string key(id);
  const auto known = found_.find(key);
  if (known != found_.end()) return known->second;
  if (found_.size() == kMost) return none_;
  const auto similar = search_(id);
  const auto offered = similar.empty() ? none_ : std::make_shared<const Params>(likely_params(similar));
  return found_.emplace(key, offered).first->second;
}

}  // namespace junheng::ingest
