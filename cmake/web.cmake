# The web page of `junheng serve`: built by npm into ${CMAKE_BINARY_DIR}/web, embedded with the other files.
# Sets junheng_web_folder, and junheng_web_stamp for what must wait for the page; both are empty without it.
option(JUNHENG_WEB "Build the web page of `junheng serve` and put it into the program (needs node 18 and npm)" ON)

set(junheng_web_folder "")
set(junheng_web_stamp "")
if(JUNHENG_WEB)
  find_program(JUNHENG_NODE NAMES node nodejs)
  find_program(JUNHENG_NPM npm)
  if(NOT JUNHENG_NODE OR NOT JUNHENG_NPM)
    message(FATAL_ERROR "The web page needs node and npm, and they are not here. Install the packages nodejs and npm (scripts/bootstrap does), "
                        "or build without the page: -DJUNHENG_WEB=OFF (`junheng serve` then answers the programming interface only).")
  endif()
  execute_process(COMMAND ${JUNHENG_NODE} --version OUTPUT_VARIABLE node_version OUTPUT_STRIP_TRAILING_WHITESPACE)
  string(REGEX REPLACE "^v" "" node_version "${node_version}")
  if(node_version VERSION_LESS 18)
    message(FATAL_ERROR "The web page needs node 18 or later; ${JUNHENG_NODE} is ${node_version}. Install a newer one, or build without the page: -DJUNHENG_WEB=OFF.")
  endif()

  set(web_source ${CMAKE_SOURCE_DIR}/web)
  set(junheng_web_folder ${CMAKE_BINARY_DIR}/web)
  set(junheng_web_stamp ${CMAKE_BINARY_DIR}/web.stamp)
  file(GLOB_RECURSE web_files CONFIGURE_DEPENDS ${web_source}/src/*.ts ${web_source}/src/*.vue ${web_source}/src/*.css ${web_source}/src/*.json ${web_source}/public/*)
  list(FILTER web_files EXCLUDE REGEX "components\\.d\\.ts$") # written by the build itself
  # npm keeps its own mark of what is installed; the file beside it tells which lock file that was.
  set(installed ${web_source}/node_modules/.junheng-installed)
  add_custom_command(OUTPUT ${installed}
    COMMAND ${JUNHENG_NPM} ci --no-audit --no-fund --loglevel=error
    COMMAND ${CMAKE_COMMAND} -E touch ${installed}
    DEPENDS ${web_source}/package.json ${web_source}/package-lock.json
    WORKING_DIRECTORY ${web_source}
    COMMENT "Fetching what the web page is made of (npm ci)")
  add_custom_command(OUTPUT ${junheng_web_stamp}
    COMMAND ${CMAKE_COMMAND} -E env JUNHENG_WEB_OUT=${junheng_web_folder} ${JUNHENG_NPM} run --silent bundle -- --logLevel warn
    COMMAND ${CMAKE_COMMAND} -E touch ${junheng_web_stamp}
    DEPENDS ${installed} ${web_files} ${web_source}/index.html ${web_source}/vite.config.ts ${web_source}/tsconfig.json
    WORKING_DIRECTORY ${web_source}
    COMMENT "Building the web page")
  add_custom_target(junheng_web DEPENDS ${junheng_web_stamp})
endif()
