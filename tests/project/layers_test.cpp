#include "project/layers.h"

#include <gtest/gtest.h>

namespace junheng::project {
namespace {

using Faults = std::vector<std::string>;

Layers small_table() {
  return {{"core", {0, {}, {"fmt", "unicode", "codes.h", "tl"}, {"tl"}}},
          {"formats", {1, {"core"}, {"fmt", "csv.h", "toml++"}}},
          {"stats", {1, {"core"}, {}}},
          {"ingest", {2, {"formats"}, {"fmt"}}}};
}

Faults faults_in(std::string path, std::string text) { return layer_faults(small_table(), {"src/junheng/" + path, std::move(text)}); }

TEST(Layers, OwnModuleAndStandardHeadersAreAllowed) {
  EXPECT_EQ(faults_in("stats/cv.cpp", "#include \"junheng/stats/cv.h\"\n#include <vector>\n#include <cstdint>\n"), Faults{});
  EXPECT_EQ(faults_in("stats/cv.cpp", ""), Faults{});
}

TEST(Layers, WhatAllowedModulesMayIncludeIsAllowed) {
  EXPECT_EQ(faults_in("ingest/table.cpp", "#include \"junheng/formats/csv.h\"\n#include \"junheng/core/text.h\"\n"), Faults{});
}

TEST(Layers, OtherModuleIsReportedWithLine) {
  EXPECT_EQ(faults_in("stats/cv.cpp", "#include <vector>\n  #  include \"junheng/formats/csv.h\"\n"),
            (Faults{"src/junheng/stats/cv.cpp:2: module stats may not include formats"}));
  EXPECT_EQ(faults_in("core/text.cpp", "#include \"junheng/stats/cv.h\"\n"),
            (Faults{"src/junheng/core/text.cpp:1: module core may not include stats"}));
}

TEST(Layers, CommentedIncludeDoesNotCount) { EXPECT_EQ(faults_in("core/text.h", "// #include \"junheng/stats/cv.h\"\n"), Faults{}); }

TEST(Layers, ThirdPartyOnlyWhereListed) {
  EXPECT_EQ(faults_in("formats/csv.cpp", "#include <csv.h>\n#include <toml++/toml.h>\n"), Faults{});
  EXPECT_EQ(faults_in("ingest/table.cpp", "#include <csv.h>\n"),
            (Faults{"src/junheng/ingest/table.cpp:1: csv.h is not listed for module ingest"}));
  EXPECT_EQ(faults_in("stats/cv.cpp", "#include <unistd.h>\n"),
            (Faults{"src/junheng/stats/cv.cpp:1: unistd.h is not listed for module stats"}));
}

TEST(Layers, HeaderShowsLibrariesOfItsOwnModuleOnly) {
  EXPECT_EQ(faults_in("core/error.h", "#include <fmt/format.h>\nfmt::memory_buffer b;\n"), Faults{});
  EXPECT_EQ(faults_in("ingest/table.cpp", "#include <fmt/format.h>\nfmt::memory_buffer b;\n"), Faults{});
  EXPECT_EQ(faults_in("ingest/table.h", "#include <fmt/format.h>\n"),
            (Faults{"src/junheng/ingest/table.h:1: fmt/format.h stands in a header outside the module that owns it"}));
}

TEST(Layers, ForeignTypeInHeaderIsReported) {
  EXPECT_EQ(faults_in("ingest/table.h", "\nvoid read(const toml::table&);  // toml::\n"),
            (Faults{"src/junheng/ingest/table.h:2: toml:: stands in a header outside the module that owns it"}));
  EXPECT_EQ(faults_in("stats/cv.h", "icu::UnicodeString name();"),
            (Faults{"src/junheng/stats/cv.h:1: icu:: stands in a header outside the module that owns it"}));
}

TEST(Layers, TypesForAllMayStandInAnyHeader) {
  EXPECT_EQ(faults_in("stats/cv.h", "#include <tl/expected.hpp>\ntl::unexpected<Error> no_value();"), Faults{});
}

TEST(Layers, ModuleWithoutRowIsReported) {
  EXPECT_EQ(faults_in("extra/a.cpp", ""), (Faults{"src/junheng/extra/a.cpp: module extra has no row in tools/layers.toml"}));
}

TEST(LayerTable, UpwardOrUnknownRowIsReported) {
  auto table = small_table();
  EXPECT_EQ(table_faults(table), Faults{});
  table["core"].may_include = {"stats", "nowhere"};
  table["stats"].may_include = {"formats"};
  EXPECT_EQ(table_faults(table), (Faults{"core names stats, which does not stand below it", "core names nowhere, which has no row",
                                         "stats names formats, which does not stand below it"}));
}

TEST(LayerTable, OfThisTreeIsSound) { EXPECT_EQ(table_faults(read_layers(JUNHENG_SOURCE_DIR "/tools/layers.toml")), Faults{}); }

TEST(Layers, OfThisTreeAreKept) {
  const Layers layers = read_layers(JUNHENG_SOURCE_DIR "/tools/layers.toml");
  const auto files = source_files({"src/junheng"}, {".h", ".cpp"});
  ASSERT_FALSE(files.empty());
  for (const SourceFile& file : files)
    for (const std::string& fault : layer_faults(layers, file)) ADD_FAILURE() << fault;
}

}  // namespace
}  // namespace junheng::project
