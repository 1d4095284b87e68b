#include "junheng/ingest/similar_ids.h"

#include <algorithm>
#include <utility>

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
    if (out.size() < kOffered && candidate != typed && exists(candidate) && std::ranges::count(out, candidate) == 0) out.push_back(candidate);
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

}  // namespace junheng::ingest
