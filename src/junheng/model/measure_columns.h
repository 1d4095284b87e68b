#pragma once

// The measures of the dataset format, for schema.cpp: what stage_facts and area_facts may tell in numbers.

#include <array>

#include "junheng/model/code_lists.h"
#include "junheng/model/schema.h"

namespace junheng::model::measure_columns {

using enum ColumnType;

inline constexpr auto kStageMeasures = std::to_array<ColumnSpec>({
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
    {"shared_platform_beds", "大通铺床位", Count, "bed"},
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

inline constexpr auto kAreaMeasures = std::to_array<ColumnSpec>({
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

}  // namespace junheng::model::measure_columns
