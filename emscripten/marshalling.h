/// Plain values across the border between JavaScript and the core, and errors as JavaScript knows them.
///
/// Into the core a value comes as one run of bytes, written by `web/engine/wire.ts`, where the format is
/// described: a list of 100 000 rows is one crossing. Out of the core it goes as `emscripten::val`, ready
/// made.
#pragma once

#include <cstdint>
#include <exception>
#include <new>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include <emscripten/val.h>

#include "base/error.h"
#include "base/value.h"
#include "session/session.h"

namespace gp::bindings {

using emscripten::val;

/// What `Value::Kind::numbers` becomes in JavaScript.
enum class NumbersAs {
  list,     ///< `number[]`: stays JSON
  float32,  ///< `Float32Array`
  float64,  ///< `Float64Array`
};

constexpr NumbersAs typedArrays(bool isDouble) { return isDouble ? NumbersAs::float64 : NumbersAs::float32; }

/// A copy of the bytes.
std::string bytesOf(const val& uint8Array);

/// Reads what wire.ts wrote. @throws std::runtime_error where the bytes are no value (a fault of the two files)
Value fromWire(const val& uint8Array);

/// A JavaScript value of its own: nothing in it lies in WebAssembly's memory.
val toJs(const Value& value, NumbersAs numbers = NumbersAs::list);

/// `DataPart`: the tables become typed arrays, all other numbers stay plain.
val dataToJs(const Value& data, bool isDouble);

/// A new typed array with a copy of the numbers.
val toJs(const Numbers& numbers, bool isDouble);
val toJs(const std::vector<double>& numbers);
val toJs(const std::vector<std::uint8_t>& bytes);
val toJs(const std::vector<std::uint32_t>& numbers);

/// The JavaScript error for what the core threw. @param code "experiment", "memory" or "internal"
val failure(const char* code, const std::string& path, const std::string& message);

/// The result of `action`, or the error that it threw, as a value: the caller in TypeScript throws it. An
/// exception of either language that crosses WebAssembly's frames would skip the code that gives their stack
/// back.
template <class Action>
val answer(const Action& action) {
  const char* code = "internal";
  std::string path;
  std::string message;
  try {
    if constexpr (std::is_void_v<decltype(action())>) {
      action();
      return val::undefined();
    } else {
      return val(action());
    }
  } catch (const ExperimentError& error) {
    code = "experiment";
    path = error.path();
    message = error.what();
  } catch (const std::bad_alloc&) {
    code = "memory";
    message = "The engine's memory cannot grow any further";
  } catch (const std::length_error&) {
    code = "memory";
    message = "An array would be larger than the engine's memory can be";
  } catch (const std::exception& error) {
    message = error.what();
  }
  return failure(code, path, message);
}

}  // namespace gp::bindings
