add_library(junheng_flags INTERFACE)
target_compile_options(junheng_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Wold-style-cast
  # g++ 12 takes "literal" + std::string for an overlapping copy (GCC bug 105651).
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
  $<$<BOOL:${JUNHENG_WERROR}>:-Werror>)

# junheng_module(NAME [SOURCES ...] [DEPS module ...] [PRIVATE_LIBS lib ...])
# One static library per folder of src/junheng; DEPS are the modules that its row in tools/layers.toml names.
function(junheng_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS;PRIVATE_LIBS" ${ARGN})
  add_library(junheng_${name} STATIC ${ARG_SOURCES})
  target_include_directories(junheng_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src ${CMAKE_BINARY_DIR}/generated)
  foreach(dep IN LISTS ARG_DEPS)
    target_link_libraries(junheng_${name} PUBLIC junheng_${dep})
  endforeach()
  target_link_libraries(junheng_${name} PRIVATE junheng_flags ${ARG_PRIVATE_LIBS})
endfunction()
