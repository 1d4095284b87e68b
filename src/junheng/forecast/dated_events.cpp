#include "junheng/forecast/dated_events.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "junheng/core/codes.h"

namespace junheng::forecast {

namespace {

using Entry = model::Events::Entry;

Event event_of(const Entry& entry) {
  Event event;
  event.kind = entry.kind;
  event.school_year = entry.school_year;
  event.school_id = entry.school_id;
  event.other_id = entry.other_id;
  event.pupils = entry.pupils.get().value_or(0);
  event.name = entry.school_id;
  for (std::size_t g = 0; g < kGrades; ++g)
    if ((entry.grades >> g & 1U) != 0) event.grades.push_back(static_cast<int>(g));
  return event;
}

/// By event_id; of one that several datasets have, the last. Schools are named by the ids that the history has.
std::map<std::string_view, Event> all_events(std::span<const model::Dataset* const> datasets, const History& history) {
  std::map<std::string_view, Event> out;
  for (const model::Dataset* data : datasets)
    for (std::size_t row = 0; row < data->events.entries.size(); ++row) {
      const Entry& entry = data->events.entries[row];
      Event& event = out[entry.id] = event_of(entry);
      if (row < data->events.origin.row_count()) event.where = data->events.origin.locate(RowIndex(row), "event_id");
      for (std::string* id : {&event.school_id, &event.other_id})
        if (const auto found = history.renamed.find(*id); found != history.renamed.end()) *id = found->second;
    }
  return out;
}

}  // namespace

void mark_past_events(std::span<const model::Dataset* const> datasets, History& history, HistoryFindings& findings) {
  const auto events = all_events(datasets, history);
  if (events.empty()) return;
  std::unordered_map<std::string_view, std::size_t> by_id;
  for (std::size_t s = 0; s < history.schools.size(); ++s) {
    by_id.emplace(history.schools[s].id, s);
    for (const std::string& campus : history.schools[s].campuses) by_id.emplace(campus, s);
  }
  std::set<int> years;
  std::size_t count = 0;
  for (const auto& [id, event] : events) {
    const int year = event.school_year - history.first_year;
    // What changed before the first step of the history changes none of it.
    if (year < 1 || event.school_year > history.last_year()) continue;
    bool is_known = false;
    for (const std::string* school : {&event.school_id, &event.other_id}) {
      const auto found = by_id.find(*school);
      if (found == by_id.end()) continue;
      is_known = true;
      if (history.moved.empty()) history.moved.assign(history.schools.size() * history.years, 0);
      history.moved[found->second * history.years + static_cast<std::size_t>(year)] =
          event.kind == EventKind::Housing ? kFromOutside : kWithin;
    }
    if (is_known) {
      ++count;
      years.insert(event.school_year);
    } else {
      findings.issues.push_back(make_issue(Code::ForecastEventSchool, event.where, {}, {{"school", event.school_id}}));
    }
  }
  if (count == 0) return;
  std::string list;
  for (const int year : years) list += (list.empty() ? "" : ", ") + std::to_string(year);
  findings.issues.push_back(make_issue(Code::ForecastEventPast, {}, {}, {{"count", std::to_string(count)}, {"years", std::move(list)}}));
}

std::vector<Event> events_to_come(std::span<const model::Dataset* const> datasets, const History& history) {
  std::vector<Event> out;
  for (auto& [id, event] : all_events(datasets, history))
    if (event.school_year > history.last_year()) out.push_back(event);
  std::ranges::stable_sort(out, {}, &Event::school_year);
  return out;
}

}  // namespace junheng::forecast
