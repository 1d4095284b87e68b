#include "junheng/monitor/setting.h"

namespace junheng::monitor {

Setting setting_of(int code) {
  if (code / 10 == 11) return Setting::City;
  if (code / 10 == 12) return Setting::Town;
  return code / 100 == 2 ? Setting::Village : Setting::NotGiven;
}

std::string_view to_string(Setting setting) {
  switch (setting) {
    case Setting::City: return "city";
    case Setting::Town: return "town";
    case Setting::Village: return "village";
    case Setting::NotGiven: return "not_given";
  }
  return "not_given";
}

}  // namespace junheng::monitor
