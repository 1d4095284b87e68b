#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "junheng/app/area_desk.h"
#include "junheng/app/jobs.h"
#include "junheng/app/lru_cache.h"
#include "junheng/app/settings.h"
#include "junheng/app/waiting_room.h"
#include "junheng/app/workshop.h"
#include "junheng/core/error.h"
#include "junheng/core/school_year.h"
#include "junheng/report/school_table.h"
#include "junheng/standards/library.h"
#include "junheng/standards/standard.h"
#include "junheng/store/presence.h"
#include "junheng/store/store.h"

namespace junheng::app {

class Uploads;

/// A body as a reply sends it.
struct StoredBody {
  std::shared_ptr<const std::string> bytes;
  bool is_gzip = false;
  std::string etag;
};

struct OfficeOptions {
  /// Where uploads and reports are kept while they are looked at; made where it is missing. Only needed with jobs.
  std::filesystem::path uploads;
  Clock clock;
  /// Does not jump when the machine's time is set.
  std::function<store::AbsenceWatch::Moment()> steady_clock = std::chrono::steady_clock::now;
  /// Threads of one import or run.
  unsigned threads = 1;
  JobOptions jobs;
  /// Whether long work can be submitted. Off for commands.
  bool has_jobs = true;
  /// How often upkeep() runs, with jobs or without.
  std::chrono::milliseconds upkeep_interval{60'000};
  std::size_t area_cache_bytes = 256ULL << 20;
  std::size_t body_cache_bytes = 64ULL << 20;
  /// Two tables of a country with 200,000 schools.
  std::size_t table_cache_bytes = 256ULL << 20;
  /// How long a request waits for tables that are being made; then it is told to come again.
  std::chrono::milliseconds table_patience{2000};
  /// So many requests wait for small tables at the same time, and half as many for large ones; to others it is told at once.
  std::size_t table_waiters = 2;
  /// So many tables of each size wait to be made; more are refused.
  std::size_t table_queue = 64;
  /// Pages of the tables of schools: cheap to make again, so they have a place of their own.
  std::size_t school_page_cache_bytes = 16ULL << 20;
  /// Those of file, environment and command line.
  Settings settings = {};
  /// How bodies are held ready to be sent (gzip); empty: as they are.
  std::function<std::string(std::string_view)> compress = {};
};

/// Tables of more schools are large: those of a province or a country, not of a county.
inline constexpr std::int64_t kMostSmallTableSchools = 2000;

/// What a running server, or `junheng import`, holds: the store, the standards, the jobs, the caches, the clock. Use cases take it with the
/// Access of who asks. Any thread may call.
class Office {
 public:
  /// Runs that an earlier program left unfinished become interrupted. `store` must outlive it.
  /// Errors: CannotWriteFile (the folder of uploads); those of store::Presence::enter and store::AbsenceWatch.
  [[nodiscard]] static Result<std::unique_ptr<Office>> open(store::Store& store, OfficeOptions options);
  Office(const Office&) = delete;
  Office& operator=(const Office&) = delete;
  ~Office();

  [[nodiscard]] store::Store& store() { return store_; }
  [[nodiscard]] const OfficeOptions& options() const { return options_; }
  [[nodiscard]] UtcTime now() const { return options_.clock(); }
  [[nodiscard]] Date today() const;
  [[nodiscard]] unsigned threads() const { return options_.threads; }
  /// Requires has_jobs.
  [[nodiscard]] Jobs& jobs() { return *jobs_; }
  [[nodiscard]] const std::filesystem::path& upload_folder() const { return options_.uploads; }
  /// Requires has_jobs.
  [[nodiscard]] Uploads& uploads() { return *uploads_; }
  /// Of this program, for the runs that it makes.
  [[nodiscard]] store::OwnerId owner() const { return presence_.owner(); }
  /// A last step of some work that the store refused (full, locked, not reachable): upkeep() tries it until it succeeds, or the record is
  /// gone or has moved on. Until the end of the program at most: the next one finds the run interrupted.
  void finish_later(std::function<Result<void>()> step);
  /// Takes the lock of the presence anew where it was lost; before an end of some work is written. Errors: as Presence::renew().
  [[nodiscard]] Result<void> renew_presence();
  /// What has to be done from time to time: old uploads go, runs of programs that ended are marked (not by who cannot tell that it is there
  /// itself), refused last steps are tried again.
  /// Errors: the first; everything was tried.
  [[nodiscard]] Result<void> upkeep();
  /// A part of a file's name that no other call gets.
  [[nodiscard]] std::string next_name();

  /// The built-in packs. No path of a file is ever looked up for a request.
  [[nodiscard]] const standards::Library& library() const { return library_; }
  /// A pack on the first day of a school year. Errors: UnknownStandard; those of standards::resolve.
  [[nodiscard]] Result<std::shared_ptr<const standards::Standard>> standard(const std::string& id, SchoolYear year,
                                                                            const std::vector<std::string>& tolerances = {});
  /// SHA-256 of the pack's file; empty for an unknown one.
  [[nodiscard]] std::string standard_hash(std::string_view id) const;

  /// A text as a reply sends it, with its hash as tag.
  [[nodiscard]] StoredBody ready_body(std::string text) const;

  /// Assessed areas, by run and area.
  [[nodiscard]] LruCache<AreaDesk>& desks() { return desks_; }
  [[nodiscard]] LruCache<StoredBody>& bodies() { return bodies_; }
  /// Tables of schools of large areas, by run and area.
  [[nodiscard]] LruCache<report::SchoolTable>& school_tables() { return school_tables_; }
  /// Pages of those tables.
  [[nodiscard]] LruCache<StoredBody>& school_pages() { return school_pages_; }
  /// Drops what is held of a run.
  void forget_run(std::int64_t run);
  /// Makes what the caches do not hold: tables of up to kMostSmallTableSchools schools on one thread, larger ones on another, so that a
  /// county never waits behind a country. Requests that wait for one leave the others their places.
  [[nodiscard]] CacheMaker maker(std::int64_t schools) {
    TableBench& bench = schools <= kMostSmallTableSchools ? small_tables_ : large_tables_;
    return {[&bench](auto work) { return bench.workshop.submit(std::move(work)); }, options_.table_patience, &bench.waiters};
  }

 private:
  Office(store::Store& store, OfficeOptions options, store::Presence presence);
  [[nodiscard]] Result<void> try_last_steps();
  void start_upkeep();
  [[nodiscard]] bool is_back_from_away();

  /// Where tables of one size are made.
  struct TableBench {
    TableBench(std::size_t places, std::size_t queue) : waiters(places), workshop(queue) {}
    WaitingRoom waiters;
    Workshop workshop;
  };

  OfficeOptions options_;
  store::Store& store_;
  std::mutex presence_mutex_;
  store::Presence presence_;
  /// Since the last upkeep() the store did not know of this program for a while. Guarded by presence_mutex_.
  bool was_away_ = false;
  std::mutex upkeep_mutex_;
  store::AbsenceWatch absences_;
  std::mutex last_steps_mutex_;
  std::vector<std::function<Result<void>()>> last_steps_;
  standards::Library library_;
  std::map<std::string, std::string, std::less<>> hashes_;
  std::atomic<std::uint64_t> names_ = 0;
  std::mutex standards_mutex_;
  std::map<std::string, std::shared_ptr<const standards::Standard>> standards_;
  LruCache<AreaDesk> desks_;
  LruCache<StoredBody> bodies_;
  LruCache<report::SchoolTable> school_tables_;
  LruCache<StoredBody> school_pages_;
  std::unique_ptr<Uploads> uploads_;
  /// Its work uses all the others.
  std::unique_ptr<Jobs> jobs_;
  std::jthread upkeep_;
  /// Last: their work uses the caches.
  TableBench small_tables_;
  TableBench large_tables_;
};

}  // namespace junheng::app
