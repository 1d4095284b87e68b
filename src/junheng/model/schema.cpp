#include "junheng/model/schema.h"

#include <algorithm>
#include <array>

namespace junheng::model {

namespace {

using enum ColumnType;

constexpr auto kAreaLevels = std::to_array<CodeName>({
    {"country", "国家", "country"},
    {"province", "省", "province"},
    {"city", "市", "city"},
    {"county", "县", "county"},
    {"township", "乡镇", "township"},
});

// GB/T 33782-2017 table 4.
constexpr auto kSchoolKinds = std::to_array<CodeName>({
    {"111", "幼儿园", "kindergarten"},
    {"119", "附设幼儿班", "attached kindergarten classes"},
    {"211", "小学", "primary school"},
    {"218", "小学教学点", "primary teaching point"},
    {"219", "附设小学班", "attached primary classes"},
    {"221", "职工小学", "primary school for employees"},
    {"222", "农民小学", "primary school for farmers"},
    {"228", "小学班", "adult primary classes"},
    {"229", "扫盲班", "literacy classes"},
    {"311", "初级中学", "junior secondary school"},
    {"312", "九年一贯制学校", "nine-year school"},
    {"319", "附设普通初中班", "attached junior classes"},
    {"321", "职业初中", "vocational junior school"},
    {"329", "附设职业初中班", "attached vocational junior classes"},
    {"331", "成人职工初中", "junior school for employees"},
    {"332", "成人农民初中", "junior school for farmers"},
    {"341", "完全中学", "complete secondary school"},
    {"342", "高级中学", "senior secondary school"},
    {"345", "十二年一贯制学校", "twelve-year school"},
    {"349", "附设普通高中班", "attached senior classes"},
    {"351", "成人职工高中", "senior school for employees"},
    {"352", "成人农民高中", "senior school for farmers"},
    {"361", "调整后中等职业学校", "regrouped secondary vocational school"},
    {"362", "中等技术学校", "secondary technical school"},
    {"363", "中等师范学校", "secondary teacher-training school"},
    {"364", "成人中等专业学校", "adult secondary specialised school"},
    {"365", "职业高中", "vocational senior school"},
    {"366", "技工学校", "skilled-worker school"},
    {"511", "盲人学校", "school for the blind"},
    {"512", "聋人学校", "school for the deaf"},
    {"513", "培智学校", "school for children with intellectual disability"},
    {"514", "其他特教学校", "other special-education school"},
});

// Codes of the application form of 2017 (standards.md 2.2).
constexpr auto kFounders = std::to_array<CodeName>({
    {"1", "中央教育部门", "central education department"},
    {"2", "中央其他部门", "other central department"},
    {"3", "省级教育部门", "provincial education department"},
    {"4", "省级其他部门", "other provincial department"},
    {"5", "地级教育部门", "prefecture education department"},
    {"6", "地级其他部门", "other prefecture department"},
    {"7", "县级教育部门", "county education department"},
    {"8", "县级其他部门", "other county department"},
    {"9", "地方企业", "local enterprise"},
    {"10", "民办", "private"},
});

// GB/T 33782-2017 table 5, with the roll-up keys that some lists use.
constexpr auto kSettings = std::to_array<CodeName>({
    {"110", "城区", "city"},
    {"111", "主城区", "inner city"},
    {"112", "城乡结合区", "urban fringe"},
    {"120", "镇区", "town"},
    {"121", "镇中心区", "town centre"},
    {"122", "镇乡结合区", "town fringe"},
    {"123", "特殊区域", "special area"},
    {"200", "乡村", "rural"},
    {"210", "乡中心区", "township centre"},
    {"220", "村庄", "village"},
});

constexpr auto kBands = std::to_array<CodeName>({
    {"le25", "25人及以下", "25 or fewer"},
    {"26_30", "26-30人", "26-30"},
    {"31_35", "31-35人", "31-35"},
    {"36_40", "36-40人", "36-40"},
    {"41_45", "41-45人", "41-45"},
    {"46_50", "46-50人", "46-50"},
    {"51_55", "51-55人", "51-55"},
    {"56_60", "56-60人", "56-60"},
    {"61_65", "61-65人", "61-65"},
    {"ge66", "66人及以上", "66 or more"},
});

constexpr auto kRoomKinds = std::to_array<CodeName>({
    {"music", "音乐教室", "music room"},
    {"art", "美术教室", "art room"},
    {"lab", "实验室", "laboratory"},
    {"computer", "计算机教室", "computer room"},
    {"multimedia", "网络多媒体教室", "networked multimedia room"},
    {"library", "图书室", "library"},
    {"dormitory", "宿舍", "dormitory"},
    {"classroom", "普通教室", "classroom"},
    {"other", "其他", "other"},
});

constexpr auto kSexes = std::to_array<CodeName>({{"m", "男", "male"}, {"f", "女", "female"}, {"all", "合计", "all"}});

constexpr auto kPosts = std::to_array<CodeName>({
    {"principal", "校长", "principal"},
    {"head_teacher", "班主任", "head teacher"},
    {"teacher", "教师", "teacher"},
});

constexpr auto kAccreditationKinds = std::to_array<CodeName>({{"basic", "基本均衡", "basic balance"}, {"quality", "优质均衡", "high-quality balance"}});

constexpr auto kRespondents = std::to_array<CodeName>({
    {"parent", "家长", "parent"},
    {"teacher", "教师", "teacher"},
    {"principal", "校长", "principal"},
    {"pupil", "学生", "pupil"},
    {"deputy", "代表委员", "deputy"},
    {"other", "其他", "other"},
});

constexpr auto kEventKinds = std::to_array<CodeName>({
    {"open", "新建", "open"},
    {"close", "撤销", "close"},
    {"merge", "合并", "merge"},
    {"boundary", "区划调整", "boundary"},
    {"housing", "住宅开发", "housing"},
});

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

constexpr auto kStageMeasures = std::to_array<ColumnSpec>({
    {"pupils", "在校生数", Count},
    {"classes", "班级数", Count, "class"},
    {"staff", "教职工", Count},
    {"teachers", "专任教师", Count},
    {"teachers_phd", "博士专任教师", Count},
    {"teachers_master", "硕士专任教师", Count},
    {"teachers_bachelor", "本科专任教师", Count},
    {"teachers_college", "专科专任教师", Count},
    {"teachers_upper_secondary", "高中阶段专任教师", Count},
    {"teachers_below", "高中阶段以下专任教师", Count},
    {"teachers_above_required", "高于规定学历专任教师", Count},
    {"teachers_backbone", "县级以上骨干教师", Count},
    {"teachers_pe_arts", "体育艺术专任教师", Count},
    {"teachers_mid_title", "中级及以上职称专任教师", Count},
    {"teachers_certified", "持证专任教师", Count},
    {"teachers_trained_360h", "完成360学时培训教师", Count},
    {"teachers_rotation_eligible", "符合交流条件教师", Count},
    {"teachers_rotated", "交流轮岗教师", Count},
    {"backbone_rotated", "交流轮岗骨干教师", Count},
    {"area_teaching_m2", "教学及辅助用房面积", Number, "m2"},
    {"area_indoor_sports_m2", "室内体育用房面积", Number, "m2"},
    {"area_sports_ground_m2", "运动场地面积", Number, "m2"},
    {"equipment_value_yuan", "教学仪器设备值", Number, "yuan"},
    {"computers", "计算机台数", Count, "set"},
    {"books", "图书册数", Count, "volume"},
    {"multimedia_rooms", "网络多媒体教室", Count, "room"},
    {"music_rooms", "音乐教室", Count, "room"},
    {"music_rooms_96m2", "96平方米以上音乐教室", Count, "room"},
    {"music_rooms_73m2", "73平方米以上音乐教室", Count, "room"},
    {"music_rooms_61m2", "61平方米以上音乐教室", Count, "room"},
    {"music_rooms_54m2", "54平方米以上音乐教室", Count, "room"},
    {"art_rooms", "美术教室", Count, "room"},
    {"art_rooms_90m2", "90平方米以上美术教室", Count, "room"},
    {"art_rooms_67m2", "67平方米以上美术教室", Count, "room"},
    {"art_rooms_61m2", "61平方米以上美术教室", Count, "room"},
    {"art_rooms_54m2", "54平方米以上美术教室", Count, "room"},
    {"boarders", "寄宿生", Count},
    {"beds", "床位", Count, "bed"},
    {"public_funds_yuan", "公用经费", Number, "yuan"},
    {"public_funds_budget_yuan", "公用经费预算", Number, "yuan"},
    {"training_funds_budget_yuan", "培训经费预算", Number, "yuan"},
    {"public_funds_final_yuan", "公用经费决算", Number, "yuan"},
    {"training_funds_final_yuan", "培训经费决算", Number, "yuan"},
    {"pupils_in_catchment", "就近入学学生", Count},
    {"teachers_qualified", "合格教师", Count},
    {"classrooms", "教室", Count, "room"},
    {"textbooks", "教科书", Count, "volume"},
    {"desks", "课桌", Count, "desk"},
    {"toilets", "厕所", Count, "toilet"},
});

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

constexpr auto kSchoolItems = std::to_array<ColumnSpec>({kSchoolId, kSchoolYear, kItem, kItemTitle, {"value", "数值", Number, "any"}, kEvidence});
constexpr auto kAreaItems = std::to_array<ColumnSpec>({kAreaCode, kSchoolYear, kItem, kItemTitle, {"value", "数值", Number, "any"}, kEvidence});

constexpr auto kAreaMeasures = std::to_array<ColumnSpec>({
    {"resident_population", "常住人口", Count},
    {"rural_population", "乡村人口", Count},
    {"townships", "乡镇数", Count, "place"},
    {"villages", "村数", Count, "place"},
    {"gdp_per_head_yuan", "人均地区生产总值", Number, "yuan"},
    {"fiscal_revenue_per_head_yuan", "人均财政收入", Number, "yuan"},
    {"income_per_head_yuan", "人均可支配收入", Number, "yuan"},
    {"public_funds_quota_primary_yuan", "小学生均公用经费基准定额", Number, "yuan"},
    {"public_funds_quota_junior_yuan", "初中生均公用经费基准定额", Number, "yuan"},
    {"teacher_pay_yuan", "教师年平均工资收入", Number, "yuan"},
    {"civil_servant_pay_yuan", "公务员年平均工资收入", Number, "yuan"},
    {"quality_senior_places", "优质高中招生名额", Count, "place"},
    {"quality_senior_places_allocated", "优质高中分配名额", Count, "place"},
    {"quality_senior_places_allocated_rural", "优质高中分配到农村初中名额", Count, "place"},
    {"migrant_eligible", "符合条件的随迁子女", Count},
    {"migrant_public", "公办学校就读随迁子女", Count},
    {"migrant_purchased", "政府购买服务民办学校就读随迁子女", Count},
    {"junior_entrants_3y_ago", "三年前初中入学学生数", Count},
    {"junior_final_grade_pupils", "初中毕业班学生数", Count},
    {"junior_in_3y", "初中三年转入", Count},
    {"junior_out_3y", "初中三年转出", Count},
    {"junior_deaths_3y", "初中三年死亡", Count},
    {"disabled_children", "适龄残疾儿童少年", Count},
    {"disabled_enrolled", "入学残疾儿童少年", Count},
    {"training_funds_national_yuan", "国培经费", Number, "yuan"},
});

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
    kAreaCode, kItem, {"year", "年份", Year, {}, {}, true}, {"target", "目标值", Number, "any"},
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
  const auto found = std::ranges::find_if(columns, [&](const ColumnSpec& column) { return column.id == id_or_zh || column.zh == id_or_zh; });
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

bool is_guide_sheet(std::string_view name) { return name == kCodeSheetZh || name == kCodeSheetEn; }

std::span<const ColumnSpec> stage_measures() { return kStageMeasures; }
std::span<const ColumnSpec> area_measures() { return kAreaMeasures; }
const ColumnSpec* find_stage_measure(std::string_view id) { return find_column(kStageMeasures, id); }
const ColumnSpec* find_area_measure(std::string_view id) { return find_column(kAreaMeasures, id); }
std::span<const CodeName> school_kinds() { return kSchoolKinds; }
std::span<const CodeName> founder_kinds() { return kFounders; }
std::span<const CodeName> setting_codes() { return kSettings; }
std::span<const CodeName> area_levels() { return kAreaLevels; }
std::span<const CodeName> class_bands() { return kBands; }

}  // namespace junheng::model
