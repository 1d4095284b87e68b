#include "junheng/standards/units.h"

#include <algorithm>
#include <array>

namespace junheng::standards {

namespace {

constexpr auto kUnits = std::to_array<Unit>({
    {"any", "", ""},
    {"bed", "张", "beds", "bed"},
    {"class", "班", "classes", "class"},
    {"county", "个", "counties", "county"},
    {"degree", "度", "degrees", "degree"},
    {"desk", "张", "desks", "desk"},
    {"desk/pupil", "张/生", "desks/pupil"},
    {"hour", "学时", "hours", "hour"},
    {"level", "级", "level"},
    {"m", "米", "m"},
    {"m2", "平方米", "m²"},
    {"m2/pupil", "平方米/生", "m²/pupil"},
    {"min", "分钟", "min"},
    {"percent", "%", "%"},
    {"period", "课时", "periods", "period"},
    {"person", "人", "persons", "person"},
    {"person/100 pupils", "人/百名学生", "persons/100 pupils"},
    {"person/class", "人/班", "persons/class"},
    {"person/pupil", "人/生", "persons/pupil"},
    {"place", "个", "places", "place"},
    {"point", "分", "points", "point"},
    {"project", "个", "projects", "project"},
    {"pupil", "人", "pupils", "pupil"},
    {"pupil/class", "生/班", "pupils/class"},
    {"pupil/person", "生/人", "pupils/person"},
    {"pupil/room", "生/间", "pupils/room"},
    {"pupil/toilet", "生/厕位", "pupils/toilet"},
    {"ratio", "倍", "times"},
    {"room", "间", "rooms", "room"},
    {"room/100 pupils", "间/百名学生", "rooms/100 pupils"},
    {"school", "所", "schools", "school"},
    {"score", "分", "points", "point"},
    {"set", "台", "sets", "set"},
    {"set/100 pupils", "台/百名学生", "sets/100 pupils"},
    {"share", "", ""},
    {"toilet", "个", "toilets", "toilet"},
    {"township", "个", "townships", "township"},
    {"village", "个", "villages", "village"},
    {"volume", "册", "volumes", "volume"},
    {"volume/pupil", "册/生", "volumes/pupil"},
    {"year", "年", "years", "year"},
    {"yuan", "元", "yuan"},
    {"yuan/pupil", "元/生", "yuan/pupil"},
});

static_assert(std::ranges::is_sorted(kUnits, {}, &Unit::key), "find_unit searches by halves");

}  // namespace

std::span<const Unit> units() { return kUnits; }

const Unit* find_unit(std::string_view key) {
  const auto found = std::ranges::lower_bound(kUnits, key, {}, &Unit::key);
  return found == kUnits.end() || found->key != key ? nullptr : &*found;
}

std::string_view unit_label(std::string_view key, Lang lang) {
  const Unit* unit = find_unit(key);
  return unit == nullptr ? key : unit->in(lang);
}

std::string_view unit_label_of(std::string_view number, std::string_view key, Lang lang) {
  const Unit* unit = find_unit(key);
  const bool is_one = lang == Lang::En && number == "1";
  return is_one && unit != nullptr && !unit->en_one.empty() ? unit->en_one : unit_label(key, lang);
}

}  // namespace junheng::standards
