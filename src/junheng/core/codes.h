#pragma once

// The enumerators of junheng::Code, generated from errors.toml.
#include "junheng_codes.h"  // IWYU pragma: export
