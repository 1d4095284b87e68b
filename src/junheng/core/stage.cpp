#include "junheng/core/stage.h"

namespace junheng {

namespace {

struct StageName {
  Stage stage;
  std::string_view id;
  std::string_view zh;
  std::string_view en;
};

constexpr std::array kStageNames = {
    StageName{Stage::Preprimary, "preprimary", "学前", "pre-primary"},
    StageName{Stage::Primary, "primary", "小学", "primary"},
    StageName{Stage::Junior, "junior", "初中", "junior secondary"},
    StageName{Stage::Senior, "senior", "高中", "senior secondary"},
    StageName{Stage::All, "all", "全校", "whole school"},
};

}  // namespace

std::string_view to_string(Stage stage) { return kStageNames[static_cast<std::size_t>(stage)].id; }

std::string_view stage_name(Stage stage, Lang lang) {
  const StageName& name = kStageNames[static_cast<std::size_t>(stage)];
  return lang == Lang::Zh ? name.zh : name.en;
}

std::optional<Stage> parse_stage(std::string_view text) {
  for (const StageName& name : kStageNames)
    if (text == name.id || text == name.zh) return name.stage;
  return std::nullopt;
}

}  // namespace junheng
