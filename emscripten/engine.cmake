# Target `engine`: the shipped module, with its hand-written types beside it, in GP_ENGINE_DIR.
file(GLOB GP_BINDING_SOURCES CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/emscripten/*.cpp")
if(GP_BINDING_SOURCES)
  add_executable(engine ${GP_BINDING_SOURCES})
  target_link_libraries(engine PRIVATE gp_core gp_warnings)
  target_link_options(engine PRIVATE ${GP_ENGINE_LINK_OPTIONS})
  target_compile_options(engine PRIVATE "${GP_SIZE_OPTIONS}")  # it translates values, once a call
  set_target_properties(engine PROPERTIES SUFFIX .mjs RUNTIME_OUTPUT_DIRECTORY "${GP_ENGINE_DIR}")

  set(GP_ENGINE_TYPES "${CMAKE_SOURCE_DIR}/emscripten/engine.d.mts")
  add_custom_command(OUTPUT "${GP_ENGINE_DIR}/engine.d.mts"
    COMMAND ${CMAKE_COMMAND} -E copy "${GP_ENGINE_TYPES}" "${GP_ENGINE_DIR}/engine.d.mts"
    DEPENDS "${GP_ENGINE_TYPES}" COMMENT "Copying engine.d.mts")
  add_custom_target(engine_types ALL DEPENDS "${GP_ENGINE_DIR}/engine.d.mts")
  add_dependencies(engine engine_types)
endif()
