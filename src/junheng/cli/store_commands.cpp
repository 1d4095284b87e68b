#include <chrono>
#include <memory>

#include "junheng/app/store_case.h"
#include "junheng/cli/commands.h"
#include "junheng/cli/setting_flags.h"

namespace junheng::cli {

namespace {

using app::StoreTarget;

std::string help(const Invocation& invocation, std::string_view key) { return std::string(text(key, invocation.session.lang)); }

UtcTime now() { return {std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()).time_since_epoch().count()}; }

/// Time and settings as they are when the command runs.
void look_around(StoreTarget& target) {
  target.now = now();
  target.settings = setting_sources(target.place, "", {});
}

void add_target(CLI::App& command, Invocation& invocation, const std::shared_ptr<StoreTarget>& target) {
  command.add_option("PLACE", target->place, help(invocation, "cli.store_place"))->required();
  add_format(command, invocation, target->format, false);
}

void add_user_command(CLI::App& parser, Invocation& invocation) {
  CLI::App* command = add_command(parser, invocation, "user");
  command->require_subcommand(1);
  CLI::App* add = add_sub(*command, invocation, "add", "cli.user.add");
  const auto add_to = std::make_shared<StoreTarget>();
  const auto addition = std::make_shared<app::UserAddition>();
  add_target(*add, invocation, add_to);
  add->add_option("LOGIN", addition->login, help(invocation, "cli.user.login"))->required();
  add->add_option("--role", addition->role, help(invocation, "cli.user.role"))
      ->required()
      ->check(CLI::IsMember({"viewer", "editor", "planner", "inspector", "admin"}))
      ->option_text("viewer|editor|planner|inspector|admin");
  add->add_option("--name", addition->name, help(invocation, "cli.user.name"))->option_text("NAME");
  add->add_option("--area", addition->area_code, help(invocation, "cli.user.area"))->option_text("CODE");
  add->callback([&invocation, add_to, addition] {
    look_around(*add_to);
    invocation.action = [&invocation, add_to, addition] { return app::run_user_add(*add_to, *addition, invocation.session); };
  });

  CLI::App* list = add_sub(*command, invocation, "list", "cli.user.list");
  const auto list_of = std::make_shared<StoreTarget>();
  add_target(*list, invocation, list_of);
  list->callback([&invocation, list_of] {
    look_around(*list_of);
    invocation.action = [&invocation, list_of] { return app::run_user_list(*list_of, invocation.session); };
  });

  using UserAction = Result<app::Outcome> (*)(const StoreTarget&, const std::string&, const app::Session&);
  const auto add_action = [&](const std::string& name, const std::string& key, UserAction action) {
    CLI::App* sub = add_sub(*command, invocation, name, key);
    const auto target = std::make_shared<StoreTarget>();
    const auto login = std::make_shared<std::string>();
    add_target(*sub, invocation, target);
    sub->add_option("LOGIN", *login, help(invocation, "cli.user.login"))->required();
    sub->callback([&invocation, target, login, action] {
      look_around(*target);
      invocation.action = [&invocation, target, login, action] { return action(*target, *login, invocation.session); };
    });
  };
  add_action("reset", "cli.user.reset", app::run_user_reset);
  add_action("disable", "cli.user.disable", app::run_user_disable);
}

void add_backup_commands(CLI::App& parser, Invocation& invocation) {
  CLI::App* backup = add_command(parser, invocation, "backup");
  const auto from = std::make_shared<StoreTarget>();
  const auto into = std::make_shared<std::string>();
  add_target(*backup, invocation, from);
  backup->add_option("FILE", *into, help(invocation, "cli.backup.file"))->required();
  backup->callback([&invocation, from, into] {
    look_around(*from);
    invocation.action = [&invocation, from, into] { return app::run_backup(*from, *into, invocation.session); };
  });

  CLI::App* restore = add_command(parser, invocation, "restore");
  const auto file = std::make_shared<std::string>();
  const auto target = std::make_shared<StoreTarget>();
  const auto replaces = std::make_shared<bool>(false);
  restore->add_option("FILE", *file, help(invocation, "cli.restore.file"))->required();
  add_target(*restore, invocation, target);
  restore->add_flag("--force", *replaces, help(invocation, "cli.restore.force"));
  restore->callback([&invocation, file, target, replaces] {
    look_around(*target);
    invocation.action = [&invocation, file, target, replaces] {
      const auto existing = *replaces ? app::ExistingStore::SetAside : app::ExistingStore::Refuse;
      return app::run_restore(*target, *file, existing, invocation.session);
    };
  });
}

}  // namespace

void add_store_commands(CLI::App& parser, Invocation& invocation) {
  add_user_command(parser, invocation);
  add_backup_commands(parser, invocation);

  CLI::App* doctor = add_command(parser, invocation, "doctor");
  const auto examined = std::make_shared<StoreTarget>();
  add_target(*doctor, invocation, examined);
  doctor->callback([&invocation, examined] {
    look_around(*examined);
    invocation.action = [&invocation, examined] { return app::run_doctor(*examined, invocation.session); };
  });

  CLI::App* audit = add_command(parser, invocation, "audit");
  audit->require_subcommand(1);
  CLI::App* verify = add_sub(*audit, invocation, "verify", "cli.audit.verify");
  const auto verified = std::make_shared<StoreTarget>();
  add_target(*verify, invocation, verified);
  verify->callback([&invocation, verified] {
    look_around(*verified);
    invocation.action = [&invocation, verified] { return app::run_audit_verify(*verified, invocation.session); };
  });
}

}  // namespace junheng::cli
