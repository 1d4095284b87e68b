#pragma once

#include <vector>

#include "junheng/core/issue.h"
#include "junheng/ingest/dependent_rows.h"
#include "junheng/ingest/loss_record.h"
#include "junheng/ingest/parsed_table.h"
#include "junheng/ingest/references.h"

namespace junheng::ingest {

/// Where link_schools() enters what is lost: the counties and stages, and the schools that go with their area.
struct Losses {
  LossRecord& record;
  DependentRows& dependents;
};

/// Checks keys, areas and parent schools of the table `schools`, rejects what is wrong, records the losses and enters the rest in the
/// registry. The areas must stand there.
/// Issues: DuplicateKey, AreaUnknown, AreaCodeShape, ParentSchoolUnknown, ParentSchoolItself, ParentSchoolCycle, SchoolRejected.
void link_schools(ParsedTable& table, Registry& registry, Losses losses, std::vector<Issue>& issues);

}  // namespace junheng::ingest
