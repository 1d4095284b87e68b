#pragma once

// The code lists of the dataset format, for schema.cpp: what may stand in a cell of a code column.

#include <array>
#include <cstdint>
#include <string_view>

#include "junheng/model/schema.h"

namespace junheng::model {

inline constexpr auto kAreaLevels = std::to_array<CodeName>({
    {"country", "国家", "country"},
    {"province", "省", "province"},
    {"city", "市", "city"},
    {"county", "县", "county"},
    {"township", "乡镇", "township"},
});

// GB/T 33782-2017 table 4.
inline constexpr auto kSchoolKinds = std::to_array<CodeName>({
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
inline constexpr auto kFounders = std::to_array<CodeName>({
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

// The county's own schools first: most are its.
inline constexpr auto kPublicFounders = std::to_array<std::string_view>({"7", "8", "5", "6", "3", "4", "1", "2"});
inline constexpr auto kEducationDepartments = std::to_array<std::string_view>({"7", "5", "3", "1"});
inline constexpr auto kPrivateFounder = std::to_array<std::string_view>({"10"});
inline constexpr auto kFounderMeanings = std::to_array<CodeMeaning>({
    {"公办", kPublicFounders},
    {"公立", kPublicFounders},
    {"public", kPublicFounders},
    {"教育部门", kEducationDepartments},
    {"教育局", kEducationDepartments},
    {"私立", kPrivateFounder},
    {"社会力量", kPrivateFounder},
});

inline constexpr auto kPrimarySchool = std::to_array<std::string_view>({"211"});
inline constexpr auto kJuniorSchool = std::to_array<std::string_view>({"311"});
inline constexpr auto kSeniorSchool = std::to_array<std::string_view>({"342"});
inline constexpr auto kSpecialSchools = std::to_array<std::string_view>({"511", "512", "513", "514"});
inline constexpr auto kSchoolKindMeanings = std::to_array<CodeMeaning>({
    {"完全小学", kPrimarySchool},
    {"完小", kPrimarySchool},
    {"初小", kPrimarySchool},
    {"中心小学", kPrimarySchool},
    {"普通小学", kPrimarySchool},
    {"初中", kJuniorSchool},
    {"普通初中", kJuniorSchool},
    {"高中", kSeniorSchool},
    {"普通高中", kSeniorSchool},
    {"特殊教育学校", kSpecialSchools},
});

// GB/T 33782-2017 table 5, with the roll-up keys that some lists use.
inline constexpr auto kSettings = std::to_array<CodeName>({
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

inline constexpr auto kBands = std::to_array<CodeName>({
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

inline constexpr auto kRoomKinds = std::to_array<CodeName>({
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
/// As FactTable::subparts of the rooms hold it; past the end of the list for a code that is not in it.
constexpr std::uint8_t room_kind_slot(std::string_view code) {
  std::uint8_t slot = 0;
  while (slot < kRoomKinds.size() && kRoomKinds[slot].code != code) ++slot;
  return slot;
}

inline constexpr auto kSexes = std::to_array<CodeName>({{"m", "男", "male"}, {"f", "女", "female"}, {"all", "合计", "all"}});

inline constexpr auto kPosts = std::to_array<CodeName>({
    {"principal", "校长", "principal"},
    {"head_teacher", "班主任", "head teacher"},
    {"teacher", "教师", "teacher"},
});

inline constexpr auto kAccreditationKinds =
    std::to_array<CodeName>({{"basic", "基本均衡", "basic balance"}, {"quality", "优质均衡", "high-quality balance"}});

inline constexpr auto kRespondents = std::to_array<CodeName>({
    {"parent", "家长", "parent"},
    {"teacher", "教师", "teacher"},
    {"principal", "校长", "principal"},
    {"pupil", "学生", "pupil"},
    {"deputy", "代表委员", "deputy"},
    {"other", "其他", "other"},
});

inline constexpr auto kEventKinds = std::to_array<CodeName>({
    {"open", "新建", "open"},
    {"close", "撤销", "close"},
    {"merge", "合并", "merge"},
    {"boundary", "区划调整", "boundary"},
    {"housing", "住宅开发", "housing"},
});

}  // namespace junheng::model
