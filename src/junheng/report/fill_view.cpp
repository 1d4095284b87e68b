#include "junheng/report/fill_view.h"

#include <algorithm>
#include <vector>

#include "junheng/assess/margins.h"
#include "junheng/core/catalogue.h"
#include "junheng/report/fixed_clauses.h"
#include "junheng/report/item_fill.h"
#include "junheng/report/measure_names.h"
#include "junheng/report/mending.h"

namespace junheng::report {

namespace {

using assess::Assessment;
using assess::Reason;
using assess::ReasonKind;
using assess::Verdict;
using formats::JsonWriter;

void write_cell_members(JsonWriter& json, const Assessment& assessment, const FactCell& cell) {
  json.member("school_id", assessment.dataset->schools.ids.at(cell.school.value)).member("stage", to_string(cell.stage));
  json.member("measure", std::string_view(cell.measure));
}

void write_values(JsonWriter& json, const Assessment& assessment, const FactCell& cell, const FillLedger::Added& added, Lang lang) {
  json.member("measure_name", std::string_view(measure_name(*assessment.standard, cell.measure, lang)));
  json.member("before", added.before).member("value", added.value);
}

/// Why a reason is left.
struct Left {
  std::string_view why;
  /// Key of the words.
  std::string_view words;
};

constexpr Left kUnknown{"unknown", "fill.unknown"};
constexpr Left kNotFilled{"not_filled", "fill.not_filled"};

Left left_of_item(const assess::AreaResult& area, const Reason& reason) {
  for (const assess::ItemResult& item : area.items) {
    if (item.item->id != reason.clause) continue;
    const std::string_view fixed = fixed_by(assess::deciding_clause(item));
    if (!fixed.empty()) return {"not_of_schools", fixed};
  }
  return reason.verdict == Verdict::Unknown ? kUnknown : kNotFilled;
}

/// Whether every unmet school of a stage lacks a value.
bool lack_values(const Assessment& assessment, Stage stage) {
  const assess::UnitTable& units = assessment.units.of(stage);
  const auto& verdicts = assessment.schools_of(stage).verdicts;
  const auto& group = units.groups.front();
  for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
    const auto mending = verdicts[unit] == Verdict::Unmet ? mending_of(assessment, stage, unit) : std::nullopt;
    if (mending && mending->count(GapRole::Open) == 0) return false;
  }
  return true;
}

Left left_of(const Assessment& assessment, const Reason& reason) {
  const assess::AreaResult& area = assessment.areas.front();
  switch (reason.kind) {
    case ReasonKind::SchoolsUnmet: return lack_values(assessment, *reason.stage) ? kUnknown : kNotFilled;
    case ReasonKind::ItemUnmet:
    case ReasonKind::ItemUnknown: return left_of_item(area, reason);
    case ReasonKind::ScoreBelowPass: return {"not_of_schools", "fill.score"};
    default: return reason.verdict == Verdict::Unknown ? kUnknown : kNotFilled;
  }
}

/// What a reason is about, in words.
std::string name_of(const Assessment& assessment, const Reason& reason, Lang lang) {
  if (const auto* indicator = assessment.standard->indicator(reason.clause)) return indicator->title.in(lang);
  if (const auto* item = assessment.standard->item(reason.clause)) return item->title.in(lang);
  switch (reason.kind) {
    case ReasonKind::CompositeAboveLimit:
    case ReasonKind::CompositeUnknown: return std::string(text("fill.composite", lang));
    case ReasonKind::SchoolsUnmet:
    case ReasonKind::SchoolsUnknown: return std::string(text("fill.schools", lang));
    case ReasonKind::ScoreBelowPass: return std::string(text("fill.points", lang));
    default: return std::string(text("fill.all", lang));
  }
}

std::string why_text(const Left& left, Lang lang) {
  const std::string_view words = text(left.words, lang);
  return left.why == "not_of_schools" ? text("fill.not_here", lang, {{"source", std::string(words)}}) : std::string(words);
}

void write_left(JsonWriter& json, const FillViewInput& in) {
  const assess::AreaResult& area = in.after->areas.front();
  json.key("left").begin_array();
  for (const Reason& reason : area.reasons) {
    const Left left = left_of(*in.after, reason);
    json.begin_object().member("kind", to_string(reason.kind)).member("id", reason.clause);
    if (reason.stage) json.member("stage", to_string(*reason.stage));
    json.member("name", std::string_view(name_of(*in.after, reason, in.lang)));
    json.member("why", left.why).member("why_text", std::string_view(why_text(left, in.lang))).end_object();
  }
  json.end_array();
}

/// An item with the offenders of it that are the school or assessed with it.
struct SharesOfItem {
  std::vector<assess::ItemShare> shares;
  /// The clause about the sizes of classes, where it is not met.
  const assess::ClauseResult* class_size = nullptr;
};

SharesOfItem shares_of(const assess::ItemResult& item, const assess::Merging& whole, SchoolIndex root) {
  SharesOfItem out;
  for (const assess::ClauseResult& clause : item.clauses) {
    for (const assess::Offender& offender : clause.offenders)
      if (whole.root[offender.school.value] == root) out.shares.push_back({&item, &clause, &offender});
    if (clause.clause->rule == standards::ItemRule::ClassSize && clause.verdict != Verdict::Met) out.class_size = &clause;
  }
  return out;
}

void write_item_fill(JsonWriter& json, const SchoolLacksInput& in, const assess::ItemResult& item, const FillLedger& ledger) {
  json.begin_object().member("id", std::string_view(item.item->id)).key("changes").begin_array();
  for (const auto& [cell, added] : ledger.added()) {
    json.begin_object();
    write_cell_members(json, *in.view.assessment, cell);
    write_values(json, *in.view.assessment, cell, added, in.view.lang);
    json.end_object();
  }
  json.end_array().end_object();
}

/// The county items that a school keeps from being met, and those about classes, whose bands may not fit its pupils.
void write_fills_of(JsonWriter& json, const Assessment& recorded, const SchoolLacksInput& in, SchoolIndex root) {
  const ChangedValues changes(in.changes);
  const FillBasis basis{in.view.assessment, in.campuses, &changes};
  for (const assess::ItemResult& item : in.view.area->items) {
    const SharesOfItem of = shares_of(item, in.campuses->of_whole(), root);
    if (of.shares.empty() && of.class_size == nullptr) continue;
    FillLedger ledger(recorded, in.changes);
    ItemFiller filler(basis, in.changes, ledger);
    for (const assess::ItemShare& share : of.shares) filler.fill_school(share);
    if (of.class_size != nullptr) filler.refit_classes(item, *of.class_size, root);
    ledger.settle();
    if (!ledger.added().empty()) write_item_fill(json, in, item, ledger);
  }
}

}  // namespace

std::string fill_json(const FillViewInput& input) {
  const Assessment& assessment = *input.after;
  JsonWriter json;
  json.begin_object().key("changes").begin_array();
  for (const assess::ValueChange& change : input.ledger->changes()) {
    json.begin_object();
    write_cell_members(json, assessment, {change.school, change.stage, change.measure});
    json.member("value", change.value.get()).end_object();
  }
  json.end_array().key("added").begin_array();
  for (const auto& [cell, added] : input.ledger->added()) {
    json.begin_object();
    write_cell_members(json, assessment, cell);
    json.member("name", assessment.dataset->schools.names.at(cell.school.value));
    write_values(json, assessment, cell, added, input.lang);
    json.key("for").begin_array();
    for (const std::string_view id : added.ids) json.value(id);
    json.end_array().end_object();
  }
  json.end_array();
  write_left(json, input);
  return json.end_object().take();
}

void write_item_fills(JsonWriter& json, const Assessment& recorded, const SchoolLacksInput& input) {
  const Assessment& after = *input.view.assessment;
  json.key("item_fills").begin_array();
  const SchoolIndex root = input.campuses->of_whole().root[input.school.value];
  const auto is_hidden = [&](SchoolIndex member) {
    return input.view.small_counts->masking() == Masking::SmallCountsHidden && has_small_count(*after.dataset, after.year, member);
  };
  if (std::ranges::none_of(input.campuses->of_whole().of(root), is_hidden)) write_fills_of(json, recorded, input, root);
  json.end_array();
}

}  // namespace junheng::report
