#include "junheng/app/jobs.h"

#include <algorithm>
#include <charconv>

#include "junheng/app/stored_jobs.h"
#include "junheng/app/version.h"
#include "junheng/core/codes.h"

namespace junheng::app {

namespace {

using store::RunState;

constexpr std::size_t kMostListed = 100;
/// Jobs that have ended and are still told from memory; older ones are read from the store.
constexpr std::size_t kMostLive = 200;

std::optional<std::int64_t> number_of(std::string_view id) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
  return error == std::errc() && end == id.data() + id.size() ? std::optional(number) : std::nullopt;
}

tl::unexpected<Error> no_such_job(std::string_view id) { return fail(Code::NoSuchJob, {{"id", std::string(id)}}); }

bool may_see(const Job& job, const Access& access) { return job.account_id == access.account_id || access.may(Permission::JobRead); }

JobFault fault_of(const Error& error) {
  return {std::string(code_entry(error.code).name),
          {error.message(Lang::Zh), error.message(Lang::En)},
          {error.hint(Lang::Zh), error.hint(Lang::En)}};
}

}  // namespace

Result<void> JobContext::check_stop() const {
  if (stop.stop_requested()) return fail(Code::Interrupted);
  return {};
}

Jobs::Jobs(JobPlace place, JobOptions options) : place_(std::move(place)), options_(options) {}

std::unique_ptr<Jobs> Jobs::start(JobPlace place, JobOptions options) {
  std::unique_ptr<Jobs> jobs(new Jobs(std::move(place), options));
  for (unsigned i = 0; i < std::max(1U, options.workers); ++i)
    jobs->workers_.emplace_back([self = jobs.get()](const std::stop_token& stop) { self->work(stop); });
  return jobs;
}

Jobs::~Jobs() {
  {
    const std::lock_guard lock(mutex_);
    is_closing_ = true;
    for (const auto& [id, live] : live_) live->stop.request_stop();
  }
  for (std::jthread& worker : workers_) worker.request_stop();
  changed_.notify_all();
  workers_.clear();
  const std::deque<std::int64_t> left = std::exchange(queue_, {});
  for (const std::int64_t id : left) end_waiting(*live_.at(id), RunState::Interrupted);
}

Result<Job> Jobs::submit(std::string kind, const Access& access, JobWork work, JobEnd end) {
  {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= options_.queue_limit) return fail(Code::JobQueueFull, {{"count", std::to_string(queue_.size())}});
  }
  auto live = std::make_unique<Live>();
  live->job.kind = std::move(kind);
  live->job.account_id = access.account_id;
  live->job.created = place_.clock();
  live->work = std::move(work);
  live->end = std::move(end);
  const auto id = create_job(place_.store, live->job, place_.owner);
  if (!id) return fail(id.error());
  live->job.id = std::to_string(*id);
  const Job job = live->job;
  {
    const std::lock_guard lock(mutex_);
    live_.emplace(*id, std::move(live));
    queue_.push_back(*id);
    for (auto old = live_.begin(); live_.size() > kMostLive && old != live_.end();)
      old = old->second->job.has_ended() ? live_.erase(old) : std::next(old);
  }
  changed_.notify_all();
  return job;
}

void Jobs::work(const std::stop_token& stop) {
  while (true) {
    Live* live = nullptr;
    {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [&] { return !queue_.empty(); })) return;
      if (is_closing_) return;
      live = live_.at(queue_.front()).get();
      queue_.pop_front();
      live->job.state = RunState::Running;
      ++live->job.revision;
    }
    changed_.notify_all();
    run(*live);
  }
}

void Jobs::run(Live& live) {
  auto began = place_.before_write ? place_.before_write() : Result<void>();
  if (began) began = begin_job(place_.store, live.job, place_.clock());
  const JobContext context{live.stop.get_token(),
                           [&](double progress, std::string_view step) {
                             {
                               const std::lock_guard lock(mutex_);
                               live.job.progress = std::clamp(progress, live.job.progress, 1.0);
                               live.job.step = step;
                               ++live.job.revision;
                             }
                             changed_.notify_all();
                           },
                           [this] {
                             const std::lock_guard lock(mutex_);
                             return is_closing_ ? RunState::Interrupted : RunState::Cancelled;
                           }};
  Result<JobResult> result = began ? live.work(context) : fail(began.error());
  tell_end(live, result);
  Job job;
  {
    const std::lock_guard lock(mutex_);
    job = live.job;
  }
  const bool was_stopped = !result && live.stop.stop_requested() && result.error().code == Code::Interrupted;
  job.state = result ? RunState::Done : !was_stopped ? RunState::Failed : context.stopped_as();
  job.finished = place_.clock();
  if (result) {
    job.result = std::move(*result);
    job.progress = 1;
  } else if (!was_stopped) {
    job.fault = fault_of(result.error());
  }
  keep_end(job);
  {
    const std::lock_guard lock(mutex_);
    job.revision = live.job.revision + 1;
    live.job = std::move(job);
  }
  changed_.notify_all();
}

void Jobs::tell_end(Live& live, const Result<JobResult>& result) {
  if (live.end) live.end(result);
  live.work = nullptr;
  live.end = nullptr;
}

Result<void> Jobs::write_end(const JobPlace& place, const Job& job) {
  if (place.before_write)
    if (auto ready = place.before_write(); !ready) return ready;
  return end_job(place.store, job);
}

void Jobs::keep_end(const Job& job) {
  if (write_end(place_, job) || !place_.finish_later) return;
  place_.finish_later([place = place_, job] { return write_end(place, job); });
}

void Jobs::end_waiting(Live& live, RunState state) {
  tell_end(live, fail(Code::Interrupted));
  Job job;
  {
    const std::lock_guard lock(mutex_);
    job = live.job;
  }
  job.state = state;
  job.finished = place_.clock();
  keep_end(job);
  {
    const std::lock_guard lock(mutex_);
    job.revision = live.job.revision + 1;
    live.job = std::move(job);
  }
  changed_.notify_all();
}

Jobs::Live* Jobs::find_live(std::string_view id) const {
  const auto number = number_of(id);
  if (!number) return nullptr;
  const auto found = live_.find(*number);
  return found == live_.end() ? nullptr : found->second.get();
}

Result<Job> Jobs::stored(std::int64_t id) const {
  auto job = find_job(place_.store, id);
  if (!job) return fail(job.error());
  if (!*job) return no_such_job(std::to_string(id));
  return std::move(**job);
}

Result<Job> Jobs::find(std::string_view id, const Access& access) const {
  const auto number = number_of(id);
  if (!number) return no_such_job(id);
  {
    const std::lock_guard lock(mutex_);
    if (const Live* live = find_live(id)) {
      if (!may_see(live->job, access)) return no_such_job(id);
      return live->job;
    }
  }
  auto job = stored(*number);
  if (!job) return fail(job.error());
  if (!may_see(*job, access)) return no_such_job(id);
  return job;
}

Result<std::vector<Job>> Jobs::list(const Access& access) const {
  // Filtered where it is cut off: the jobs of others must not push the account's own out of the list.
  auto jobs = list_jobs(place_.store, access.may(Permission::JobRead) ? std::nullopt : std::optional(access.account_id), kMostListed);
  if (!jobs) return fail(jobs.error());
  std::vector<Job> seen;
  const std::lock_guard lock(mutex_);
  for (Job& job : *jobs) {
    if (const Live* live = find_live(job.id)) job = live->job;
    if (may_see(job, access)) seen.push_back(std::move(job));
  }
  return seen;
}

Result<Job> Jobs::cancel(std::string_view id, const Access& access) {
  auto job = find(id, access);
  if (!job) return fail(job.error());
  Live* waiting = nullptr;
  {
    const std::lock_guard lock(mutex_);
    Live* live = find_live(id);
    if (live == nullptr) return job;
    live->stop.request_stop();
    if (std::erase(queue_, *number_of(id)) > 0) waiting = live;
  }
  if (waiting != nullptr) end_waiting(*waiting, RunState::Cancelled);
  return find(id, access);
}

Result<Job> Jobs::wait(std::string_view id, const Access& access) const {
  auto job = find(id, access);
  if (!job || job->has_ended()) return job;
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] {
      const Live* live = find_live(id);
      return live == nullptr || live->job.has_ended();
    });
  }
  return find(id, access);
}

std::map<RunState, std::size_t> Jobs::counts() const {
  std::map<RunState, std::size_t> counts;
  const std::lock_guard lock(mutex_);
  for (const auto& [id, live] : live_) ++counts[live->job.state];
  return counts;
}

}  // namespace junheng::app
