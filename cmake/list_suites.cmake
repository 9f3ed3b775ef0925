# cmake -D RUNNER=… -D PROGRAM=… -D LISTING=… -D REPORTS=… -P list_suites.cmake
# Asks the test program for its suites and writes one add_test a suite, each leaving a JSON report in REPORTS.
execute_process(COMMAND ${RUNNER} ${PROGRAM} --gtest_list_tests OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
file(REMOVE_RECURSE "${REPORTS}")
file(MAKE_DIRECTORY "${REPORTS}")

string(REGEX MATCHALL "(^|\n)[^ \n]+\\." suites "${output}")
set(text "")
foreach(suite IN LISTS suites)
  string(REGEX REPLACE "^\n|\\.$" "" suite "${suite}")
  string(REPLACE "/" "-" report "${suite}")
  string(JOIN "\" \"" command ${RUNNER} ${PROGRAM} "--gtest_filter=${suite}.*" "--gtest_output=json:${REPORTS}/${report}.json")
  string(APPEND text "add_test([[${suite}]] \"${command}\")\nset_tests_properties([[${suite}]] PROPERTIES TIMEOUT 600)\n")
endforeach()
file(WRITE "${LISTING}" "${text}")
