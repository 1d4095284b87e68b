#include "junheng/synth/teacher_list.h"

#include <cmath>

#include "junheng/synth/subject_staff.h"

namespace junheng::synth {

namespace {

constexpr int kYoungest = 22;
constexpr int kOldestMan = 59;
constexpr int kOldestWoman = 54;

int draw_age(bool is_woman, Rng& rng) {
  const int oldest = is_woman ? kOldestWoman : kOldestMan;
  // Who is outside is drawn again, so that nobody gathers at the ends.
  for (int draw = 0; draw < 20; ++draw)
    if (const auto age = static_cast<int>(std::lround(41 + 9.5 * rng.bell())); age >= kYoungest && age <= oldest) return age;
  return oldest;
}

/// The first of the school are its principal and the head teachers, who lead the classes one each.
std::string_view post_of(int number, bool has_principal, int classes) {
  if (has_principal && number == 1) return "principal";
  return number <= classes + (has_principal ? 1 : 0) ? "head_teacher" : "teacher";
}

}  // namespace

std::vector<Teacher> teacher_list(const County& county, const CountyYear& year, std::size_t school, std::size_t stage) {
  const StageValues& values = year.schools[school].stages.at(stage);
  const Stage id = values.cohorts.stage;
  Rng rng = county_stream(county.seed, county.traits.number, {21, school, id == Stage::Primary ? 0U : 1U});
  int classes = 0;
  for (const GradeValues& grade : values.cohorts.grades) classes += grade.classes;
  std::vector<Teacher> out;
  for (const SubjectStaff& subject : subject_staff(county, year, school, values))
    for (int i = 0; i < subject.teachers; ++i) {
      Teacher teacher;
      teacher.number = static_cast<int>(out.size()) + 1;
      teacher.is_woman = rng.chance(id == Stage::Primary ? 0.67 : 0.57);
      teacher.birth_year = year.year.first - draw_age(teacher.is_woman, rng);
      teacher.post = post_of(teacher.number, stage == 0, classes);
      teacher.subject = subject.subject;
      out.push_back(teacher);
    }
  return out;
}

}  // namespace junheng::synth
