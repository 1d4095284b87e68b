#include "fault.h"

namespace junheng::testing {

std::vector<Fault> county_faults() {
  using Data = DatasetBuilder;
  return {
      {"share_for_percent", [](Data& data) { data.item("Q2", 0.97); }, "area_facts.csv", 10, "value", "0.97"},
      {"percent_above_100", [](Data& data) { data.item("Q2", 970); }, "area_facts.csv", 10, "value", "970"},
      {"retention_implausible", [](Data& data) { data.item("A14", 151); }, "area_facts.csv", 10, "value", "151"},
      {"flag_expected", [](Data& data) { data.item("Q3", 100); }, "area_facts.csv", 10, "value", "100"},
      {"step_expected", [](Data& data) { data.item("A2", 2); }, "area_facts.csv", 10, "value", "2"},
      {"ratio_impossible", [](Data& data) { data.item("G8", 5); }, "area_facts.csv", 10, "value", "5"},
      {"years_as_answer", [](Data& data) { data.item("P1", 1); }, "area_facts.csv", 10, "value", "1"},
      {"years_impossible", [](Data& data) { data.item("P1", 2015); }, "area_facts.csv", 10, "value", "2015"},
      {"between_school_share", [](Data& data) { data.quality("数学", 3, 12); }, "quality_results.csv", 3, "between_school_share", "12"},
      {"survey_score", [](Data& data) { data.answer(2, model::Respondent::Teacher, 10); }, "survey.csv", 3, "score", "10"},
      {"disabled_enrolled", [](Data& data) { data.year(2023).item("disabled_children", 40).item("disabled_enrolled", 41); },
       "area_facts.csv", 11, "value", "41"},
      {"migrant_places", [](Data& data) { data.item("migrant_eligible", 500).item("migrant_public", 501); }, "area_facts.csv", 11, "value",
       "501"},
      {"senior_places_allocated", [](Data& data) { data.item("quality_senior_places", 900).item("quality_senior_places_allocated", 901); },
       "area_facts.csv", 11, "value", "901"},
      {"senior_places_rural",
       [](Data& data) { data.item("quality_senior_places_allocated", 500).item("quality_senior_places_allocated_rural", 501); },
       "area_facts.csv", 11, "value", "501"},
      {"rural_population", [](Data& data) { data.item("rural_population", 443'001); }, "area_facts.csv", 10, "value", "443001"},
      {"junior_deaths", [](Data& data) { data.item("junior_entrants_3y_ago", 500).item("junior_deaths_3y", 501); }, "area_facts.csv", 11,
       "value", "501"},
      {"population_unit", [](Data& data) { data.year(2022).item("resident_population", 44.3); }, "area_facts.csv", 10, "value", "44.3"},
      {"money_unit", [](Data& data) { data.item("civil_servant_pay_yuan", 13.1); }, "area_facts.csv", 10, "value", "13.1"},
  };
}

}  // namespace junheng::testing
