#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "junheng/synth/county_traits.h"

namespace junheng::synth {

// Names are plainly invented: the areas are called "example" (示例, 示范) and numbered, so that no reader takes them for real ones.
// Numbers of areas count from 0 and are shown from 1.

[[nodiscard]] std::string province_name(std::size_t province);
[[nodiscard]] std::string city_name(std::size_t province, std::size_t city);
[[nodiscard]] std::string county_name(CountyType type, std::size_t province, std::size_t city, std::size_t county);

/// Township in which the county government sits.
[[nodiscard]] std::string seat_name();
[[nodiscard]] std::string township_name(std::size_t number, bool is_town);

enum class SeatName : std::uint8_t { Primary, PrivatePrimary, Junior, NineYear, CompleteSecondary, TwelveYear, Special };
/// Name of the n-th school of this sort in the seat, n from 1.
[[nodiscard]] std::string seat_school_name(SeatName sort, std::size_t n);

enum class TownshipName : std::uint8_t { CentralPrimary, Junior, NineYear };
/// Name of the n-th school of this sort in the centre of a township, n from 1.
[[nodiscard]] std::string township_school_name(std::string_view township, TownshipName sort, std::size_t n);

enum class VillageName : std::uint8_t { Primary, TeachingPoint };
/// Name of the school in the township's village number `village`, from 0.
[[nodiscard]] std::string village_school_name(std::string_view township, std::size_t township_number, std::size_t village,
                                              VillageName sort);

[[nodiscard]] std::string campus_name(std::string_view main_school, std::size_t number);

/// Title of the dataset, which says that it is synthetic.
[[nodiscard]] std::string dataset_title(std::size_t counties, std::size_t schools);

}  // namespace junheng::synth
