// That nobody changes what a run keeps without raising kRunForm.
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "junheng/app/run_bodies.h"
#include "junheng/store/sha256.h"
#include "unit/app/office_scene.h"

namespace junheng::app {
namespace {

using nlohmann::json;

/// By form, of everything that a run of tests/datasets/small_school (three schools, one of them with 4 pupils) keeps, but for what tells
/// the run itself: numbers, times and version.
const std::map<std::int64_t, std::string> kHashes = {
    {1, "f884ae8303687bf0ca18e598680a60a6debe5260d19135968a4097aac0411d82"},
    {2, "2721997da62d6ed473e66a7288503b70db1dc3e874d5fe79f3fe70b0b7f6eede"},
    {3, "b401dd3563029cf2405a3170e8d9084dcccc6c00d08433cb7c727b035a2b630c"},
};

std::string without_run(const std::string& body) {
  json parsed = json::parse(body, nullptr, false);
  if (parsed.is_discarded()) return body;
  if (parsed.is_object()) parsed.erase("run");
  return parsed.dump();
}

TEST(RunForm, IsRaisedWithWhatARunKeeps) {
  OfficeScene scene;
  const Access admin = scene.account("admin", Role::Admin);
  const JobResult made = scene.import_snapshot(JUNHENG_SOURCE_DIR "/tests/datasets/small_school", admin);
  const store::RunId run{made.run_ids.front()};
  auto transaction = expect_value(scene.store().read());
  std::string all;
  bool has_hidden = false;
  for (const store::RunResult& listed : expect_value(store::list_results(transaction, run))) {
    const auto found = expect_value(store::find_result(transaction, run, listed.area_code, listed.name));
    ASSERT_TRUE(found) << listed.name;
    const std::string body = without_run(found->body);
    all += listed.area_code + "\n" + listed.name + "\n" + std::to_string(body.size()) + "\n" + body;
    has_hidden = has_hidden || listed.name == overview_name(Lang::Zh, report::Masking::SmallCountsHidden);
  }
  EXPECT_TRUE(has_hidden) << "a body with small counts hidden is among them";
  const auto known = kHashes.find(kRunForm);
  ASSERT_NE(known, kHashes.end()) << "note the hash of the form";
  EXPECT_EQ(store::sha256(all), known->second)
      << "What a run keeps has changed: raise kRunForm (run_bodies.h), so that older runs are not shown as if they held the same, and note "
         "the "
         "hash under the number. Where only words of the catalogue or a built-in standard changed, the number may stay.";
}

}  // namespace
}  // namespace junheng::app
