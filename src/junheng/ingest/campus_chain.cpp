#include "junheng/ingest/campus_chain.h"

#include "junheng/model/school_traits.h"

namespace junheng::ingest {

std::vector<SchoolIndex> schools_above(const model::Schools& schools, SchoolIndex school) {
  std::vector<SchoolIndex> out;
  // A chain longer than the table is a circle; reading rejects those, so this only bounds the walk.
  while (model::is_campus(schools, school.value) && out.size() < schools.size()) {
    school = *schools.parents[school.value];
    out.push_back(school);
  }
  return out;
}

}  // namespace junheng::ingest
