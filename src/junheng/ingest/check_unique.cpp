// Rule "unique": no two schools of a county share a name or a place.
#include <algorithm>
#include <functional>
#include <utility>

#include "junheng/formats/number_text.h"
#include "junheng/ingest/check_reader.h"

namespace junheng::ingest {

namespace {

/// A school with what it is compared by.
template <typename Key>
struct Entry {
  Key key;
  std::uint32_t school = 0;

  friend bool operator<(const Entry& a, const Entry& b) { return a.key != b.key ? a.key < b.key : a.school < b.school; }
};

/// Calls found(first, last) for each run of equal keys longer than one. Sorts `entries`.
template <typename Key, typename Found>
void for_each_repeated(std::vector<Entry<Key>>& entries, const Found& found) {
  std::ranges::sort(entries, std::less<>{});
  for (std::size_t begin = 0, end = 0; begin < entries.size(); begin = end) {
    end = begin + 1;
    while (end < entries.size() && entries[end].key == entries[begin].key) ++end;
    if (end - begin > 1) found(begin, end);
  }
}

/// A campus may bear the name of its school and stand on its ground.
bool stands_alone(const model::Schools& schools, std::size_t school) { return !schools.parents[school]; }

class SchoolsUnique : public CheckRule {
 public:
  explicit SchoolsUnique(CheckReader& reader) { reader.fixed_table("schools"); }

  [[nodiscard]] std::size_t unit_count(const CheckFrame& frame) const override { return frame.county_count(); }

  [[nodiscard]] std::vector<std::string_view> placeholders() const override { return {"other", "other_id", "count"}; }

 protected:
  /// Params that name the first school of the run beside the one reported.
  static Params others(const model::Dataset& dataset, std::size_t other, std::size_t count) {
    return {{"other", school_name(dataset, SchoolIndex(other))},
            {"other_id", std::string(dataset.schools.ids.at(other))},
            {"count", std::to_string(count)}};
  }
};

class UniqueName : public SchoolsUnique {
 public:
  using SchoolsUnique::SchoolsUnique;

  void run(const CheckFrame& frame, UnitRange counties, Findings& findings) const override {
    const model::Schools& schools = frame.dataset().schools;
    // Hashes sort several times faster than texts; equal ones are compared as texts below.
    std::vector<Entry<std::size_t>> entries;
    for (std::size_t county = counties.begin; county < counties.end; ++county) {
      entries.clear();
      for (const std::uint32_t school : frame.schools_of(county))
        if (const auto name = schools.names.at(school); !name.empty() && stands_alone(schools, school))
          entries.push_back({std::hash<std::string_view>{}(name), school});
      for_each_repeated(entries, [&](std::size_t begin, std::size_t end) {
        const std::uint32_t first = entries[begin].school;
        for (std::size_t i = begin + 1; i < end; ++i) {
          const std::uint32_t school = entries[i].school;
          if (schools.names.at(school) != schools.names.at(first) || !findings.takes("schools", school)) continue;
          findings.add({"schools", school, "name"}, std::string(schools.names.at(school)), others(frame.dataset(), first, end - begin));
        }
      });
    }
  }
};

class UniquePlace : public SchoolsUnique {
 public:
  using SchoolsUnique::SchoolsUnique;

  [[nodiscard]] std::size_t unit_count(const CheckFrame& frame) const override {
    const bool has_places = frame.column("schools", "lon") != nullptr && frame.column("schools", "lat") != nullptr;
    return has_places ? frame.county_count() : 0;
  }

  void run(const CheckFrame& frame, UnitRange counties, Findings& findings) const override {
    const model::Schools& schools = frame.dataset().schools;
    std::vector<Entry<std::pair<double, double>>> entries;
    for (std::size_t county = counties.begin; county < counties.end; ++county) {
      entries.clear();
      for (const std::uint32_t school : frame.schools_of(county))
        if (schools.lon.has(school) && schools.lat.has(school) && stands_alone(schools, school))
          entries.push_back({{schools.lon.at(school).value, schools.lat.at(school).value}, school});
      // One finding per place: a whole county put down at its seat is one slip, not a hundred.
      for_each_repeated(entries, [&](std::size_t begin, std::size_t end) {
        const std::uint32_t school = entries[begin + 1].school;
        if (!findings.takes("schools", school)) return;
        findings.add({"schools", school, "lon"}, place_text(entries[begin].key),
                     others(frame.dataset(), entries[begin].school, end - begin));
      });
    }
  }

 private:
  static std::string place_text(const std::pair<double, double>& place) {
    return formats::number_text(place.first) + ", " + formats::number_text(place.second);
  }
};

}  // namespace

std::unique_ptr<CheckRule> make_unique_rule(CheckReader& reader) {
  if (reader.word("of", {"name", "place"}) == "place") return std::make_unique<UniquePlace>(reader);
  return std::make_unique<UniqueName>(reader);
}

}  // namespace junheng::ingest
