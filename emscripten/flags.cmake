# Flags that decide the generated code, each with its reason. Included before any target is made, so that the core, the
# bindings, the tests and GoogleTest itself all agree.

# A fused multiply-add rounds once where two instructions round twice. GCC and clang fuse by default wherever the
# processor can, so the same source would give other bits on other machines.
add_compile_options(-ffp-contract=off)

# Roots are one instruction for four lanes only where the compiler need not set errno for a negative number. No value
# depends on it.
add_compile_options(-fno-math-errno)

# Kernels want -O3; -O1 -g1 keeps the sanitized tests fast and names the lines in their stack traces.
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")

if(GP_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

if(GP_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)  # counts which branches an input reaches
endif()

if(EMSCRIPTEN)
  # -fwasm-exceptions: exceptions of WebAssembly itself; smaller glue and faster than the detour through JavaScript.
  # -msimd128: the kernels' four lanes become one instruction; without it training is 2 to 6 times slower.
  add_compile_options(-fwasm-exceptions -msimd128)
  add_link_options(
    -fwasm-exceptions
    -sALLOW_MEMORY_GROWTH        # a network may be as large as the machine allows
    -sTOTAL_STACK=1MB            # the default was 5 MB, then 64 kB; one size for every version
    $<$<CONFIG:Debug>:-sASSERTIONS=2>
    $<$<CONFIG:Debug>:-sSTACK_OVERFLOW_CHECK=2>)
endif()

# Files that are built for size. emcc turns LLVM's inlining off with -Os and -Oz and leaves it to the linker's optimizer,
# after which nobody removes what inlining has made needless: with it the module is 5 % smaller, and a new trainer takes
# two thirds of the time.
set(GP_SIZE_OPTIONS "$<$<CONFIG:Release>:-Oz;-finline-functions>")

# The module that ships: engine.mjs + engine.wasm.
set(GP_ENGINE_LINK_OPTIONS
  -lembind                       # C++ classes and plain values as JavaScript ones
  -sMODULARIZE -sEXPORT_ES6      # one default export, a factory; no global name
  -sENVIRONMENT=web,worker       # no `node` part: it breaks inside an ES module; our own loader reads the file instead
  -sFILESYSTEM=0                 # the core reads and writes no files
  -sMALLOC=emmalloc              # 3 kB smaller (gzip) than the default, no slower: a training step allocates nothing
  -sDYNAMIC_EXECUTION=0          # no eval and no new Function: works under a strict Content-Security-Policy
  -sTEXTDECODER=2                # the browser's own UTF-8 decoder, no fallback in JavaScript
  # guarded.ts puts what a call is given into the memory, and gives the stack back where JavaScript threw in a call
  -sEXPORTED_RUNTIME_METHODS=HEAPU8,stackSave,stackRestore)

# The test program runs only under Node and reads reference files.
set(GP_TEST_LINK_OPTIONS
  -sENVIRONMENT=node
  -sWASM_ASYNC_COMPILATION=0     # reads its own wasm with fs instead of fetch
  -sNODERAWFS=1                  # files of the machine
  -sEXIT_RUNTIME=1)              # main's result becomes the exit code
