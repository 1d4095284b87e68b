#pragma once

#include <string>
#include <string_view>

#include "junheng/assess/diagnosis.h"
#include "junheng/core/lang.h"

namespace junheng::report {

/// What a school lacks, in real units, by what it means for the verdict (mending.h): "compulsory: L1 2 persons (short by 1.4); any 1 of 2
/// will do: L4 312 m², L7 3 rooms". Without those words where the standard does not judge schools. Missing values are named as such. Empty
/// if nothing is lacking.
[[nodiscard]] std::string shortfalls_text(const assess::Assessment& assessment, Stage stage, std::uint32_t unit, Lang lang);

/// A gap as all reports have it before what comes whole is rounded: up to the next 0.1, from a hundred on to the next 1.
[[nodiscard]] double rounded_gap(double size);

/// One of them: "312 m2". What comes whole, as teachers and rooms, is rounded up to whole ones, with the exact gap beside it below a
/// hundred: "2 persons (short by 1.4)". Where less is better, what there are too few of to share it, and how much of it is too many:
/// "staff: 3 persons (pupils: 69 too many)"; or, where no more can be wished for, only the amount too many.
[[nodiscard]] std::string shortfall_amount(const assess::Assessment& assessment, Stage stage, const assess::Shortfall& shortfall,
                                           Lang lang);

/// A county item with what a school is found short of: "G5 27 classes above 45 pupils".
[[nodiscard]] std::string item_share_text(const assess::ItemShare& share, Lang lang);

/// What is to be mended in a school: the county items that it keeps from being met and what it lacks; of one that lacks nothing the
/// indicators in which it is worse off than the mean.
[[nodiscard]] std::string to_mend_text(const assess::Assessment& assessment, const assess::Priority& priority, Lang lang);

/// For a school to mend that lacks nothing: the indicators in which it is worse off than the mean and whose CVs are above their limits.
[[nodiscard]] std::string worse_than_mean_text(const assess::Assessment& assessment, const assess::Priority& priority, Lang lang);

/// Whether what is counted in a unit comes whole: persons, rooms, computers, but not square metres.
[[nodiscard]] bool comes_whole(std::string_view unit);

/// An amount that suffices: rounded up as it is printed, to whole teachers, rooms or classes, else as rounded_gap().
[[nodiscard]] double sufficient_amount(const standards::Indicator& indicator, assess::Lack lack, double size);

/// Unit of what is lacking: the part of the indicator's unit before the slash, "m2/pupil" -> "m2", or where less is better and the
/// denominator is lacking, the part behind it, "pupil/class" -> "class".
[[nodiscard]] std::string lacking_unit(const standards::Indicator& indicator, assess::Lack lack, Lang lang);

}  // namespace junheng::report
