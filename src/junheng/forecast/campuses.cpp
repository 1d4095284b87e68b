#include "junheng/forecast/campuses.h"

#include <set>

#include "junheng/forecast/grades.h"
#include "junheng/model/school_traits.h"

namespace junheng::forecast {

namespace {

void find_untold(const model::Dataset& data, const std::set<std::string_view>& roots, Campuses& out) {
  const model::FactTable& grades = data.grade_facts;
  const model::NumberColumn* pupils = grades.column("pupils");
  if (pupils == nullptr) return;
  for (std::size_t row = 0; row < grades.size(); ++row) {
    if (pupils->has(row) || grades.parts[row] >= kGrades) continue;
    const std::string_view id = data.schools.ids.at(grades.schools[row].value);
    const auto campus = out.roots.find(id);
    const std::string_view root = campus == out.roots.end() ? id : std::string_view(campus->second);
    if (roots.contains(root)) out.untold.push_back({std::string(root), grades.years[row], grades.parts[row]});
  }
}

}  // namespace

Campuses find_campuses(std::span<const model::Dataset* const> datasets) {
  Campuses out;
  for (const model::Dataset* data : datasets) {
    const model::Schools& schools = data->schools;
    for (std::size_t i = 0; i < schools.size(); ++i) {
      const std::string_view id = schools.ids.at(i);
      if (!model::is_campus(schools, i)) {
        if (const auto former = out.roots.find(id); former != out.roots.end()) out.roots.erase(former);
        continue;
      }
      const std::string_view root = schools.ids.at(model::whole_school(schools, SchoolIndex(i)).value);
      if (root != id) out.roots.insert_or_assign(std::string(id), std::string(root));
    }
  }
  // A school that a later dataset makes a campus itself.
  for (auto& [id, root] : out.roots)
    for (auto above = out.roots.find(root); above != out.roots.end() && above->second != id; above = out.roots.find(root))
      root = above->second;
  std::set<std::string_view> roots;
  for (const auto& [id, root] : out.roots) roots.insert(root);
  if (!roots.empty())
    for (const model::Dataset* data : datasets) find_untold(*data, roots, out);
  return out;
}

}  // namespace junheng::forecast
