# junheng_embed(TARGET FILE...): compiles the files, under their path from the top of the tree, into TARGET;
# core/embedded.h finds them by that path.
function(junheng_embed target)
  set(output ${CMAKE_BINARY_DIR}/generated/junheng_embedded.cpp)
  add_custom_command(OUTPUT ${output}
    COMMAND embed_files ${output} ${CMAKE_SOURCE_DIR} ${ARGN}
    DEPENDS embed_files ${ARGN}
    COMMENT "Embedding standards, checks, mappings and report assets")
  target_sources(${target} PRIVATE ${output})
endfunction()
