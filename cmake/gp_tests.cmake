# Target `gp_tests`: one GoogleTest binary of tests/cpp/*.cpp, natively and (through Node) as WebAssembly.
find_path(GTEST_SOURCE CMakeLists.txt PATHS /usr/src/googletest NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
find_path(JSON_INCLUDE_DIR nlohmann/json.hpp PATHS /usr/include /usr/local/include NO_CMAKE_FIND_ROOT_PATH)
if(NOT GTEST_SOURCE OR NOT JSON_INCLUDE_DIR)
  message(STATUS "No target gp_tests: GoogleTest's sources (googletest) and nlohmann-json (nlohmann-json3-dev) are needed.")
  return()
endif()

set(BUILD_GMOCK OFF)
set(INSTALL_GTEST OFF)
set(gtest_disable_pthreads ${EMSCRIPTEN})
add_subdirectory(${GTEST_SOURCE} googletest EXCLUDE_FROM_ALL SYSTEM)
target_compile_options(gtest PRIVATE -w)

# Only this one header library is wanted of /usr/include: the rest of that folder must not reach Emscripten's compiler.
file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/json")
file(CREATE_LINK "${JSON_INCLUDE_DIR}/nlohmann" "${CMAKE_BINARY_DIR}/json/nlohmann" SYMBOLIC)

file(GLOB GP_TEST_SOURCES CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/cpp/*.cpp")
if(GP_TEST_SOURCES)
  add_executable(gp_tests ${GP_TEST_SOURCES})
  target_link_libraries(gp_tests PRIVATE gp_core gp_warnings gtest_main)
  target_include_directories(gp_tests SYSTEM PRIVATE "${CMAKE_BINARY_DIR}/json")
  target_include_directories(gp_tests PRIVATE "${CMAKE_SOURCE_DIR}/tests/cpp")
  target_compile_definitions(gp_tests PRIVATE GP_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  if(GP_SANITIZE)
    target_compile_options(gp_tests PRIVATE -O0)  # sanitizers and optimiser together take minutes over assertions
  endif()
  if(EMSCRIPTEN)
    target_link_options(gp_tests PRIVATE ${GP_TEST_LINK_OPTIONS})
    # The program is CommonJS; the nearest package.json must not be the project's own, which says "module".
    file(WRITE "${CMAKE_BINARY_DIR}/package.json" "{ \"type\": \"commonjs\" }\n")
  endif()

  # One ctest entry a suite: all suites are listed, and Node is started once a suite instead of once a test.
  set(listing "${CMAKE_BINARY_DIR}/gp_tests_suites.cmake")
  add_custom_command(TARGET gp_tests POST_BUILD
    COMMAND ${CMAKE_COMMAND} -D "RUNNER=${CMAKE_CROSSCOMPILING_EMULATOR}" -D PROGRAM=$<TARGET_FILE:gp_tests> -D LISTING=${listing}
            -D REPORTS=${CMAKE_BINARY_DIR}/test-reports -P "${CMAKE_SOURCE_DIR}/cmake/list_suites.cmake"
    BYPRODUCTS "${listing}" COMMENT "Listing test suites" VERBATIM)
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${listing}")
endif()
