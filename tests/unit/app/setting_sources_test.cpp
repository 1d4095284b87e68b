// Settings of file, environment and command line: what wins, what is refused, how it is told.
#include <algorithm>
#include <fstream>

#include <gtest/gtest.h>

#include "junheng/app/config_case.h"
#include "junheng/core/codes.h"
#include "support/file_text.h"
#include "support/scratch_folder.h"
#include "unit/app/accounts_scene.h"

namespace junheng::app {
namespace {

using store::must;

class SettingSourcesTest : public ::testing::Test {
 protected:
  SettingSources sources(const std::string& toml) {
    SettingSources out;
    out.file = (folder_ / "settings.toml").string();
    std::ofstream(out.file) << toml;
    return out;
  }
  static std::string faults(const SettingSources& sources, Lang lang = Lang::En) {
    const auto read = Settings::read(sources);
    if (read) return "";
    EXPECT_EQ(read.error().code, Code::BadSettings);
    return read.error().message(lang);
  }

  testing::ScratchFolder folder_;
};

TEST_F(SettingSourcesTest, NothingGivenIsTheDefaults) {
  const Settings settings = must(Settings::read({}));
  EXPECT_EQ(settings.number(kPort), 8080);
  EXPECT_EQ(settings.text(kBind), "127.0.0.1");
  EXPECT_TRUE(settings.texts(kHostNames).empty());
  EXPECT_EQ(settings.find(kPort), nullptr);
}

TEST_F(SettingSourcesTest, FlagWinsOverVariableOverFile) {
  SettingSources in = sources("port = 9001\nbind = \"0.0.0.0\"\nhost_names = [\"a.example\", \"b.example\"]\nmetrics_local = true\n");
  in.environment = {{"JUNHENG_PORT", "9002"}, {"JUNHENG_SESSION_DAYS", "3"}, {"JUNHENG_LANG", "en"}, {"HOME", "/root"}};
  EXPECT_EQ(must(Settings::read(in)).number(kPort), 9002);
  in.flags = {{std::string(kPort), {"9003"}}};
  const Settings settings = must(Settings::read(in));
  EXPECT_EQ(settings.number(kPort), 9003);
  EXPECT_EQ(settings.find(kPort)->origin, SettingOrigin::CommandLine);
  EXPECT_EQ(settings.find(kPort)->place, "--port");
  EXPECT_EQ(settings.find(kBind)->place, in.file + ":2");
  EXPECT_EQ(settings.find(kSessionDays)->place, "JUNHENG_SESSION_DAYS");
  EXPECT_EQ(settings.texts(kHostNames), (std::vector<std::string>{"a.example", "b.example"}));
  EXPECT_EQ(settings.number(kMetricsLocal), 1);
}

TEST_F(SettingSourcesTest, EveryFaultIsToldAtOnceWithItsPlace) {
  SettingSources in = sources("prot = 1\nport = \"8080\"\n\nbody_limit_mb = 5000\nhost_names = [1]\nmetrics_local = 1\n");
  in.environment = {{"JUNHENG_SESION_DAYS", "3"}, {"JUNHENG_LINK_HOURS", "soon"}, {"JUNHENG_SHARED_DATA", "/srv"}};
  in.flags = {{std::string(kThreads), {"1000"}}};
  const std::string told = faults(in);
  for (const char* part :
       {"8 settings are wrong", "settings.toml:1: there is no setting prot; is port meant?",
        "settings.toml:2: port cannot be \"8080\"; it is a whole number from 0 to 65535", "settings.toml:4: body_limit_mb cannot be 5000",
        "settings.toml:5: host_names", "settings.toml:6: metrics_local cannot be 1; it is true or false",
        "JUNHENG_SESION_DAYS: there is no setting JUNHENG_SESION_DAYS; is JUNHENG_SESSION_DAYS meant?",
        "JUNHENG_LINK_HOURS: link_hours cannot be soon", "--threads: threads cannot be 1000"})
    EXPECT_NE(told.find(part), std::string::npos) << part << "\n" << told;
  // The variable of another program is left alone.
  EXPECT_EQ(told.find("SHARED_DATA"), std::string::npos);
  EXPECT_NE(faults(in, Lang::Zh).find("没有设置项 prot，是否指 port？"), std::string::npos);
}

TEST_F(SettingSourcesTest, SyntaxIsToldWithItsLine) {
  EXPECT_NE(faults(sources("port = 1\nport = = 2\n")).find("line 2"), std::string::npos);
}

TEST_F(SettingSourcesTest, NamedFileMustBeThere) {
  SettingSources in;
  in.file = (folder_ / "none.toml").string();
  EXPECT_TRUE(Settings::read(in));
  in.file_is = SettingSources::File::Named;
  EXPECT_FALSE(Settings::read(in));
}

TEST_F(SettingSourcesTest, PathsStartAtTheFile) {
  const Settings settings = must(Settings::read(sources("tls_cert = \"tls/a.pem\"\ntls_key = \"/etc/junheng/b.pem\"\n")));
  EXPECT_EQ(settings.text(kTlsCertificate), folder_ / "tls/a.pem");
  EXPECT_EQ(settings.text(kTlsKey), "/etc/junheng/b.pem");
}

TEST_F(SettingSourcesTest, ListsOfVariablesHaveCommas) {
  SettingSources in;
  in.environment = {{"JUNHENG_HOST_NAMES", "a.example, b.example,"}};
  EXPECT_EQ(must(Settings::read(in)).texts(kHostNames), (std::vector<std::string>{"a.example", "b.example"}));
}

/// What Kubernetes sets in the containers beside a service of the name "junheng".
TEST_F(SettingSourcesTest, VariablesOfKubernetesArePassedOver) {
  SettingSources in;
  in.environment = {{"JUNHENG_PORT", "tcp://10.96.0.12:8080"},
                    {"JUNHENG_PORT_8080_TCP", "tcp://10.96.0.12:8080"},
                    {"JUNHENG_PORT_8080_TCP_ADDR", "10.96.0.12"},
                    {"JUNHENG_PORT_8080_TCP_PORT", "8080"},
                    {"JUNHENG_PORT_8080_TCP_PROTO", "tcp"},
                    {"JUNHENG_SERVICE_HOST", "10.96.0.12"},
                    {"JUNHENG_SERVICE_PORT", "8080"},
                    {"JUNHENG_SERVICE_PORT_HTTP", "8080"}};
  const Settings settings = must(Settings::read(in));
  EXPECT_EQ(settings.find(kPort), nullptr);
  EXPECT_EQ(settings.number(kPort), 8080);
  in.environment = {{"JUNHENG_PORT", "10.96.0.12:8080"}};
  EXPECT_NE(faults(in).find("JUNHENG_PORT: port cannot be 10.96.0.12:8080"), std::string::npos);
}

TEST_F(SettingSourcesTest, PasswordsAreNotShown) {
  SettingSources in;
  const auto shown = [&](const std::string& url) {
    in.environment = {{"JUNHENG_STORE", url}};
    ConfigRequest request;
    request.sources = in;
    const auto views = list_settings(must(Settings::read(in)));
    return std::ranges::find(views, kStoreUrl, [](const SettingView& view) { return view.rule->key; })->texts.front();
  };
  EXPECT_EQ(shown("postgresql://clerk:secret@db.office:5432/junheng"), "postgresql://clerk:***@db.office:5432/junheng");
  EXPECT_EQ(shown("postgresql://clerk@db.office/junheng"), "postgresql://clerk@db.office/junheng");
  EXPECT_EQ(shown("postgresql://db/junheng?user=clerk&password=secret"), "postgresql://***");
}

/// The file in the repository is what the program prints, so that it names every setting with its default.
TEST_F(SettingSourcesTest, ExampleFileIsTheProgramsOwn) {
  EXPECT_EQ(testing::file_text(JUNHENG_SOURCE_DIR "/junheng.example.toml"), example_settings());
  // With every # of a setting taken off it is a sound file that changes nothing.
  const std::string example = example_settings();
  std::string active;
  for (std::string_view rest = example; !rest.empty();) {
    const std::string line(rest.substr(0, rest.find('\n')));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const bool is_setting = line.size() > 1 && line[0] == '#' && line[1] != ' ';
    active += (is_setting ? line.substr(1) : line) + "\n";
  }
  const Settings settings = must(Settings::read(sources(active)));
  for (const SettingRule& rule : setting_rules()) {
    ASSERT_NE(settings.find(rule.key), nullptr) << rule.key;
    EXPECT_EQ(settings.number(rule.key), rule.fallback) << rule.key;
  }
}

/// Settings of the store beside those that are given.
class PinnedSettings : public AccountsTest {};

TEST_F(PinnedSettings, WinOverTheStoreAndCannotBeChanged) {
  SettingSources sources;
  sources.environment = {{"JUNHENG_SESSION_DAYS", "3"}};
  const Settings settings = must(Settings::read(sources));
  SettingChange change;
  change.key = kSessionDays;
  change.value = 5;
  change.shown = "5";
  EXPECT_EQ(must(change_setting(store(), change, full_access(), clock.time)).origin, SettingOrigin::Store);
  {
    auto transaction = must(store().read());
    EXPECT_EQ(must(setting_value(transaction, Settings(), kSessionDays)), 5);
    EXPECT_EQ(must(setting_value(transaction, settings, kSessionDays)), 3);
  }
  change.version = 1;
  const auto refused = change_setting(store(), change, full_access(), clock.time, settings);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::SettingPinned);
  EXPECT_NE(refused.error().message(Lang::En).find("environment variable JUNHENG_SESSION_DAYS"), std::string::npos);
  change.key = kPort;
  change.version = 0;
  const auto at_start = change_setting(store(), change, full_access(), clock.time);
  ASSERT_FALSE(at_start);
  EXPECT_EQ(at_start.error().code, Code::SettingAtStart);
  for (const SettingView& view : must(list_settings(store(), settings))) {
    if (view.rule->key == kSessionDays) {
      EXPECT_EQ(view.value, 3);
      EXPECT_EQ(view.origin, SettingOrigin::Environment);
      EXPECT_FALSE(view.is_changeable());
    }
    if (view.rule->key == kSessionIdleHours) {
      EXPECT_TRUE(view.is_changeable());
    }
    if (view.rule->key == kPort) {
      EXPECT_FALSE(view.is_changeable());
    }
  }
}

}  // namespace
}  // namespace junheng::app
