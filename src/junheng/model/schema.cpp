#include "junheng/model/schema.h"

#include <algorithm>
#include <array>

#include "junheng/model/band_counts.h"
#include "junheng/model/code_lists.h"
#include "junheng/model/measure_columns.h"

namespace junheng::model {

namespace {

using enum ColumnType;
using measure_columns::kAreaMeasures;
using measure_columns::kStageMeasures;

constexpr ColumnSpec kAreaCode{"area_code", "区划代码", Id, {}, {}, true};
constexpr ColumnSpec kSchoolId{"school_id", "学校标识码", Id, {}, {}, true};
constexpr ColumnSpec kSchoolYear{"school_year", "学年", SchoolYear, {}, {}, false};
constexpr ColumnSpec kStage{"stage", "学段", StageWord, {}, {}, true};
constexpr ColumnSpec kGrade{"grade", "年级", Grade, {}, {}, true};
constexpr ColumnSpec kLon{"lon", "经度", Number, "degree"};
constexpr ColumnSpec kLat{"lat", "纬度", Number, "degree"};
constexpr ColumnSpec kSubject{"subject", "学科", Text, {}, {}, true};
constexpr ColumnSpec kItem{"item", "项目", Text, {}, {}, true};
/// What an item is, for the person who fills in the table; never read.
constexpr ColumnSpec kItemTitle{"item_title", "项目名称"};
constexpr ColumnSpec kEvidence{"evidence", "依据"};

constexpr auto kAreas = std::to_array<ColumnSpec>({
    kAreaCode,
    {"name", "名称", Text, {}, {}, true},
    {"level", "级别", Word, {}, kAreaLevels, true},
    {"parent_code", "上级代码", Id},
});

constexpr auto kSchools = std::to_array<ColumnSpec>({
    kSchoolId,
    {"name", "学校名称", Text},
    kAreaCode,
    {"kind", "办学类型", Code, {}, kSchoolKinds},
    {"founder", "举办者类型", Code, {}, kFounders},
    {"setting", "城乡分类", Code, {}, kSettings},
    kLon,
    kLat,
    {"is_boarding", "是否寄宿制", Flag},
    {"is_counted", "是否计校数", Flag},
    {"parent_school_id", "主校标识码", Id},
    {"opened_year", "建校年份", Year},
    {"planned_built_year", "规划建成年份", Year},
    {"closed_year", "撤销年份", Year},
    {"predecessor_school_id", "前身学校标识码", Id},
    {"is_dense_inner_city", "是否大城市中心城区", Flag},
});

constexpr auto kSites = std::to_array<ColumnSpec>({
    {"site_id", "校址编号", Id, {}, {}, true},
    {"school_id", "学校标识码", Id},
    {"name", "名称", Text},
    kAreaCode,
    kLon,
    kLat,
    {"stage", "学段", StageWord},
    {"places_built", "已建学位", Count},
    {"max_classes", "最大班数", Count},
    {"land_m2", "占地面积", Number, "m2"},
    {"built_year", "建成年份", Year},
    {"fixed_cost_yuan", "固定成本", Number, "yuan"},
    {"class_cost_yuan", "每班成本", Number, "yuan"},
});

constexpr auto kSettlements = std::to_array<ColumnSpec>({
    {"settlement_id", "居民点编号", Id, {}, {}, true},
    {"name", "名称", Text},
    kAreaCode,
    kLon,
    kLat,
    {"pupils_primary", "小学生数", Count},
    {"pupils_junior", "初中生数", Count},
    {"children_0", "0岁儿童", Count},
    {"children_1", "1岁儿童", Count},
    {"children_2", "2岁儿童", Count},
    {"children_3", "3岁儿童", Count},
    {"children_4", "4岁儿童", Count},
    {"children_5", "5岁儿童", Count},
    {"children_6", "6岁儿童", Count},
    {"children_7", "7岁儿童", Count},
    {"children_8", "8岁儿童", Count},
    {"children_9", "9岁儿童", Count},
    {"children_10", "10岁儿童", Count},
    {"children_11", "11岁儿童", Count},
    {"children_12", "12岁儿童", Count},
    {"children_13", "13岁儿童", Count},
    {"children_14", "14岁儿童", Count},
});

constexpr auto kTravel = std::to_array<ColumnSpec>({
    {"settlement_id", "居民点编号", Id, {}, {}, true},
    {"site_id", "校址编号", Id, {}, {}, true},
    {"minutes", "分钟", Number, "min"},
    {"metres", "米", Number, "m"},
});

constexpr auto kStageFacts = std::to_array<ColumnSpec>({kSchoolId, kSchoolYear, kStage});

constexpr auto kGradeFacts = std::to_array<ColumnSpec>({
    kSchoolId,
    kSchoolYear,
    kGrade,
    {"pupils", "在校生数", Count},
    {"girls", "女生", Count},
    {"classes", "班级数", Count, "class"},
    {"entrants", "招生数", Count},
    {"graduates", "毕业生数", Count},
    {"repeaters", "留级", Count},
    {"transfers_in", "转入", Count},
    {"transfers_out", "转出", Count},
    {"deaths", "死亡", Count},
    {"dropouts", "辍学", Count},
    {"suspended", "休学", Count},
    {"boarders", "寄宿生", Count},
    {"migrant_pupils", "随迁子女", Count},
    {"migrant_worker_pupils", "进城务工人员随迁子女", Count},
    {"left_behind_pupils", "留守儿童", Count},
    {"inclusive_pupils", "随班就读", Count},
});

constexpr auto kClasses = std::to_array<ColumnSpec>({
    kSchoolId,
    kSchoolYear,
    kGrade,
    {"class_no", "班号", Id, {}, {}, true},
    {"pupils", "人数", Count},
});

constexpr auto kClassBands = std::to_array<ColumnSpec>({
    kSchoolId,
    kSchoolYear,
    kStage,
    {"band", "班额", Word, {}, kBands, true},
    {"classes", "班级数", Count, "class"},
});

constexpr auto kRooms = std::to_array<ColumnSpec>({
    kSchoolId,
    kSchoolYear,
    {"room_no", "教室编号", Id, {}, {}, true},
    {"kind", "用途", Word, {}, kRoomKinds, true},
    {"area_m2", "面积", Number, "m2"},
    {"built_year", "建成年份", Year},
});

constexpr auto kAgeFacts = std::to_array<ColumnSpec>({
    kAreaCode,
    kSchoolYear,
    kStage,
    {"age", "年龄", Count, "year", {}, true},
    {"pupils", "在校生数", Count},
});

constexpr auto kTeachers = std::to_array<ColumnSpec>({
    {"teacher_id", "教师编号", Id, {}, {}, true},
    kSchoolYear,
    kSchoolId,
    {"stage", "学段", StageWord},
    {"sex", "性别", Word, {}, kSexes},
    {"birth_year", "出生年份", Year},
    {"post", "岗位", Word, {}, kPosts},
    {"is_established", "在编", Flag},
    {"subject", "任教学科", Text},
    {"second_subject", "兼教学科", Text},
    {"degree", "学历", Text},
    {"title", "职称", Text},
    {"backbone", "骨干级别", Text},
    {"at_school_since", "到校年份", Year},
    {"rotated_year", "交流年份", Year},
    {"certified", "持证上岗", Flag},
    {"training_hours_5y", "五年培训学时", Number, "hour"},
    {"weekly_periods", "周课时", Number, "period"},
    {"home_lon", "住址经度", Number, "degree"},
    {"home_lat", "住址纬度", Number, "degree"},
    {"hardship", "困难情况", Text},
    {"preference_school_ids", "志愿学校", Text},
});

constexpr auto kSubjectStaff = std::to_array<ColumnSpec>({
    kSchoolId,
    kSchoolYear,
    kStage,
    kSubject,
    {"teachers", "教师数", Number},
    {"weekly_periods", "周课时", Number, "period"},
});

constexpr auto kEstablishment = std::to_array<ColumnSpec>({
    {"area_code", "区划代码", Id},
    {"school_id", "学校标识码", Id},
    kSchoolYear,
    {"stage", "学段", StageWord},
    {"posts", "编制数", Count},
});

constexpr auto kSchoolItems =
    std::to_array<ColumnSpec>({kSchoolId, kSchoolYear, kItem, kItemTitle, {"value", "数值", Number, "any"}, kEvidence});
constexpr auto kAreaItems =
    std::to_array<ColumnSpec>({kAreaCode, kSchoolYear, kItem, kItemTitle, {"value", "数值", Number, "any"}, kEvidence});

constexpr auto kPopulation = std::to_array<ColumnSpec>({
    kAreaCode,
    {"year", "年份", Year, {}, {}, true},
    {"age", "年龄", Count, "year", {}, true},
    {"sex", "性别", Word, {}, kSexes, true},
    {"persons", "人数", Count},
});

constexpr auto kQualityResults = std::to_array<ColumnSpec>({
    kAreaCode,
    kSchoolYear,
    kSubject,
    {"grade", "年级", Grade},
    {"level", "等级", Number, "level"},
    {"between_school_share", "校际差异率", Number, "share"},
});

constexpr auto kSurvey = std::to_array<ColumnSpec>({
    {"response_id", "问卷编号", Id, {}, {}, true},
    {"question", "题号", Id, {}, {}, true},
    kAreaCode,
    kSchoolYear,
    {"group", "对象", Word, {}, kRespondents},
    {"score", "得分", Number, "score"},
});

constexpr auto kAccreditation = std::to_array<ColumnSpec>({
    kAreaCode,
    {"kind", "类别", Word, {}, kAccreditationKinds, true},
    {"year", "年份", Year, {}, {}, true},
});

constexpr auto kTargets = std::to_array<ColumnSpec>({
    kAreaCode,
    kItem,
    {"year", "年份", Year, {}, {}, true},
    {"target", "目标值", Number, "any"},
});

constexpr auto kUnitCosts = std::to_array<ColumnSpec>({
    kAreaCode,
    kItem,
    {"unit", "单位", Text, {}, {}, true},
    {"cost_yuan", "单价", Number, "yuan"},
    {"setting", "城乡分类", Code, {}, kSettings},
    {"year", "年份", Year},
});

constexpr auto kBudgets = std::to_array<ColumnSpec>({
    kAreaCode,
    {"fund", "资金", Text, {}, {}, true},
    {"year", "年份", Year, {}, {}, true},
    {"amount_yuan", "金额", Number, "yuan"},
});

constexpr auto kEvents = std::to_array<ColumnSpec>({
    {"event_id", "变动编号", Id, {}, {}, true},
    {"date", "日期", Text},
    {"kind", "类别", Word, {}, kEventKinds, true},
    {"school_id", "学校标识码", Id},
    {"other_id", "相关学校标识码", Id},
    {"pupils", "学生数", Count},
    {"grades", "年级", Text},
});

constexpr auto kAreasKey = std::to_array<std::string_view>({"area_code"});
constexpr auto kSchoolsKey = std::to_array<std::string_view>({"school_id"});
constexpr auto kSitesKey = std::to_array<std::string_view>({"site_id"});
constexpr auto kSettlementsKey = std::to_array<std::string_view>({"settlement_id"});
constexpr auto kTravelKey = std::to_array<std::string_view>({"settlement_id", "site_id"});
constexpr auto kStageKey = std::to_array<std::string_view>({"school_id", "school_year", "stage"});
constexpr auto kGradeKey = std::to_array<std::string_view>({"school_id", "school_year", "grade"});
constexpr auto kClassesKey = std::to_array<std::string_view>({"school_id", "school_year", "grade", "class_no"});
constexpr auto kBandsKey = std::to_array<std::string_view>({"school_id", "school_year", "stage", "band"});
constexpr auto kRoomsKey = std::to_array<std::string_view>({"school_id", "school_year", "room_no"});
constexpr auto kAgeKey = std::to_array<std::string_view>({"area_code", "school_year", "stage", "age"});
constexpr auto kTeachersKey = std::to_array<std::string_view>({"teacher_id", "school_year"});
constexpr auto kSubjectStaffKey = std::to_array<std::string_view>({"school_id", "school_year", "stage", "subject"});
constexpr auto kEstablishmentKey = std::to_array<std::string_view>({"area_code", "school_id", "school_year", "stage"});
constexpr auto kSchoolItemsKey = std::to_array<std::string_view>({"school_id", "school_year", "item"});
constexpr auto kAreaItemsKey = std::to_array<std::string_view>({"area_code", "school_year", "item"});
constexpr auto kPopulationKey = std::to_array<std::string_view>({"area_code", "year", "age", "sex"});
constexpr auto kQualityKey = std::to_array<std::string_view>({"area_code", "school_year", "subject", "grade"});
constexpr auto kSurveyKey = std::to_array<std::string_view>({"response_id", "question"});
constexpr auto kAccreditationKey = std::to_array<std::string_view>({"area_code", "kind"});
constexpr auto kTargetsKey = std::to_array<std::string_view>({"area_code", "item", "year"});
constexpr auto kUnitCostsKey = std::to_array<std::string_view>({"area_code", "item", "unit", "setting", "year"});
constexpr auto kBudgetsKey = std::to_array<std::string_view>({"area_code", "fund", "year"});
constexpr auto kEventsKey = std::to_array<std::string_view>({"event_id"});

constexpr auto kTables = std::to_array<TableSpec>({
    {"areas", "行政区划", kAreas, kAreasKey},
    {"schools", "学校", kSchools, kSchoolsKey},
    {"sites", "校址", kSites, kSitesKey},
    {"settlements", "居民点", kSettlements, kSettlementsKey},
    {"travel", "通勤", kTravel, kTravelKey},
    {"stage_facts", "学段数据", kStageFacts, kStageKey, kStageMeasures},
    {"grade_facts", "年级数据", kGradeFacts, kGradeKey},
    {"classes", "班级", kClasses, kClassesKey},
    {"class_bands", "班额", kClassBands, kBandsKey},
    {"rooms", "专用教室", kRooms, kRoomsKey},
    {"age_facts", "分年龄", kAgeFacts, kAgeKey},
    {"teachers", "教师", kTeachers, kTeachersKey},
    {"subject_staff", "学科教师", kSubjectStaff, kSubjectStaffKey},
    {"establishment", "编制", kEstablishment, kEstablishmentKey},
    {"school_facts", "学校事项", kSchoolItems, kSchoolItemsKey},
    {"area_facts", "县级数据", kAreaItems, kAreaItemsKey},
    {"population", "人口", kPopulation, kPopulationKey},
    {"quality_results", "质量监测", kQualityResults, kQualityKey},
    {"survey", "满意度问卷", kSurvey, kSurveyKey},
    {"accreditation", "认定", kAccreditation, kAccreditationKey},
    {"targets", "目标", kTargets, kTargetsKey},
    {"unit_costs", "单价", kUnitCosts, kUnitCostsKey},
    {"budgets", "预算", kBudgets, kBudgetsKey},
    {"events", "变动", kEvents, kEventsKey},
});

const ColumnSpec* find_column(std::span<const ColumnSpec> columns, std::string_view id_or_zh) {
  const auto found =
      std::ranges::find_if(columns, [&](const ColumnSpec& column) { return column.id == id_or_zh || column.zh == id_or_zh; });
  return found == columns.end() ? nullptr : &*found;
}

}  // namespace

const ColumnSpec* TableSpec::column(std::string_view id_or_zh) const {
  const ColumnSpec* found = find_column(columns, id_or_zh);
  return found != nullptr ? found : find_column(measures, id_or_zh);
}

std::span<const TableSpec> table_specs() { return kTables; }

const TableSpec* find_table(std::string_view id_or_zh) {
  const auto found = std::ranges::find_if(kTables, [&](const TableSpec& table) { return table.id == id_or_zh || table.zh == id_or_zh; });
  return found == kTables.end() ? nullptr : &*found;
}

bool is_guide_sheet(std::string_view name) {
  static constexpr std::array kGuides = {kCodeSheetZh, kCodeSheetEn, kFindingsSheetZh, kFindingsSheetEn};
  return std::ranges::find(kGuides, name) != kGuides.end();
}

std::span<const ColumnSpec> stage_measures() { return kStageMeasures; }
std::span<const ColumnSpec> area_measures() { return kAreaMeasures; }
const ColumnSpec* find_stage_measure(std::string_view id) { return find_column(kStageMeasures, id); }
const ColumnSpec* find_area_measure(std::string_view id) { return find_column(kAreaMeasures, id); }
std::span<const CodeName> school_kinds() { return kSchoolKinds; }
std::span<const CodeName> founder_kinds() { return kFounders; }
std::span<const CodeName> setting_codes() { return kSettings; }
std::span<const CodeName> area_levels() { return kAreaLevels; }
std::span<const CodeName> class_bands() {
  static_assert(std::size(kBands) == kClassBandCount);
  return kBands;
}

std::span<const CodeMeaning> meanings_of(std::span<const CodeName> list) {
  if (list.data() == kFounders.data()) return kFounderMeanings;
  if (list.data() == kSchoolKinds.data()) return kSchoolKindMeanings;
  return {};
}

}  // namespace junheng::model
