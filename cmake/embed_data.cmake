# gp_embed_data(target name...): each table data/<name>.csv becomes a header of the build tree,
#   #include "generated/gp_data_iris.h"    →    inline constexpr char gp::iris_csv[]
# written again whenever the csv file changes.
function(gp_embed_data target)
  set(headers)
  foreach(name IN LISTS ARGN)
    set(table "${CMAKE_SOURCE_DIR}/data/${name}.csv")
    set(header "${CMAKE_BINARY_DIR}/embedded/generated/gp_data_${name}.h")
    add_custom_command(OUTPUT "${header}"
      COMMAND ${CMAKE_COMMAND} -D NAME=${name} -D TABLE=${table} -D HEADER=${header}
              -P "${CMAKE_SOURCE_DIR}/cmake/write_data_header.cmake"
      DEPENDS "${table}" "${CMAKE_SOURCE_DIR}/cmake/write_data_header.cmake"
      COMMENT "Embedding data/${name}.csv")
    list(APPEND headers "${header}")
  endforeach()
  add_custom_target(${target}_data DEPENDS ${headers})
  add_dependencies(${target} ${target}_data)
  target_include_directories(${target} PUBLIC "${CMAKE_BINARY_DIR}/embedded")
endfunction()
