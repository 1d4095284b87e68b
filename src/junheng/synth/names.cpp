#include "junheng/synth/names.h"

#include <array>

#include <fmt/format.h>

namespace junheng::synth {

namespace {

constexpr std::array<std::string_view, 24> kTownshipStems = {"青禾", "白塔", "柳湾", "石桥", "双泉", "云岭", "长坪", "清溪",
                                                             "金沙", "红岩", "大营", "新田", "竹园", "松林", "龙口", "平川",
                                                             "杏花", "望河", "高台", "西岭", "东坝", "南屏", "北原", "永和"};
constexpr std::array<std::string_view, 24> kVillageStems = {"杨树", "东沟", "下湾", "李庄", "王庄", "上坪", "石门", "槐荫",
                                                            "井沟", "前进", "沙河", "桃园", "梨坪", "后山", "南坡", "北洼",
                                                            "莲塘", "水磨", "碾子", "榆林", "新庄", "老营", "河口", "半坡"};
constexpr std::array<std::string_view, 10> kDigits = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

/// "第一", "第十二", "第二十"; from a hundred on in digits.
std::string ordinal(std::size_t n) {
  if (n > 99) return fmt::format("第{}", n);
  if (n < 10) return fmt::format("第{}", kDigits.at(n));
  const std::string_view tens = n < 20 ? std::string_view{} : kDigits.at(n / 10);
  const std::string_view ones = n % 10 == 0 ? std::string_view{} : kDigits.at(n % 10);
  return fmt::format("第{}十{}", tens, ones);
}

/// The first of its sort needs no number.
std::string ordinal_from_second(std::size_t n) { return n == 1 ? std::string{} : ordinal(n); }

/// The stem that stands `number` places after the one at `first`; those of a second round carry a number to stay unique.
std::string stem(const std::array<std::string_view, 24>& stems, std::size_t first, std::size_t number) {
  const std::string_view chosen = stems.at((first + number) % stems.size());
  return number < stems.size() ? std::string(chosen) : fmt::format("{}{}", chosen, number / stems.size() + 1);
}

}  // namespace

std::string province_name(std::size_t province) { return fmt::format("示例省{:02}", province + 1); }

std::string city_name(std::size_t province, std::size_t city) { return fmt::format("示例市{:02}{:02}", province + 1, city + 1); }

std::string county_name(CountyType type, std::size_t province, std::size_t city, std::size_t county) {
  const std::string_view word = type == CountyType::County ? "县" : type == CountyType::City ? "市" : "区";
  return fmt::format("示范{}{:02}{:02}{:02}", word, province + 1, city + 1, county + 1);
}

std::string seat_name() { return "城关镇"; }

std::string township_name(std::size_t number, bool is_town) { return stem(kTownshipStems, 0, number) + (is_town ? "镇" : "乡"); }

std::string seat_school_name(SeatName sort, std::size_t n) {
  switch (sort) {
    case SeatName::Primary: return fmt::format("城关{}小学", ordinal(n));
    case SeatName::PrivatePrimary: return fmt::format("示范育才{}小学", ordinal_from_second(n));
    case SeatName::Junior: return fmt::format("城关{}初级中学", ordinal(n));
    case SeatName::NineYear: return fmt::format("城关{}九年一贯制学校", ordinal(n));
    case SeatName::CompleteSecondary: return fmt::format("示范{}中学", ordinal(n));
    case SeatName::TwelveYear: return fmt::format("示范博雅{}学校", ordinal_from_second(n));
    case SeatName::Special: return fmt::format("示范{}特殊教育学校", ordinal_from_second(n));
  }
  return {};
}

std::string township_school_name(std::string_view township, TownshipName sort, std::size_t n) {
  switch (sort) {
    case TownshipName::CentralPrimary: return fmt::format("{}{}小学", township, n == 1 ? "中心" : ordinal(n));
    case TownshipName::Junior: return fmt::format("{}{}初级中学", township, ordinal_from_second(n));
    case TownshipName::NineYear: return fmt::format("{}{}九年一贯制学校", township, ordinal_from_second(n));
  }
  return {};
}

std::string village_school_name(std::string_view township, std::size_t township_number, std::size_t village, VillageName sort) {
  // Each township begins elsewhere in the list, so that neighbours do not all have a school of the first name.
  constexpr std::size_t kStride = 5;
  return fmt::format("{}{}{}", township, stem(kVillageStems, kStride * township_number, village),
                     sort == VillageName::Primary ? "小学" : "教学点");
}

std::string campus_name(std::string_view main_school, std::size_t number) {
  return fmt::format("{}{}校区", main_school, number == 0 ? "东" : "西");
}

std::string dataset_title(std::size_t counties, std::size_t schools) {
  return fmt::format("{} 个县、{} 所学校的模拟数据", counties, schools);
}

}  // namespace junheng::synth
