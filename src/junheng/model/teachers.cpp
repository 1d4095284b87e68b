#include "junheng/model/teachers.h"

namespace junheng::model {

namespace {

template <typename T>
std::vector<T> chosen(const std::vector<T>& values, const std::vector<std::uint32_t>& rows) {
  std::vector<T> out;
  out.reserve(rows.size());
  for (const std::uint32_t row : rows) out.push_back(values[row]);
  return out;
}

NumberColumn chosen(const NumberColumn& column, const std::vector<std::uint32_t>& rows) {
  NumberColumn out;
  out.reserve(rows.size());
  for (const std::uint32_t row : rows) out.push(column.at(row));
  return out;
}

}  // namespace

void Teachers::build_index(std::size_t school_count) {
  by_school_ = RowLists(size(), school_count, [&](std::size_t row) { return schools[row].value; });
}

Teachers Teachers::select(const std::vector<std::uint32_t>& rows) const {
  Teachers out;
  out.schools = chosen(schools, rows);
  out.years = chosen(years, rows);
  out.stages = chosen(stages, rows);
  out.sexes = chosen(sexes, rows);
  out.posts = chosen(posts, rows);
  out.birth_years = chosen(birth_years, rows);
  out.is_established = chosen(is_established, rows);
  out.certified = chosen(certified, rows);
  out.subjects = subjects.select(rows);
  out.second_subjects = second_subjects.select(rows);
  out.degrees = degrees.select(rows);
  out.titles = titles.select(rows);
  out.training_hours_5y = chosen(training_hours_5y, rows);
  out.weekly_periods = chosen(weekly_periods, rows);
  out.origin = origin.select(rows);
  return out;
}

}  // namespace junheng::model
