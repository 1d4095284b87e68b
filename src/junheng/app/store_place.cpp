#include "junheng/app/store_place.h"

#include "junheng/store/store.h"

namespace junheng::app {

std::string store_place(const std::string& place, const Settings& settings) {
  if (store::is_postgres_url(place)) return place;
  std::string address = settings.text(kStoreUrl);
  return address.empty() ? place : address;
}

Result<std::string> store_place(const std::string& place, const SettingSources& sources) {
  const auto settings = Settings::read(sources);
  if (!settings) return fail(settings.error());
  return store_place(place, *settings);
}

}  // namespace junheng::app
