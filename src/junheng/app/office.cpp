#include "junheng/app/office.h"

#include <chrono>
#include <condition_variable>
#include <system_error>
#include <utility>

#include "junheng/app/uploads.h"
#include "junheng/core/codes.h"
#include "junheng/store/sha256.h"

namespace junheng::app {

namespace {

Date day_of(UtcTime time) {
  namespace chrono = std::chrono;
  const chrono::sys_time<chrono::milliseconds> moment{chrono::milliseconds(time.ms)};
  const chrono::year_month_day day{chrono::floor<chrono::days>(moment)};
  return {static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())};
}

std::string pack_ids(const standards::Library& library) {
  std::string ids;
  for (const standards::Pack& pack : library.packs) ids += (ids.empty() ? "" : ", ") + pack.id;
  return ids;
}

}  // namespace

Office::Office(store::Store& store, OfficeOptions options, store::Presence presence)
    : options_(std::move(options)),
      store_(store),
      presence_(std::move(presence)),
      desks_(options_.area_cache_bytes),
      bodies_(options_.body_cache_bytes),
      school_tables_(options_.table_cache_bytes),
      school_pages_(options_.school_page_cache_bytes),
      small_tables_(options_.table_waiters, options_.table_queue),
      large_tables_(options_.table_waiters / 2, options_.table_queue) {
  const std::vector<standards::PackFile> files = standards::built_in_packs();
  library_ = standards::load_packs(files, today());
  for (const standards::Pack& pack : library_.packs)
    for (const standards::PackFile& file : files)
      if (file.name == pack.file) hashes_.emplace(pack.id, store::sha256(file.text));
}

Office::~Office() {
  upkeep_ = {};
  jobs_.reset();
  static_cast<void>(try_last_steps());
}

Result<std::unique_ptr<Office>> Office::open(store::Store& store, OfficeOptions options) {
  auto presence = store::Presence::enter(store);
  if (!presence) return fail(presence.error());
  std::unique_ptr<Office> office(new Office(store, std::move(options), std::move(*presence)));
  if (auto marked = office->absences_.interrupt_runs(store, office->now(), office->options_.steady_clock()); !marked)
    return fail(marked.error());
  if (!office->options_.has_jobs) {
    office->start_upkeep();
    return office;
  }
  const std::filesystem::path& uploads = office->upload_folder();
  std::error_code failure;
  std::filesystem::create_directories(uploads, failure);
  if (!failure) std::filesystem::permissions(uploads, std::filesystem::perms::owner_all, failure);
  if (failure) return fail(Code::CannotWriteFile, {{"path", uploads.string()}, {"reason", failure.message()}});
  office->jobs_ = Jobs::start({.store = store,
                               .clock = office->options_.clock,
                               .owner = office->owner(),
                               .finish_later = [self = office.get()](auto step) { self->finish_later(std::move(step)); },
                               .before_write = [self = office.get()] { return self->renew_presence(); }},
                              office->options_.jobs);
  office->uploads_ = std::make_unique<Uploads>(*office);
  office->start_upkeep();
  return office;
}

void Office::start_upkeep() {
  upkeep_ = std::jthread([this](const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    while (!stopped.wait_for(lock, stop, options_.upkeep_interval, [&] { return stop.stop_requested(); }))
      // What failed is tried again at the next round.
      static_cast<void>(upkeep());
  });
}

void Office::finish_later(std::function<Result<void>()> step) {
  const std::lock_guard lock(last_steps_mutex_);
  last_steps_.push_back(std::move(step));
}

Result<void> Office::try_last_steps() {
  std::vector<std::function<Result<void>()>> steps;
  {
    const std::lock_guard lock(last_steps_mutex_);
    steps.swap(last_steps_);
  }
  Result<void> first;
  for (auto& step : steps) {
    auto done = step();
    // Whatever else ended the run, or deleted it, has the last word.
    if (done || done.error().code == Code::StoreConflict || done.error().code == Code::StoreNoRecord) continue;
    finish_later(std::move(step));
    if (first) first = std::move(done);
  }
  return first;
}

Result<void> Office::renew_presence() {
  const std::lock_guard lock(presence_mutex_);
  const auto renewed = presence_.renew();
  was_away_ = was_away_ || !renewed || *renewed == store::Renewal::TakenAnew;
  if (!renewed) return fail(renewed.error());
  return {};
}

bool Office::is_back_from_away() {
  const std::lock_guard lock(presence_mutex_);
  return std::exchange(was_away_, false);
}

Result<void> Office::upkeep() {
  const std::lock_guard lock(upkeep_mutex_);
  if (uploads_) uploads_->remove_expired();
  Result<void> first = renew_presence();
  if (is_back_from_away()) absences_.forget();
  // Who cannot say that it is there itself does not judge others: the server may have dropped everybody's locks.
  if (first)
    if (const auto marked = absences_.interrupt_runs(store_, now(), options_.steady_clock()); !marked) first = fail(marked.error());
  auto finished = try_last_steps();
  return first ? finished : first;
}

std::string Office::next_name() { return std::to_string(now().ms) + "-" + std::to_string(++names_); }

void Office::forget_run(std::int64_t run) {
  const std::string prefix = std::to_string(run) + "/";
  desks_.drop_all(prefix);
  bodies_.drop_all(prefix);
  school_tables_.drop_all(prefix);
  school_pages_.drop_all(prefix);
}

StoredBody Office::ready_body(std::string text) const {
  StoredBody body;
  body.etag = store::sha256(text);
  body.is_gzip = static_cast<bool>(options_.compress);
  body.bytes = std::make_shared<const std::string>(body.is_gzip ? options_.compress(text) : std::move(text));
  return body;
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
