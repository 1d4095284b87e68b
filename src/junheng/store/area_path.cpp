#include "junheng/store/area_path.h"

#include <optional>

#include "junheng/model/dataset.h"

namespace junheng::store {

namespace {

constexpr char kSlash = '/';
/// The character behind the slash.
constexpr char kBehindSlash = kSlash + 1;

std::string escaped(std::string_view code) {
  std::string out;
  for (const char c : code) {
    if (c == kSlash) out += "%2F";
    else if (c == '%') out += "%25";
    else out += c;
  }
  return out;
}

}  // namespace

std::string path_of(const model::Areas& areas, AreaIndex area) {
  std::string path(1, kSlash);
  for (std::optional<AreaIndex> at = area; at; at = areas.parents[at->value]) path.insert(0, kSlash + escaped(areas.codes.at(at->value)));
  return path;
}

std::string end_of_subtree(std::string_view path) {
  std::string end(path);
  if (!end.empty()) end.back() = kBehindSlash;
  return end;
}

std::vector<std::string> paths_above(std::string_view path) {
  std::vector<std::string> out;
  for (std::size_t at = 1; at + 1 < path.size(); ++at)
    if (path[at] == kSlash) out.emplace_back(path.substr(0, at + 1));
  return out;
}

}  // namespace junheng::store
