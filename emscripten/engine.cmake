# Target `engine`: the shipped modules, their glue, and its hand-written types beside it, in GP_ENGINE_DIR:
#   engine.wasm          the whole engine
#   engine-float32.wasm  what a page begins with: no float64 (src/base/precision.h), a sixth smaller when compressed
#   engine.mjs           the glue of both
#   engine.d.mts
file(GLOB GP_BINDING_SOURCES CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/emscripten/*.cpp")

function(gp_add_engine name core folder)
  add_executable(${name} ${GP_BINDING_SOURCES})
  target_link_libraries(${name} PRIVATE ${core} gp_warnings)
  target_link_options(${name} PRIVATE ${GP_ENGINE_LINK_OPTIONS})
  target_compile_options(${name} PRIVATE "${GP_SIZE_OPTIONS}")  # it translates values, once a call
  set_target_properties(${name} PROPERTIES OUTPUT_NAME engine SUFFIX .mjs RUNTIME_OUTPUT_DIRECTORY "${folder}")
endfunction()

if(GP_BINDING_SOURCES)
  gp_add_engine(engine gp_core "${GP_ENGINE_DIR}")

  gp_add_core(gp_core_float32)
  target_compile_definitions(gp_core_float32 PUBLIC GP_FLOAT32_ALONE)
  add_dependencies(gp_core_float32 gp_core_data)
  target_include_directories(gp_core_float32 PUBLIC "${CMAKE_BINARY_DIR}/embedded")
  set_target_properties(gp_core_float32 PROPERTIES EXCLUDE_FROM_ALL ON)
  set(GP_FLOAT32_DIR "${CMAKE_BINARY_DIR}/engine-float32")
  gp_add_engine(engine_float32 gp_core_float32 "${GP_FLOAT32_DIR}")
  # Both modules have the same bindings, and so the same glue: it ships once. That it is the same is seen to here.
  set(GP_FLOAT32_MODULE "${GP_ENGINE_DIR}/engine-float32.wasm")
  add_custom_command(OUTPUT "${GP_FLOAT32_MODULE}"
    COMMAND ${CMAKE_COMMAND} -E compare_files "${GP_ENGINE_DIR}/engine.mjs" "${GP_FLOAT32_DIR}/engine.mjs"
    COMMAND ${CMAKE_COMMAND} -E copy "${GP_FLOAT32_DIR}/engine.wasm" "${GP_FLOAT32_MODULE}"
    DEPENDS engine engine_float32 COMMENT "Comparing the glue of engine.wasm and engine-float32.wasm")

  set(GP_ENGINE_TYPES "${CMAKE_SOURCE_DIR}/emscripten/engine.d.mts")
  add_custom_command(OUTPUT "${GP_ENGINE_DIR}/engine.d.mts"
    COMMAND ${CMAKE_COMMAND} -E copy "${GP_ENGINE_TYPES}" "${GP_ENGINE_DIR}/engine.d.mts"
    DEPENDS "${GP_ENGINE_TYPES}" COMMENT "Copying engine.d.mts")

  add_custom_target(engine_files ALL DEPENDS "${GP_FLOAT32_MODULE}" "${GP_ENGINE_DIR}/engine.d.mts")
endif()
