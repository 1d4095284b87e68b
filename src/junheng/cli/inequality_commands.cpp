#include <memory>

#include "junheng/app/inequality_case.h"
#include "junheng/cli/commands.h"

namespace junheng::cli {

void add_inequality_command(CLI::App& parser, Invocation& invocation) {
  struct Options {
    app::InequalityRequest request;
    std::string stage;
    std::string level;
    std::string neighbour_weights;
    int year = 0;
  };
  const auto help = [&](std::string_view key) { return std::string(text(key, invocation.session.lang)); };
  CLI::App* command = add_command(parser, invocation, "inequality");
  const auto options = std::make_shared<Options>();
  app::InequalityRequest& request = options->request;
  command->add_option("DATASET", request.dataset, help("cli.dataset"))->required();
  command->add_option("--measure", request.measures, help("cli.measure"))
      ->delimiter(',')
      ->allow_extra_args(false)
      ->required()
      ->option_text("M,...");
  command->add_option("--per", request.per, help("cli.per"))->option_text("M");
  command->add_option("--index", request.indices, help("cli.index_names"))
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("cv,gini,theil-t,...|all");
  command->add_option("--by", request.by, help("cli.by"))
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("province,city,county,...,setting");
  command->add_option("--level", options->level, help("cli.unit_level"))
      ->check(CLI::IsMember({"township", "county", "city", "province", "country"}).description(""))
      ->option_text("county|city|province|...");
  command->add_option("--stage", options->stage, help("cli.stage_of_sample"))
      ->check(CLI::IsMember({"primary", "junior", "小学", "初中"}).description(""))
      ->option_text("primary|junior");
  command->add_option("--area", request.area, help("cli.area"))->option_text("CODE|NAME");
  command->add_option("--bootstrap", request.replicates, help("cli.bootstrap"))
      ->check(CLI::Range(0U, 100000U).description(""))
      ->option_text("N");
  command->add_option("--seed", request.seed, help("cli.bootstrap_seed"))->check(CLI::NonNegativeNumber.description(""))->option_text("N");
  command->add_option("--rank-by", request.rank_by, help("cli.rank_by"))->option_text("M");
  command->add_option("--rank-per", request.rank_per, help("cli.rank_per"))->needs("--rank-by")->option_text("M|none");
  command->add_option("--neighbours", request.neighbours.nearest, help("cli.neighbours"))
      ->check(CLI::Range(1U, 100U).description(""))
      ->option_text("K");
  command->add_option("--within", request.neighbours.within_km, help("cli.within"))
      ->check(CLI::PositiveNumber.description(""))
      ->excludes("--neighbours")
      ->option_text("KM");
  command->add_option("--neighbour-weights", options->neighbour_weights, help("cli.neighbour_weights"))
      ->check(CLI::IsMember({"equal", "inverse-distance"}).description(""))
      ->option_text("equal|inverse-distance");
  command->add_option("--segregation", request.segregation, help("cli.segregation"))
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("GROUP[+GROUP],...");
  command->add_flag("--trend", request.with_trend, help("cli.trend"));
  command->add_option("--standard", request.standard, help("cli.reading_standard"))->option_text("ID");
  command->add_option("--year", options->year, help("cli.year"))->check(CLI::Range(1900, 2100))->option_text("Y");
  command->add_option("--map", request.mapping, help("cli.map"))->option_text("M");
  add_output(*command, invocation, {&request.format, &request.out_path, ".html|.xlsx|.csv|.json"});
  command->add_flag("--accept-partial", request.accept_partial, help("cli.accept_partial_sample"));
  command->callback([&invocation, options] {
    invocation.action = [&invocation, options]() -> Result<app::Outcome> {
      if (!options->stage.empty()) options->request.stage = parse_stage(options->stage);
      options->request.neighbours.is_inverse_distance = options->neighbour_weights == "inverse-distance";
      options->request.level = model::parse_area_level(options->level);
      if (options->year != 0) options->request.year = options->year;
      return app::run_inequality(options->request, invocation.session);
    };
  });
}

}  // namespace junheng::cli
