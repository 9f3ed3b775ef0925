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
  # What npm run fuzz calls: here it runs over the corpus of found cases.
  add_library(gp_fuzz_targets STATIC
    tests/fuzz/targets.cpp tests/fuzz/experiment_target.cpp tests/fuzz/own_rows_target.cpp tests/fuzz/saved_targets.cpp)
  target_link_libraries(gp_fuzz_targets PUBLIC gp_core PRIVATE gp_warnings)
  target_include_directories(gp_fuzz_targets PUBLIC "${CMAKE_SOURCE_DIR}/tests/fuzz" PRIVATE "${CMAKE_SOURCE_DIR}/tests/cpp")
  target_include_directories(gp_fuzz_targets SYSTEM PRIVATE "${CMAKE_BINARY_DIR}/json")
  target_compile_options(gp_fuzz_targets PRIVATE $<IF:$<BOOL:${EMSCRIPTEN}>,-O1,-O0>)
  set_target_properties(gp_fuzz_targets PROPERTIES UNITY_BUILD ON)
  if(GP_FUZZ)
    foreach(name experiment own-rows checkpoint snapshot)
      add_executable(gp_fuzz_${name} EXCLUDE_FROM_ALL tests/fuzz/main.cpp)
      target_link_libraries(gp_fuzz_${name} PRIVATE gp_fuzz_targets gp_warnings)
      target_compile_definitions(gp_fuzz_${name} PRIVATE GP_FUZZ_TARGET="${name}")
      target_link_options(gp_fuzz_${name} PRIVATE -fsanitize=fuzzer)
      list(APPEND GP_FUZZ_PROGRAMS gp_fuzz_${name})
    endforeach()
    add_custom_target(gp_fuzz DEPENDS ${GP_FUZZ_PROGRAMS})
  endif()

  add_executable(gp_tests ${GP_TEST_SOURCES})
  target_link_libraries(gp_tests PRIVATE gp_core gp_fuzz_targets gp_warnings gtest_main)
  target_include_directories(gp_tests SYSTEM PRIVATE "${CMAKE_BINARY_DIR}/json")
  target_include_directories(gp_tests PRIVATE "${CMAKE_SOURCE_DIR}/tests/cpp")
  target_compile_definitions(gp_tests PRIVATE GP_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  # Assertions are much code that runs once: the optimiser would take minutes over them, with sanitizers many more.
  # Headers (GoogleTest, JSON, Eigen) are most of a test file: they are read once for a dozen of them. Each file has a
  # namespace of its own, so that what is anonymous in one is unknown in the others.
  target_compile_options(gp_tests PRIVATE $<IF:$<BOOL:${EMSCRIPTEN}>,-O1,-O0>)
  set_target_properties(gp_tests PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 11)
  if(EMSCRIPTEN)
    # Without -O1 Binaryen would optimise the whole program again, for minutes; the core in it was compiled with -O3.
    target_link_options(gp_tests PRIVATE ${GP_TEST_LINK_OPTIONS} -O1)
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
