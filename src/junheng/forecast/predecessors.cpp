#include "junheng/forecast/predecessors.h"

#include <map>
#include <unordered_map>
#include <vector>

#include "junheng/core/codes.h"
#include "junheng/forecast/history_checks.h"

namespace junheng::forecast {

namespace {

void report(HistoryFindings& findings, Code code, Params params) { findings.issues.push_back(make_issue(code, {}, {}, std::move(params))); }

class Joiner {
 public:
  Joiner(History& history, HistoryFindings& findings) : history_(history), findings_(findings), is_gone_(history.schools.size(), false) {}

  void run() {
    std::unordered_map<std::string_view, std::size_t> by_id;
    for (std::size_t s = 0; s < history_.schools.size(); ++s) by_id.emplace(history_.schools[s].id, s);
    std::map<std::size_t, std::vector<std::size_t>> heirs;
    for (std::size_t s = 0; s < history_.schools.size(); ++s) {
      const HistorySchool& school = history_.schools[s];
      if (school.predecessor.empty()) continue;
      const auto found = by_id.find(school.predecessor);
      if (found == by_id.end()) report(findings_, Code::ForecastPredecessorUnknown, {{"school", school.id}, {"old", school.predecessor}});
      else heirs[found->second].push_back(s);
    }
    // The earliest first, so that a chain of codes is joined from its beginning.
    std::multimap<std::size_t, std::pair<std::size_t, std::size_t>> pairs;
    for (const auto& [old, schools] : heirs) {
      if (schools.size() > 1) report_shared(old, schools);
      else pairs.emplace(years_of_school(history_, old)->last, std::pair(old, schools.front()));
    }
    for (const auto& [last, pair] : pairs) join(pair.first, pair.second);
    if (!pairs.empty()) remove_schools(history_, is_gone_);
  }

 private:
  void report_shared(std::size_t old, const std::vector<std::size_t>& schools) {
    std::string ids;
    for (const std::size_t s : schools) ids += (ids.empty() ? "" : ", ") + history_.schools[s].id;
    report(findings_, Code::ForecastPredecessorShared, {{"old", history_.schools[old].id}, {"schools", std::move(ids)}});
  }

  void join(std::size_t old, std::size_t school) {
    const auto before = years_of_school(history_, old);
    const auto after = years_of_school(history_, school);
    if (!before || !after) return;
    if (before->last >= after->first) {
      report(findings_, Code::ForecastPredecessorAlive,
             {{"school", history_.schools[school].id},
              {"old", history_.schools[old].id},
              {"year", std::to_string(history_.first_year + static_cast<int>(before->last))}});
      return;
    }
    hand_over(history_, old, school, *before);
    is_gone_[old] = true;
    report(findings_, Code::ForecastPredecessorJoined,
           {{"new", history_.schools[school].id},
            {"old", history_.schools[old].id},
            {"last", std::to_string(history_.first_year + static_cast<int>(before->last))}});
  }

  History& history_;
  HistoryFindings& findings_;
  std::vector<bool> is_gone_;
};

}  // namespace

void join_predecessors(History& history, HistoryFindings& findings) { Joiner(history, findings).run(); }

}  // namespace junheng::forecast
