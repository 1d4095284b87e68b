// Mappings of kind "plain": what each key of a column makes of a cell, and what is said where it cannot.
#include <gtest/gtest.h>

#include <string>

#include "mapping_folder.h"

namespace junheng::ingest {
namespace {

constexpr std::string_view kSchools = R"(
[[table]]
table = "schools"
from = "list.csv"
column = [
  { to = "school_id", from = "code" },
  { to = "name", from = "name" },
  { to = "area_code", value = "A1" },
]
)";

/// A table stage_facts of list.csv with one column more.
std::string facts_with(std::string_view column, std::string_view more = "") {
  return std::string(kSchools) + "[[table]]\ntable = \"stage_facts\"\nfrom = \"list.csv\"\n" + std::string(more) +
         "column = [\n  { to = \"school_id\", from = \"code\" },\n  { to = \"stage\", value = \"primary\" },\n  " + std::string(column) +
         ",\n]\n";
}

TEST(PlainMapping, ColumnsAndConstantsBecomeOurs) {
  MappingFolder layout;
  layout.put("list.csv", "code,name,n\nS1,North,120\nS2,South,80\n").tables(facts_with(R"({ to = "pupils", from = "n" })"));
  const auto read = layout.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_TRUE(read->issues.empty()) << shown(read->issues);
  ASSERT_EQ(read->dataset.schools.size(), 2U);
  EXPECT_EQ(read->dataset.schools.names.at(1), "South");
  ASSERT_EQ(read->dataset.areas.size(), 1U);
  EXPECT_EQ(read->dataset.areas.codes.at(0), "A1");
  EXPECT_EQ(stage_value(*read, "S1", Stage::Primary, "pupils"), 120);
  EXPECT_EQ(stage_value(*read, "S2", Stage::Primary, "pupils"), 80);
  EXPECT_EQ(read->dataset.stage_facts.years.at(0), 2023);
}

/// A mapping of list.csv with further keys in its [mapping].
std::string with_keys(std::string_view keys, std::string_view tables) {
  return "[mapping]\nid = \"layout\"\ntitle = { zh = \"版式\", en = \"Layout\" }\n" + std::string(keys) +
         "[dataset]\ntitle = \"t\"\nsource = \"s\"\nschool_year = 2023\n" + std::string(tables);
}

constexpr std::string_view kCommaColumns = R"({ to = "pupils", from = "n" },
  { to = "equipment_value_yuan", from = "ten thousand yuan", factor = 10000 },
  { to = "area_teaching_m2", sum = ["old", "rebuilt"] },
  { to = "area_indoor_sports_m2", value = "7.5" })";

// 12,5 of ten thousand yuan are 125,000 yuan; 1,5 m2 and 2 m2 are 3.5 m2. The name keeps its comma, the number of the mapping its point.
TEST(PlainMapping, SemicolonsAndDecimalCommasAreReadWhereTheMappingSaysSo) {
  for (const std::string separator : {";", "|", "\t"}) {
    MappingFolder layout;
    std::string list = "code;name;n;ten thousand yuan;old;rebuilt\nS1;Hill, North;120;12,5;1,5;2\nS2;\"South; East\";80;;-1;\n";
    if (separator != ";") {
      for (char& c : list)
        if (c == ';') c = separator.front();
    }
    layout.put("list.csv", list);
    const std::string written = separator == "\t" ? "\\t" : separator;
    testing::write_file_text(layout.path().parent_path() / "layout.toml",
                             with_keys("separator = \"" + written + "\"\ndecimal_comma = true\n", facts_with(kCommaColumns)));
    const auto read = layout.import();
    ASSERT_TRUE(read) << read.error().message(Lang::En);
    EXPECT_EQ(count_issues(read->issues).errors, 0U) << shown(read->issues);
    ASSERT_EQ(read->dataset.schools.size(), 2U);
    EXPECT_EQ(read->dataset.schools.names.at(0), "Hill, North");
    EXPECT_EQ(read->dataset.schools.names.at(1), "South" + separator + " East");
    EXPECT_EQ(stage_value(*read, "S1", Stage::Primary, "equipment_value_yuan"), 125000);
    EXPECT_EQ(stage_value(*read, "S1", Stage::Primary, "area_teaching_m2"), 3.5);
    EXPECT_EQ(stage_value(*read, "S1", Stage::Primary, "area_indoor_sports_m2"), 7.5);
    EXPECT_EQ(stage_value(*read, "S2", Stage::Primary, "equipment_value_yuan"), std::nullopt);
    EXPECT_EQ(stage_value(*read, "S2", Stage::Primary, "area_teaching_m2"), std::nullopt);
  }
}

TEST(PlainMapping, OtherSeparatorThanTheMappingSaysIsAnError) {
  MappingFolder layout;
  layout.put("list.csv", "code,name,n\nS1,North,120\n");
  testing::write_file_text(layout.path().parent_path() / "layout.toml",
                           with_keys("separator = \";\"\n", facts_with(R"({ to = "pupils", from = "n" })")));
  const auto read = layout.import();
  ASSERT_FALSE(read);
  const std::string said = read.error().message(Lang::En);
  EXPECT_NE(said.find("the columns are not separated by ';', as the mapping says, but by ','"), std::string::npos) << said;
}

TEST(PlainMapping, FactorTurnsTheirUnitIntoOurs) {
  MappingFolder layout;
  layout.put("list.csv", "code,name,ten thousand yuan\nS1,North,12.5\nS2,South,\nS3,East,0\n")
      .tables(facts_with(R"({ to = "equipment_value_yuan", from = "ten thousand yuan", factor = 10000 })"));
  const auto read = layout.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(stage_value(*read, "S1", Stage::Primary, "equipment_value_yuan"), 125000);
  EXPECT_EQ(stage_value(*read, "S2", Stage::Primary, "equipment_value_yuan"), std::nullopt) << "a factor makes no zero of an empty cell";
  EXPECT_EQ(stage_value(*read, "S3", Stage::Primary, "equipment_value_yuan"), 0);
}

TEST(PlainMapping, CellThatIsNoNumberIsRefusedWithItsPlace) {
  MappingFolder layout;
  layout.put("list.csv", "code,name,value\nS1,North,12.5\nS2,South,twelve\n")
      .tables(facts_with(R"({ to = "books", from = "value", factor = 100 })"));
  const auto read = layout.import();
  ASSERT_TRUE(read);
  const auto errors = with_id(read->issues, "number_text");
  ASSERT_EQ(errors.size(), 1U) << shown(read->issues);
  EXPECT_EQ(errors[0].where, (Location{"list.csv", "", 3, 3, "value"}));
  EXPECT_EQ(errors[0].value, "twelve");
}

TEST(PlainMapping, BadPartOfASumIsNamedByItsOwnColumn) {
  MappingFolder layout;
  layout.put("list.csv", "code,name,boys,girls\nS1,North,60,60\nS2,South,40,forty\nS3,East,,many\nS4,West,,7\n")
      .tables(facts_with(R"({ to = "pupils", sum = ["boys", "girls"] })"));
  const auto read = layout.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  const auto errors = with_id(read->issues, "number_text");
  ASSERT_EQ(errors.size(), 2U) << shown(read->issues);
  EXPECT_EQ(errors[0].where, (Location{"list.csv", "", 3, 4, "girls"}));
  EXPECT_EQ(errors[0].value, "forty");
  EXPECT_EQ(errors[1].where, (Location{"list.csv", "", 4, 4, "girls"})) << "an empty part hides no bad one";
  EXPECT_EQ(stage_value(*read, "S1", Stage::Primary, "pupils"), 120);
  EXPECT_EQ(stage_value(*read, "S4", Stage::Primary, "pupils"), std::nullopt) << "an empty part makes no sum and no fault";
}

TEST(PlainMapping, FileThatIsNotThereIsSaidOnce) {
  MappingFolder layout;
  layout.put("list.csv", "code,name,n\nS1,North,120\n").tables(facts_with(R"({ to = "pupils", from = "n" })") + R"([[table]]
table = "rooms"
from = "rooms.csv|rooms2.csv"
column = [{ to = "school_id", from = "code" }, { to = "room_no", from = "no" }, { to = "kind", value = "music" }]
[[table]]
table = "classes"
from = "rooms.csv|rooms2.csv"
column = [{ to = "school_id", from = "code" }, { to = "grade", value = "1" }, { to = "class_no", from = "no" }]
)");
  const auto read = layout.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  const auto missing = with_id(read->issues, "mapping_source_missing");
  ASSERT_EQ(missing.size(), 1U) << shown(read->issues);
  const std::string said = missing[0].message(Lang::En) + missing[0].hint(Lang::En);
  for (const char* words : {"rooms.csv, rooms2.csv", "list.csv"}) EXPECT_NE(said.find(words), std::string::npos) << said;
}

TEST(PlainMapping, SecondNameOfAFileIsTriedToo) {
  MappingFolder layout;
  layout.put("list.csv", "code,name,n\nS1,North,120\n")
      .put("rooms2.csv", "code,no\nS1,1\n")
      .tables(facts_with(R"({ to = "pupils", from = "n" })") + R"([[table]]
table = "rooms"
from = "rooms.csv|rooms2.csv"
column = [{ to = "school_id", from = "code" }, { to = "room_no", from = "no" }, { to = "kind", value = "music" }]
)");
  const auto read = layout.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_TRUE(read->issues.empty()) << shown(read->issues);
  EXPECT_EQ(read->dataset.rooms.size(), 1U);
}

TEST(PlainMapping, WordsAreTranslatedAndTheOthersStay) {
  MappingFolder layout;
  layout.put("list.csv", "code,name,level,n\nS1,North,lower,1\nS2,South,upper,2\nS3,East,junior,3\nS4,West,college,4\n")
      .tables(std::string(kSchools) + R"([[table]]
table = "stage_facts"
from = "list.csv"
column = [
  { to = "school_id", from = "code" },
  { to = "stage", from = "level", values = { lower = "primary", upper = "junior" } },
  { to = "pupils", from = "n" },
]
)");
  const auto read = layout.import();
  ASSERT_TRUE(read);
  EXPECT_EQ(stage_value(*read, "S1", Stage::Primary, "pupils"), 1);
  EXPECT_EQ(stage_value(*read, "S2", Stage::Junior, "pupils"), 2);
  EXPECT_EQ(stage_value(*read, "S3", Stage::Junior, "pupils"), 3) << "a word that is ours needs no translation";
  const auto errors = with_id(read->issues, "word_unknown");
  ASSERT_EQ(errors.size(), 1U) << shown(read->issues);
  EXPECT_EQ(errors[0].where, (Location{"list.csv", "", 5, 3, "level"}));
  EXPECT_EQ(errors[0].value, "college");
}

TEST(PlainMapping, OthersStandForWhatIsNotNamedButNotForAnEmptyCell) {
  MappingFolder layout;
  layout.put("list.csv", "code,name,level,n\nS1,North,lower,1\nS2,South,mixed,2\nS3,East,,3\n").tables(std::string(kSchools) + R"([[table]]
table = "stage_facts"
from = "list.csv"
column = [
  { to = "school_id", from = "code" },
  { to = "stage", from = "level", values = { lower = "primary" }, others = "all" },
  { to = "pupils", from = "n" },
]
)");
  const auto read = layout.import();
  ASSERT_TRUE(read);
  EXPECT_EQ(stage_value(*read, "S1", Stage::Primary, "pupils"), 1);
  EXPECT_EQ(stage_value(*read, "S2", Stage::All, "pupils"), 2);
  const auto errors = with_id(read->issues, "cell_required");
  ASSERT_EQ(errors.size(), 1U) << shown(read->issues);
  EXPECT_EQ(errors[0].where.row, 4U);
}

TEST(PlainMapping, EmptyPartMakesASumEmpty) {
  MappingFolder layout;
  layout.put("list.csv", "code,name,boys,girls\nS1,North,60,55\nS2,South,40,\nS3,East,0,0\nS4,West,7,seven\n")
      .tables(facts_with(R"({ to = "pupils", sum = ["boys", "girls"] })"));
  const auto read = layout.import();
  ASSERT_TRUE(read);
  EXPECT_EQ(stage_value(*read, "S1", Stage::Primary, "pupils"), 115);
  EXPECT_EQ(stage_value(*read, "S2", Stage::Primary, "pupils"), std::nullopt);
  EXPECT_EQ(stage_value(*read, "S3", Stage::Primary, "pupils"), 0);
  const auto errors = with_id(read->issues, "number_text");
  ASSERT_EQ(errors.size(), 1U) << shown(read->issues);
  EXPECT_EQ(errors[0].where, (Location{"list.csv", "", 5, 4, "girls"}));
  EXPECT_EQ(errors[0].value, "seven");
}

TEST(PlainMapping, GradesSideBySideBecomeRows) {
  MappingFolder layout;
  layout.put("list.csv", "code,name,boys 1,girls 1,boys 2,girls 2\nS1,North,10,11,20,\nS2,South,5,6,7,8\n")
      .tables(std::string(kSchools) + R"([[table]]
table = "grade_facts"
from = "list.csv"
column = [{ to = "school_id", from = "code" }]
wide = [
  { column = [{ to = "grade", value = "1" }, { to = "pupils", sum = ["boys 1", "girls 1"] }, { to = "girls", from = "girls 1" }] },
  { column = [{ to = "grade", value = "2" }, { to = "pupils", sum = ["boys 2", "girls 2"] }, { to = "girls", from = "girls 2" }] },
]
)");
  const auto read = layout.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_TRUE(read->issues.empty()) << shown(read->issues);
  const auto& grades = read->dataset.grade_facts;
  ASSERT_EQ(grades.size(), 4U);
  // Sorted by school and grade: 21 and missing for S1, 11 and 15 for S2.
  const auto* pupils = grades.column("pupils");
  const auto* girls = grades.column("girls");
  std::string all;
  for (std::size_t row = 0; row < grades.size(); ++row)
    all += fmt::format("{}/{}: {} {}\n", read->dataset.schools.ids.at(grades.schools[row].value), grades.parts[row],
                       pupils->get(row).value_or(-1), girls->get(row).value_or(-1));
  for (const std::string_view row : {"S1/1: 21 11\n", "S1/2: -1 -1\n", "S2/1: 11 6\n", "S2/2: 15 8\n"})
    EXPECT_NE(all.find(row), std::string::npos) << all;
}

TEST(PlainMapping, KeysAreComposedAndHalfAKeyIsNone) {
  MappingFolder layout;
  layout.put("list.csv", "district,no,name,n\nD1,7,North,120\nD2,7,South,80\nD3,,East,50\n").tables(R"([[table]]
table = "schools"
column = [
  { to = "school_id", join = ["district", "no"], separator = "/" },
  { to = "name", from = "name" },
  { to = "area_code", from = "district" },
]
[[table]]
table = "stage_facts"
column = [
  { to = "school_id", join = ["district", "no"], separator = "/" },
  { to = "stage", value = "primary" },
  { to = "pupils", from = "n" },
]
)");
  const auto read = MappingFolder::import_path_with(layout.path() / "list.csv", (layout.path().parent_path() / "layout.toml").string());
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(stage_value(*read, "D1/7", Stage::Primary, "pupils"), 120);
  EXPECT_EQ(stage_value(*read, "D2/7", Stage::Primary, "pupils"), 80);
  const auto errors = with_id(read->issues, "cell_required");
  ASSERT_EQ(errors.size(), 2U) << "in schools and in stage_facts\n" << shown(read->issues);
  EXPECT_EQ(errors[0].where, (Location{"list.csv", "", 4, 1, "district + no"}));
}

TEST(PlainMapping, CodesAreShortenedToThoseAbove) {
  MappingFolder layout;
  layout.put("list.csv", "code,name,place\nS1,North,341881104001\nS2,South,341802\n")
      .tables(R"([[table]]
table = "areas"
from = "list.csv"
distinct = true
column = [
  { to = "area_code", from = "place", first = 6 },
  { to = "name", from = "place", first = 3, then = "…" },
  { to = "level", value = "county" },
]
[[table]]
table = "schools"
from = "list.csv"
column = [{ to = "school_id", from = "code" }, { to = "name", from = "name", first = 2 }, { to = "area_code", from = "place", first = 6 }]
)" + std::string("[[table]]\ntable = \"stage_facts\"\nfrom = \"list.csv\"\ncolumn = [{ to = \"school_id\", from = \"code\" }, { to = "
                 "\"stage\", value = \"primary\" }]\n"));
  const auto read = layout.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  ASSERT_EQ(read->dataset.areas.size(), 2U) << shown(read->issues);
  EXPECT_TRUE(read->dataset.areas.find("341881"));
  EXPECT_TRUE(read->dataset.areas.find("341802"));
  EXPECT_EQ(read->dataset.areas.names.at(0), "341…");
  EXPECT_EQ(read->dataset.schools.names.at(0), "No");
}

TEST(PlainMapping, MissingHeaderNamesTheNearestAndLeavesTheTableOut) {
  MappingFolder layout;
  layout.put("list.csv", "code,name,pupil count\nS1,North,120\n").tables(facts_with(R"({ to = "pupils", from = "pupils count" })"));
  const auto read = layout.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  const auto errors = with_id(read->issues, "mapping_header_missing");
  ASSERT_EQ(errors.size(), 1U) << shown(read->issues);
  EXPECT_EQ(errors[0].where.file, "list.csv");
  EXPECT_EQ(errors[0].value, "pupils count");
  EXPECT_NE(errors[0].hint(Lang::En).find("'pupil count'"), std::string::npos);
  EXPECT_EQ(read->dataset.stage_facts.size(), 0U);
  EXPECT_EQ(read->dataset.schools.size(), 1U);
}

TEST(PlainMapping, OptionalHeaderIsNotedOrLikenedToTheOneLeftOver) {
  MappingFolder layout;
  layout.put("list.csv", "code,name,n,computer\nS1,North,120,9\n").tables(facts_with(R"({ to = "pupils", from = "pupils|n" },
  { to = "books", from = "books|volumes", optional = true },
  { to = "computers", from = "computers", optional = true })"));
  const auto read = layout.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(stage_value(*read, "S1", Stage::Primary, "pupils"), 120) << "n is another name of pupils";
  EXPECT_EQ(stage_value(*read, "S1", Stage::Primary, "computers"), std::nullopt);
  const auto notes = with_id(read->issues, "mapping_header_absent");
  ASSERT_EQ(notes.size(), 1U) << shown(read->issues);
  EXPECT_NE(notes[0].message(Lang::En).find("books"), std::string::npos);
  const auto warnings = with_id(read->issues, "mapping_header_likely");
  ASSERT_EQ(warnings.size(), 1U) << shown(read->issues);
  EXPECT_NE(warnings[0].message(Lang::En).find("'computers' but a similar one, 'computer'"), std::string::npos)
      << warnings[0].message(Lang::En);
  EXPECT_EQ(count_issues(read->issues).errors, 0U);
}

TEST(PlainMapping, RowsAreKeptOrLeftOutByAColumnAndNotedWhereAskedFor) {
  MappingFolder layout;
  layout.put("list.csv", "code,name,state,n\nS1,North,open,120\nS2,South,closed,80\nS3,East,moved,50\n")
      .tables(facts_with(R"({ to = "pupils", from = "n" })",
                         "where = [{ column = \"state\", is_not = [\"closed\", \"moved\"], noted = true }]\n"));
  const auto read = layout.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(read->dataset.stage_facts.size(), 1U);
  const auto notes = with_id(read->issues, "mapping_row_left_out");
  ASSERT_EQ(notes.size(), 2U) << shown(read->issues);
  EXPECT_EQ(notes[0].where, (Location{"list.csv", "", 3, 3, "state"}));
  EXPECT_EQ(notes[1].value, "moved");

  layout.tables(facts_with(R"({ to = "pupils", from = "n" })", "where = [{ column = \"state\", is = [\"open\"] }]\n"));
  EXPECT_EQ(layout.import()->dataset.stage_facts.size(), 1U);
  layout.tables(facts_with(R"({ to = "pupils", from = "n" })", "where = [{ column = \"condition\", is = [\"open\"], optional = true }]\n"));
  EXPECT_EQ(layout.import()->dataset.stage_facts.size(), 3U) << "a file without the column keeps all rows";
}

constexpr std::string_view kByName = R"([[table]]
table = "schools"
from = "*lower*|*upper*"
distinct = true
column = [{ to = "school_id", from = "code" }, { to = "name", from = "name" }, { to = "area_code", value = "A1" }]
[[table]]
table = "stage_facts"
from = "*lower*"
column = [{ to = "school_id", from = "code" }, { to = "stage", value = "primary" }, { to = "pupils", from = "n" }]
[[table]]
table = "stage_facts"
from = "*upper*"
column = [{ to = "school_id", from = "code" }, { to = "stage", value = "junior" }, { to = "pupils", from = "n" }]
)";

TEST(PlainMapping, FilesAreTakenByNameAndEqualRowsOfTwoFilesAreOne) {
  MappingFolder layout;
  layout.put("1 lower.csv", "code,name,n\nS1,North,120\nS2,South,80\n")
      .put("2 upper.csv", "code,name,n\nS2,South,30\n")
      .put("other.csv", "code\nS9\n")
      .tables(kByName);
  const auto read = layout.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(read->dataset.schools.size(), 2U) << shown(read->issues);
  EXPECT_EQ(stage_value(*read, "S2", Stage::Primary, "pupils"), 80);
  EXPECT_EQ(stage_value(*read, "S2", Stage::Junior, "pupils"), 30);
  ASSERT_EQ(read->issues.size(), 1U) << shown(read->issues);
  EXPECT_EQ(read->issues[0].id(), "mapping_file_unread");
  EXPECT_EQ(read->issues[0].where.file, "other.csv");
}

TEST(PlainMapping, SchoolThatTwoFilesDescribeDifferentlyIsAnError) {
  MappingFolder layout;
  layout.put("lower.csv", "code,name,n\nS1,North,120\n").put("upper.csv", "code,name,n\nS1,North and South,30\n").tables(kByName);
  const auto read = layout.import();
  ASSERT_TRUE(read);
  EXPECT_GT(count_issues(read->issues).errors, 0U);
}

TEST(PlainMapping, NameThatFitsTwoTablesIsNotGuessed) {
  MappingFolder layout;
  layout.put("lower.csv", "code,name,n\nS1,North,120\n").put("lower and upper.csv", "code,name,n\nS1,North,120\n").tables(kByName);
  const auto read = layout.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  const auto errors = with_id(read->issues, "mapping_file_ambiguous");
  ASSERT_EQ(errors.size(), 1U) << shown(read->issues);
  EXPECT_EQ(errors[0].where.file, "lower and upper.csv");
  EXPECT_NE(errors[0].message(Lang::En).find("*lower*, *upper*"), std::string::npos) << errors[0].message(Lang::En);
}

TEST(PlainMapping, FolderWithoutAnyFileSaysWhichNamesAreLookedFor) {
  MappingFolder layout;
  layout.put("list.csv", "code,name,n\nS1,North,120\n").tables(kByName);
  const auto read = layout.import();
  ASSERT_FALSE(read);
  EXPECT_EQ(std::string(code_entry(read.error().code).name), "mapping_no_source");
  EXPECT_NE(read.error().hint(Lang::En).find("*lower*"), std::string::npos) << read.error().hint(Lang::En);
}

TEST(PlainMapping, ManyThreadsReadTheSame) {
  std::string lower = "code,name,n\n";
  for (int i = 0; i < 500; ++i) lower += fmt::format("S{},School {},{}\n", i, i, i);
  MappingFolder layout;
  layout.put("lower.csv", lower).put("upper.csv", lower).tables(kByName);
  const auto mapping = (layout.path().parent_path() / "layout.toml").string();
  const auto one = layout.import_with(mapping, 1);
  const auto many = layout.import_with(mapping, 4);
  ASSERT_TRUE(one && many);
  EXPECT_EQ(one->dataset.schools.size(), 500U);
  EXPECT_EQ(shown_facts(one->dataset.stage_facts), shown_facts(many->dataset.stage_facts));
  EXPECT_EQ(shown(one->issues), shown(many->issues));
}

}  // namespace
}  // namespace junheng::ingest
