#include "junheng/app/load.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/formats/file.h"
#include "junheng/ingest/checks.h"
#include "junheng/model/schema.h"
#include "junheng/standards/library.h"
#include "junheng/standards/rules.h"

namespace junheng::app {

Result<void> Session::check_stop() const {
  if (stop.stop_requested()) return fail(Code::Interrupted);
  return {};
}

namespace {

/// Adds the rows that checks reject to those that reading did: a clerk counts the errors of a file, whoever found them.
void count_rejected(LoadedDataset& loaded, const std::vector<ingest::RejectedRow>& rejected) {
  for (const ingest::RejectedRow& row : rejected) {
    const auto file = std::ranges::find_if(loaded.files, [&](const ingest::ImportedFile& each) {
      return each.table == row.table && each.file == row.file && each.sheet == row.sheet;
    });
    if (file != loaded.files.end()) ++file->rejected_rows;
  }
}

/// Ids of measures that a pack adds to the dataset format.
std::vector<std::string> added_measures(const standards::Pack& pack) {
  std::vector<std::string> added;
  for (const standards::DerivedMeasure& measure : pack.measures)
    if (model::find_stage_measure(measure.id) == nullptr) added.push_back(measure.id);
  return added;
}

ingest::ReportedItem reported_item(const std::string& id, const standards::ReportedForm& form, bool is_plausibility_known) {
  using Kind = ingest::ReportedItem::Kind;
  Kind kind = Kind::Answer;
  if (form.kind == standards::ReportedForm::Kind::Number) kind = Kind::Number;
  if (form.kind == standards::ReportedForm::Kind::Step) kind = Kind::Step;
  return {id, kind, form.unit, form.low, form.high, is_plausibility_known};
}

/// Tells the import the items of all standards and how they are reported: as the pack has it; those that it lacks, as all built-in packs
/// have it that know them.
void name_items(const standards::Pack* pack, const Session& session, ingest::ImportOptions& options) {
  std::map<std::string, std::optional<standards::ReportedForm>> forms;
  const auto name_standard = [&](const standards::Pack& each) {
    if (each.items.empty()) return;
    options.standards += (options.standards.empty() ? "" : ", ") + each.id;
  };
  const standards::Library library = standards::load_packs(standards::built_in_packs(), session.today);
  for (const standards::Pack& each : library.packs) {
    name_standard(each);
    for (const standards::Item& item : each.items) {
      const standards::ReportedForm form = standards::reported_form(item);
      const auto [known, is_first] = forms.try_emplace(item.id, form);
      if (!is_first && known->second != form) known->second.reset();
    }
  }
  std::set<std::string> of_own_pack;
  if (pack != nullptr) {
    const bool is_built_in = library.find(pack->id) != nullptr;
    if (!is_built_in) name_standard(*pack);
    for (const standards::Item& item : pack->items) {
      const standards::ReportedForm form = standards::reported_form(item);
      if (!is_built_in && forms[item.id] != form) of_own_pack.insert(item.id);
      forms[item.id] = form;
    }
  }
  for (const auto& [id, form] : forms) {
    options.items.push_back(id);
    if (form) options.reported_items.push_back(reported_item(id, *form, !of_own_pack.contains(id)));
  }
}

}  // namespace

Result<LoadedDataset> load_dataset(const LoadRequest& request, const Session& session) {
  ingest::ImportOptions options{request.path, request.mapping, session.threads, {}};
  if (request.pack != nullptr) options.added_measures = added_measures(*request.pack);
  name_items(request.pack, session, options);
  options.targets_file = request.targets_file;
  options.header_renames = request.header_renames;
  auto import = ingest::import_dataset(options);
  if (!import) return fail(import.error());
  if (auto stopped = session.check_stop(); !stopped) return fail(stopped.error());
  LoadedDataset loaded{std::move(import->dataset),
                       std::move(import->issues),
                       std::move(import->files),
                       {},
                       std::move(import->rejected_items),
                       std::move(import->rejected_facts),
                       std::move(import->unreadable_tables)};
  ingest::CheckReport checks =
      ingest::run_checks(loaded.dataset, ingest::built_in_checks(), session.threads, {import->lost_rows, options.reported_items});
  loaded.issues.insert(loaded.issues.end(), std::make_move_iterator(checks.issues.begin()), std::make_move_iterator(checks.issues.end()));
  sort_issues(loaded.issues);
  loaded.counts = count_issues(loaded.issues);
  count_rejected(loaded, checks.rejected);
  auto of_checks = ingest::rejected_facts(loaded.dataset, checks.rejected);
  loaded.rejected_facts.insert(loaded.rejected_facts.end(), std::make_move_iterator(of_checks.begin()),
                               std::make_move_iterator(of_checks.end()));
  if (request.drop_rejected && !checks.rejected.empty()) ingest::remove_rows(loaded.dataset, checks.rejected);
  if (auto stopped = session.check_stop(); !stopped) return fail(stopped.error());
  return loaded;
}

namespace {

/// The nearest id: a likely slip away, or holding the word, or beginning like it ("cn.quality" for "cn.quality-2017"); else empty.
std::string nearest_id(std::string_view word, const std::vector<std::string>& ids) {
  if (const auto slip = nearest(word, ids)) return *slip;
  constexpr std::size_t kLeastShared = 3;
  std::string best;
  std::size_t longest = kLeastShared - 1;
  for (const std::string& id : ids) {
    const auto shared = static_cast<std::size_t>(std::ranges::mismatch(word, id).in1 - word.begin());
    const bool holds = word.size() >= kLeastShared && id.find(word) != std::string::npos;
    if (std::max(shared, holds ? word.size() : 0) <= longest) continue;
    longest = std::max(shared, holds ? word.size() : 0);
    best = id;
  }
  return best;
}

bool looks_like_path(const std::string& id) { return id.ends_with(".toml") || id.find('/') != std::string::npos; }

std::string first_error(const std::vector<Issue>& issues, Lang lang) {
  for (const Issue& issue : issues)
    if (issue.severity == Severity::Error) return describe(issue.where, lang) + ": " + issue.message(lang);
  return {};
}

}  // namespace

Result<standards::Pack> find_pack(const std::string& id_or_path, const Session& session) {
  std::vector<standards::PackFile> files = standards::built_in_packs();
  const bool is_path = looks_like_path(id_or_path);
  if (is_path) {
    auto text = formats::read_file(id_or_path);
    if (!text) return fail(text.error());
    files.push_back({id_or_path, std::move(*text)});
  }
  const standards::Library library = standards::load_packs(files, session.today);
  if (is_path) {
    for (const standards::Pack& pack : library.packs)
      if (pack.file == id_or_path) return pack;
    return fail(Code::StandardRejected, {{"path", id_or_path}, {"first", first_error(library.issues, session.lang)}});
  }
  if (const standards::Pack* pack = library.find(id_or_path)) return *pack;
  std::vector<std::string> ids;
  std::vector<const standards::Pack*> titled;
  std::string list;
  for (const standards::Pack& pack : library.packs) {
    ids.push_back(pack.id);
    list += (list.empty() ? "" : ", ") + pack.id;
    const auto holds = [&](const std::string& title) { return !id_or_path.empty() && title.find(id_or_path) != std::string::npos; };
    if (holds(pack.title.zh) || holds(pack.title.en)) titled.push_back(&pack);
  }
  if (titled.size() == 1) return *titled.front();
  std::string likely = titled.empty() ? nearest_id(id_or_path, ids) : std::string();
  for (const standards::Pack* pack : titled) likely += (likely.empty() ? "" : ", ") + pack->id;
  return fail(Code::UnknownStandard, {{"id", id_or_path},
                                      {"likely_zh", likely.empty() ? "" : "是否指“" + likely + "”？"},
                                      {"likely_en", likely.empty() ? "" : "Did you mean '" + likely + "'? "},
                                      {"ids", list}});
}

Result<std::shared_ptr<const standards::Standard>> find_standard(const StandardRequest& request, const Session& session) {
  auto pack = find_pack(request.id, session);
  if (!pack) return fail(pack.error());
  auto standard = standards::resolve(*pack, request.on.value_or(request.year.start()), request.tolerances);
  if (!standard) return fail(standard.error());
  return std::make_shared<const standards::Standard>(std::move(*standard));
}

std::string area_label(const model::Dataset& dataset, AreaIndex area) {
  const std::string_view name = dataset.areas.names.at(area.value);
  return std::string(dataset.areas.codes.at(area.value)) + (name.empty() ? "" : " " + std::string(name));
}

std::string_view pack_of_country(std::string_view country) { return country == "CN" ? kQualityPack : kGenericPack; }

Result<std::string> find_area_code(const model::Dataset& dataset, const std::string& code_or_name) {
  std::vector<AreaIndex> named;
  for (std::size_t area = 0; area < dataset.areas.size(); ++area) {
    if (dataset.areas.codes.at(area) == code_or_name) return code_or_name;
    if (dataset.areas.names.at(area) == code_or_name) named.emplace_back(area);
  }
  if (code_or_name.empty() || named.empty()) return code_or_name;
  if (named.size() == 1) return std::string(dataset.areas.codes.at(named.front().value));
  std::string list;
  for (const AreaIndex area : named) {
    const auto parent = dataset.areas.parents[area.value];
    list += (list.empty() ? "" : ", ") + area_label(dataset, area) +
            (parent ? " (" + std::string(dataset.areas.names.at(parent->value)) + ")" : "");
  }
  return fail(Code::AreaNameAmbiguous, {{"area", code_or_name}, {"codes", list}});
}

Result<std::string> find_school_id(const model::Dataset& dataset, AreaIndex area, const std::string& id_or_name) {
  const model::Schools& schools = dataset.schools;
  if (schools.find(id_or_name)) return id_or_name;
  std::vector<std::string> named;
  const model::AreaLevel level = dataset.areas.levels[area.value];
  for (std::size_t school = 0; school < schools.size(); ++school)
    if (schools.names.at(school) == id_or_name && dataset.areas.at_level(schools.areas[school], level) == area)
      named.emplace_back(schools.ids.at(school));
  if (named.empty()) return id_or_name;
  if (named.size() == 1) return named.front();
  std::string list;
  for (const std::string& id : named) list += (list.empty() ? "" : ", ") + id;
  return fail(Code::SchoolNameAmbiguous, {{"school", id_or_name}, {"ids", list}});
}

Result<SchoolYear> choose_year(const model::Dataset& dataset, std::optional<int> asked) {
  return choose_year(dataset.years(), dataset.manifest.default_year, asked);
}

Result<SchoolYear> choose_year(std::span<const SchoolYear> years, const std::optional<SchoolYear>& preferred, std::optional<int> asked) {
  if (asked) return SchoolYear{*asked};
  if (years.empty()) return fail(Code::NoSchoolYears);
  return preferred && std::ranges::find(years, *preferred) != years.end() ? *preferred : years.back();
}

}  // namespace junheng::app
