#pragma once

#include <string>

#include "junheng/assess/assessment.h"
#include "junheng/core/lang.h"

namespace junheng::report {

/// One reason as a sentence: "Primary: CV of L4 (floor area per pupil) is 0.519, above the limit 0.50".
[[nodiscard]] std::string reason_text(const assess::Assessment& assessment, const assess::AreaResult& area, const assess::Reason& reason,
                                      Lang lang);

/// What the standard asks of one school: "at least 6 of 7 indicators met, none of the rest below its floor". Empty where it asks nothing.
[[nodiscard]] std::string school_rule_text(const assess::StageRules& rules, Lang lang);

/// "met" / "达标", with a sign that does not depend on colour: "✓ met", "✗ unmet", "? unknown".
[[nodiscard]] std::string verdict_text(assess::Verdict verdict, Lang lang);
[[nodiscard]] std::string stage_text(Stage stage, Lang lang);
/// Why a value is missing.
[[nodiscard]] std::string absence_text(model::Absence absence, Lang lang);
/// "computed", "reported", "missing" in the reader's language.
[[nodiscard]] std::string basis_text(assess::Basis basis, Lang lang);

}  // namespace junheng::report
