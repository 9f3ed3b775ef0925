# gp_embed_data(target directory): every csv file of the directory becomes a header of the build tree,
#   #include "generated/gp_data_iris.h"    →    inline constexpr char gp::iris_csv[]
# written again whenever the csv file changes.
function(gp_embed_data target directory)
  file(GLOB tables CONFIGURE_DEPENDS "${directory}/*.csv")
  set(headers)
  foreach(table IN LISTS tables)
    get_filename_component(name "${table}" NAME_WE)
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
