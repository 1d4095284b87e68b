#include "junheng/app/office.h"

#include <chrono>
#include <system_error>

#include "junheng/core/codes.h"
#include "junheng/store/sha256.h"

namespace junheng::app {

namespace {

Date day_of(UtcTime time) {
  using namespace std::chrono;
  const year_month_day day{floor<days>(sys_time<milliseconds>(milliseconds(time.ms)))};
  return {static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())};
}

std::string pack_ids(const standards::Library& library) {
  std::string ids;
  for (const standards::Pack& pack : library.packs) ids += (ids.empty() ? "" : ", ") + pack.id;
  return ids;
}

}  // namespace

Office::Office(OfficeOptions options, store::Store store)
    : options_(std::move(options)),
      store_(std::move(store)),
      desks_(options_.area_cache_bytes),
      bodies_(options_.body_cache_bytes) {
  const std::vector<standards::PackFile> files = standards::built_in_packs();
  library_ = standards::load_packs(files, today());
  for (const standards::Pack& pack : library_.packs)
    for (const standards::PackFile& file : files)
      if (file.name == pack.file) hashes_.emplace(pack.id, store::sha256(file.text));
}

Office::~Office() { jobs_.reset(); }

Result<std::unique_ptr<Office>> Office::open(OfficeOptions options) {
  store::StoreOptions of_store;
  of_store.place = options.place;
  of_store.time = options.clock();
  of_store.must_exist = options.must_exist;
  auto store = store::Store::open(of_store);
  if (!store) return fail(store.error());
  std::unique_ptr<Office> office(new Office(std::move(options), std::move(*store)));
  office->uploads_ = office->options_.uploads;
  if (office->uploads_.empty() && !store::is_postgres_url(office->options_.place))
    office->uploads_ = std::filesystem::path(office->options_.place) / "uploads";
  if (office->options_.has_jobs) {
    std::error_code failure;
    std::filesystem::create_directories(office->uploads_, failure);
    if (failure) return fail(Code::CannotWriteFile, {{"path", office->uploads_.string()}, {"reason", failure.message()}});
    std::filesystem::permissions(office->uploads_, std::filesystem::perms::owner_all, failure);
    auto jobs = Jobs::start(office->store_, office->options_.clock, office->options_.jobs);
    if (!jobs) return fail(jobs.error());
    office->jobs_ = std::move(*jobs);
  }
  return office;
}

Date Office::today() const { return day_of(now()); }

std::string Office::standard_hash(std::string_view id) const {
  const auto found = hashes_.find(id);
  return found == hashes_.end() ? std::string() : found->second;
}

Result<std::shared_ptr<const standards::Standard>> Office::standard(const std::string& id, SchoolYear year,
                                                                    const std::vector<std::string>& tolerances) {
  std::string key = id + "/" + std::to_string(year.first);
  for (const std::string& tolerance : tolerances) key += "/" + tolerance;
  const std::lock_guard lock(standards_mutex_);
  if (const auto known = standards_.find(key); known != standards_.end()) return known->second;
  const standards::Pack* pack = library_.find(id);
  if (pack == nullptr) return fail(Code::UnknownStandard, {{"id", id}, {"likely_zh", ""}, {"likely_en", ""}, {"ids", pack_ids(library_)}});
  standards::ToleranceChoice choice;
  if (!tolerances.empty()) choice = {standards::ToleranceChoice::Mode::Named, tolerances};
  auto standard = standards::resolve(*pack, year.start(), choice);
  if (!standard) return fail(standard.error());
  auto shared = std::make_shared<const standards::Standard>(std::move(*standard));
  standards_.emplace(std::move(key), shared);
  return shared;
}

}  // namespace junheng::app
