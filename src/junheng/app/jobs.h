#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "junheng/app/access.h"
#include "junheng/core/error.h"
#include "junheng/core/utc_time.h"
#include "junheng/store/runs.h"
#include "junheng/store/store.h"

namespace junheng::app {

using Clock = std::function<UtcTime()>;

/// What a job has made.
struct JobResult {
  std::string upload_id;
  std::optional<std::int64_t> snapshot_id;
  std::vector<std::int64_t> run_ids;
  std::string backup;
};

/// Why a job failed, in both languages.
struct JobFault {
  std::string code;
  Bilingual message;
  Bilingual hint;
};

/// Long work of an account.
struct Job {
  std::string id;
  /// "upload", "commit", "assess", "backup".
  std::string kind;
  std::int64_t account_id = 0;
  store::RunState state = store::RunState::Queued;
  /// 0 to 1.
  double progress = 0;
  /// Key of the text of what it is doing; empty: nothing.
  std::string step;
  UtcTime created;
  std::optional<UtcTime> finished;
  std::optional<JobResult> result;
  std::optional<JobFault> fault;
  /// Grows with every change of what stands above.
  std::uint64_t revision = 0;

  [[nodiscard]] bool has_ended() const { return state != store::RunState::Queued && state != store::RunState::Running; }
};

/// What a job's work is given: where to say how far it is, and whether to stop.
struct JobContext {
  std::stop_token stop;
  std::function<void(double progress, std::string_view step)> report;
  /// How what was stopped has ended: Interrupted where the program ends, Cancelled where the work alone was called off. Empty: the latter.
  std::function<store::RunState()> stopped_as = {};

  /// Code::Interrupted once a stop was requested.
  [[nodiscard]] Result<void> check_stop() const;
};

using JobWork = std::function<Result<JobResult>(const JobContext&)>;
/// Told how the job's work ended, once, before anybody sees that the job has; Interrupted where it never began.
using JobEnd = std::function<void(const Result<JobResult>&)>;

struct JobOptions {
  unsigned workers = 1;
  /// Jobs that may wait.
  std::size_t queue_limit = 32;
};

/// What jobs stand on; the store must outlive them.
struct JobPlace {
  const store::Store& store;
  Clock clock;
  /// The program that works on them.
  store::OwnerId owner = {};
  /// Takes the end of a job that the store did not take, to be tried again.
  std::function<void(std::function<Result<void>()>)> finish_later = {};
  /// Called before the beginning and the end of a job are written; where it fails, they are not.
  std::function<Result<void>()> before_write = {};
};

/// Runs long work on a few threads, in the order in which it came. States are kept in the store, so that a job that a crash or the end of
/// the program cut off is told as interrupted, and results are there after a restart. Any thread may call.
class Jobs {
 public:
  [[nodiscard]] static std::unique_ptr<Jobs> start(JobPlace place, JobOptions options);
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;
  /// Asks all work to stop and waits for it; it is interrupted.
  ~Jobs();

  /// After an Error nothing was submitted, and `end` is not called. Errors: JobQueueFull; those of the store.
  [[nodiscard]] Result<Job> submit(std::string kind, const Access& access, JobWork work, JobEnd end = {});
  /// The account's own, or anyone's with job:read. Errors: NoSuchJob.
  [[nodiscard]] Result<Job> find(std::string_view id, const Access& access) const;
  /// Newest first, a hundred at most.
  [[nodiscard]] Result<std::vector<Job>> list(const Access& access) const;
  /// Asks it to stop; one that waits is cancelled at once. Errors: NoSuchJob.
  [[nodiscard]] Result<Job> cancel(std::string_view id, const Access& access);
  /// Waits until the job has ended; for tests and the command line.
  [[nodiscard]] Result<Job> wait(std::string_view id, const Access& access) const;
  /// Jobs that wait or run, for metrics.
  [[nodiscard]] std::map<store::RunState, std::size_t> counts() const;

 private:
  struct Live {
    Job job;
    JobWork work;
    JobEnd end;
    std::stop_source stop;
  };

  Jobs(JobPlace place, JobOptions options);
  void work(const std::stop_token& stop);
  void run(Live& live);
  /// Of a job that has not begun and is in the queue no longer. Takes the mutex.
  void end_waiting(Live& live, store::RunState state);
  /// Tells the end of the work, then lets go of what it holds, such as a dataset.
  static void tell_end(Live& live, const Result<JobResult>& result);
  /// In the store; later where it does not take it.
  void keep_end(const Job& job);
  [[nodiscard]] static Result<void> write_end(const JobPlace& place, const Job& job);
  [[nodiscard]] Result<Job> stored(std::int64_t id) const;
  [[nodiscard]] Live* find_live(std::string_view id) const;

  JobPlace place_;
  JobOptions options_;
  mutable std::mutex mutex_;
  mutable std::condition_variable_any changed_;
  /// By id, oldest first; those that ended are dropped past a number.
  std::map<std::int64_t, std::unique_ptr<Live>> live_;
  std::deque<std::int64_t> queue_;
  bool is_closing_ = false;
  /// Last: it ends before what it uses.
  std::vector<std::jthread> workers_;
};

}  // namespace junheng::app
