#include "junheng/ingest/school_traits.h"

#include <array>

namespace junheng::ingest {

namespace {

constexpr std::array kAll = {Stage::Primary, Stage::Junior, Stage::Senior};

}  // namespace

std::span<const Stage> stages_of_kind(int kind) {
  const std::span<const Stage> all = kAll;
  switch (kind) {
    case 211:
    case 218:
    case 219: return all.subspan(0, 1);
    case 311:
    case 319: return all.subspan(1, 1);
    case 312: return all.subspan(0, 2);
    case 341: return all.subspan(1, 2);
    case 342: return all.subspan(2, 1);
    case 345: return all;
    default: return {};
  }
}

bool is_campus(const model::Schools& schools, std::size_t school) {
  return !schools.is_counted[school] && schools.parents[school] && schools.kinds[school] != model::SchoolKind::kTeachingPoint;
}

}  // namespace junheng::ingest
