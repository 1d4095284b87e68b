#include "junheng/report/county_failings.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>
#include <vector>

#include "junheng/assess/margins.h"
#include "junheng/core/catalogue.h"
#include "junheng/report/item_text.h"
#include "junheng/report/reason_text.h"

namespace junheng::report {

namespace {

using assess::AreaResult;
using assess::Reason;
using assess::ReasonKind;
using formats::JsonWriter;

/// What a reason is about, whatever its verdict.
std::string_view subject_of(ReasonKind kind) {
  switch (kind) {
    case ReasonKind::CvAboveLimit:
    case ReasonKind::CvUnknown: return "cv";
    case ReasonKind::CompositeAboveLimit:
    case ReasonKind::CompositeUnknown: return "composite";
    case ReasonKind::SchoolsUnmet:
    case ReasonKind::SchoolsUnknown: return "schools";
    case ReasonKind::ItemUnmet:
    case ReasonKind::ItemUnknown: return "item";
    case ReasonKind::ScoreBelowPass:
    case ReasonKind::ScoreUnknown: return "score";
    case ReasonKind::NoSchools:
    case ReasonKind::EntryUncertain:
    case ReasonKind::LostRows: return "data";
  }
  return "data";
}

const assess::ItemResult* item_of(const AreaResult& area, std::string_view id) {
  const auto found = std::ranges::find_if(area.items, [&](const assess::ItemResult& each) { return each.item->id == id; });
  return found == area.items.end() ? nullptr : &*found;
}

struct Failing {
  std::size_t clause = 0;
  assess::Verdict verdict = assess::Verdict::Unknown;
  std::optional<double> value;
  std::optional<double> limit;
  std::optional<double> margin;
  /// How far it misses, without unit: of a value its margin over the limit, of a count of what does not comply its share of those counted.
  std::optional<double> shortfall;
};

std::optional<double> share_of(double part, double whole) { return whole > 0 ? std::optional(part / whole) : std::nullopt; }

class Writer {
 public:
  Writer(const LeagueInput& in, Masking masking) : in_(in), masking_(masking) {}

  std::vector<Failing> failings_of(const AreaResult& area) {
    std::vector<Failing> out;
    for (const Reason& reason : area.reasons) {
      Failing failing{clause_at(area, reason), reason.verdict, reason.value, reason.limit, margin_of(area, reason), {}};
      if (reason.verdict == assess::Verdict::Unmet) failing.shortfall = shortfall_of(area, reason, failing.margin);
      if (is_hidden(area, reason)) failing.value = failing.margin = failing.shortfall = std::nullopt;
      if (subject_of(reason.kind) == "schools") {
        failing.value = reason.count;
        failing.limit = reason.total;
      }
      out.push_back(failing);
    }
    // In the order of their margins, those of one county would come in the order of what is hidden.
    std::ranges::stable_sort(out, {}, [&](const Failing& each) {
      return std::tuple(each.verdict == assess::Verdict::Unmet ? 0 : 1,
                        masking_ == Masking::Full ? -each.shortfall.value_or(std::numeric_limits<double>::lowest()) : 0);
    });
    return out;
  }

  void write_clauses(JsonWriter& json) const {
    json.key("clauses").begin_array();
    for (const Clause& clause : clauses_) {
      json.begin_object().member("kind", clause.kind);
      if (clause.stage) json.member("stage", to_string(*clause.stage));
      json.member("clause", std::string_view(clause.id)).member("name", std::string_view(clause.name));
      json.member("unit_text", std::string_view(clause.unit_text)).member("direction", clause.direction).end_object();
    }
    json.end_array();
  }

 private:
  struct Clause {
    std::string_view kind;
    std::optional<Stage> stage;
    std::string id;
    std::string name;
    std::string unit_text = {};
    std::string_view direction = "none";
  };

  [[nodiscard]] bool is_hidden(const AreaResult& area, const Reason& reason) const {
    if (masking_ == Masking::Full || subject_of(reason.kind) != "item") return false;
    const assess::ItemResult* item = item_of(area, reason.clause);
    return item != nullptr && tells_small_count(*item);
  }

  std::size_t clause_at(const AreaResult& area, const Reason& reason) {
    const std::string_view kind = subject_of(reason.kind);
    const std::string_view data_kind = kind == "data" ? to_string(reason.kind) : "";
    const auto [at, is_new] = known_.try_emplace({kind, reason.stage, std::string(reason.clause), data_kind}, clauses_.size());
    if (is_new) clauses_.push_back(clause_of(area, reason, kind));
    return at->second;
  }

  [[nodiscard]] Clause clause_of(const AreaResult& area, const Reason& reason, std::string_view kind) const {
    const Lang lang = in_.lang;
    Clause out{kind, reason.stage, std::string(reason.clause), std::string(reason.clause)};
    const Params stage = {{"stage", reason.stage ? stage_text(*reason.stage, lang) : ""}};
    if (kind == "cv") {
      const auto* indicator = in_.assessment->standard->indicator(reason.clause);
      out.name =
          text("view.league_cv", lang,
               {stage.front(), {"id", std::string(reason.clause)}, {"title", indicator == nullptr ? "" : indicator->title.in(lang)}});
      out.direction = "at_most";
    } else if (kind == "composite") {
      out.name = text("view.league_composite", lang, stage);
      out.direction = "at_most";
    } else if (kind == "schools") {
      out.name = text("view.failing.schools", lang, stage);
    } else if (kind == "score") {
      out.name = std::string(text("view.league_score", lang));
      out.direction = "at_least";
    } else if (const assess::ItemResult* item = item_of(area, reason.clause)) {
      const assess::ClauseResult& clause = assess::deciding_clause(*item);
      out.name = std::string(reason.clause) + " " + item->item->title.in(lang);
      out.unit_text = item_unit_text(clause, lang);
      out.direction = assess::direction_of(clause) == standards::Direction::Higher ? "at_least" : "at_most";
    } else {
      out.name = text("view.failing." + std::string(to_string(reason.kind)), lang, stage);
    }
    return out;
  }

  [[nodiscard]] std::optional<double> margin_of(const AreaResult& area, const Reason& reason) const {
    const std::string_view kind = subject_of(reason.kind);
    if (kind == "item") {
      const assess::ItemResult* item = item_of(area, reason.clause);
      return item == nullptr ? std::nullopt : assess::item_margin(*item);
    }
    if (kind == "score") return assess::margin_of(reason.value, reason.limit, standards::Direction::Higher);
    if (kind == "cv" || kind == "composite") return assess::margin_of(reason.value, reason.limit, standards::Direction::Lower);
    return std::nullopt;
  }

  /// nullopt where there is nothing to compare: a report that something is so or not.
  [[nodiscard]] static std::optional<double> shortfall_of(const AreaResult& area, const Reason& reason, std::optional<double> margin) {
    if (subject_of(reason.kind) == "schools") return share_of(reason.count, reason.total);
    if (subject_of(reason.kind) == "item") {
      const assess::ItemResult* item = item_of(area, reason.clause);
      if (item == nullptr) return std::nullopt;
      const assess::ClauseResult& clause = assess::deciding_clause(*item);
      if (counts_offenders(clause)) return share_of(clause.numerator.value_or(0), clause.denominator.value_or(0));
    }
    if (!margin || !reason.limit || *reason.limit == 0) return std::nullopt;
    return -*margin / std::abs(*reason.limit);
  }

  const LeagueInput& in_;
  Masking masking_;
  std::vector<Clause> clauses_;
  std::map<std::tuple<std::string_view, std::optional<Stage>, std::string, std::string_view>, std::size_t> known_;
};

}  // namespace

std::string county_failings_json(const LeagueInput& in, std::span<const LeagueRow> rows, Masking masking) {
  Writer writer(in, masking);
  JsonWriter json;
  json.begin_object().member("run_id", in.run.id).key("counties").begin_array();
  for (const LeagueRow& row : rows) {
    json.begin_object().member("code", std::string_view(row.code)).member("name", std::string_view(row.name));
    json.member("parent", std::string_view(row.parent)).key("verdict");
    if (row.area->verdict) json.value(to_string(*row.area->verdict));
    else json.null();
    json.member("schools", row.schools).key("failings").begin_array();
    for (const Failing& each : writer.failings_of(*row.area)) {
      json.begin_object().member("clause", each.clause).member("verdict", to_string(each.verdict));
      json.member("value", each.value).member("limit", each.limit).member("margin", each.margin);
      json.member("shortfall", each.shortfall).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
  writer.write_clauses(json);
  return json.end_object().take();
}

}  // namespace junheng::report
