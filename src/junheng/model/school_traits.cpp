#include "junheng/model/school_traits.h"

#include <array>

namespace junheng::model {

namespace {

constexpr std::array kAll = {Stage::Primary, Stage::Junior, Stage::Senior};

}  // namespace

std::span<const Stage> stages_of_kind(int kind) {
  const std::span<const Stage> all = kAll;
  switch (kind) {
    case SchoolKind::kPrimary:
    case SchoolKind::kTeachingPoint:
    case 219: return all.subspan(0, 1);
    case SchoolKind::kJunior:
    case 319: return all.subspan(1, 1);
    case SchoolKind::kNineYear: return all.subspan(0, 2);
    case SchoolKind::kCompleteSecondary: return all.subspan(1, 2);
    case 342: return all.subspan(2, 1);
    case SchoolKind::kTwelveYear: return all;
    default: return {};
  }
}

SchoolIndex whole_school(const Schools& schools, SchoolIndex school) {
  SchoolIndex at = school;
  // A chain longer than the table is a cycle; ingest rejects those, so this only bounds the walk.
  for (std::size_t step = 0; step < schools.size(); ++step) {
    if (!is_campus(schools, at.value)) return at;
    at = *schools.parents[at.value];
  }
  return school;
}

bool was_open(const Schools& schools, std::size_t school, SchoolYear year) {
  const auto opened = schools.opened_year.size() == schools.size() ? schools.opened_year.get(school) : std::nullopt;
  const auto closed = schools.closed_year.size() == schools.size() ? schools.closed_year.get(school) : std::nullopt;
  return (!opened || *opened <= year.first) && (!closed || *closed > year.first);
}

}  // namespace junheng::model
