# junheng_embed(TARGET FILE...): compiles the files, under their path from the top of the tree, into TARGET, and the web page (cmake/web.cmake)
# under web/dist/; core/embedded.h finds them by that path.
function(junheng_embed target)
  set(output ${CMAKE_BINARY_DIR}/generated/junheng_embedded.cpp)
  set(page "")
  set(page_target "")
  if(junheng_web_folder)
    set(page_target junheng_web)
    set(page --folder web/dist ${junheng_web_folder})
  endif()
  add_custom_command(OUTPUT ${output}
    COMMAND embed_files ${output} ${CMAKE_SOURCE_DIR} ${page} ${ARGN}
    DEPENDS embed_files ${ARGN} ${page_target} ${junheng_web_stamp}
    COMMENT "Embedding standards, checks, mappings, report assets and the web page")
  target_sources(${target} PRIVATE ${output})
endfunction()
