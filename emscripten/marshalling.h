/// Plain values across the border between JavaScript and the core, and errors as JavaScript knows them.
///
/// Into the core all values of a call come as one run of bytes, written by `web/engine/wire.ts`, where the format is
/// described, and put into the inbox by `web/engine/guarded.ts`: a list of 100 000 rows is one crossing, and so are the
/// name of a question and its arguments. Out of the core a value goes as `emscripten::val`, ready made.
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

namespace gp::bindings {

using emscripten::val;

/// What JavaScript put into the inbox for the call that is running; once that is over, a large inbox is given back.
class Given {
 public:
  Given() = default;
  Given(const Given&) = delete;
  Given& operator=(const Given&) = delete;
  ~Given();

  /// The next value that wire.ts wrote. @throws std::runtime_error where the bytes are no value (a fault of the two
  /// files)
  Value value();
  /// All bytes, as they are.
  std::vector<std::uint8_t> bytes() const;

 private:
  std::size_t read_ = 0;
};

/// A JavaScript value of its own: nothing in it lies in WebAssembly's memory. Plain numbers become a list, typed ones
/// a typed array.
val toJs(const Value& value);

/// The JavaScript error for what went wrong. @param code "memory", "absent" or "internal"
val failure(const char* code, const char* message);
/// The JavaScript error for what no experiment is to blame for.
val failure(const std::exception& error);
/// The JavaScript error for what was refused.
val failure(const ExperimentError& error);
/// The JavaScript error for an array that there is no room for.
val memoryFailure();

/// The result of `action`, or the error that it threw, as a value: the caller in TypeScript throws it, since no
/// exception of C++ means anything there.
template <class Action>
val answer(const Action& action) {
  try {
    try {
      if constexpr (std::is_void_v<decltype(action())>) {
        action();
        return val::undefined();
      } else {
        return val(action());
      }
    } catch (const ExperimentError& error) {
      return failure(error);  // which may need more memory than there is
    }
  } catch (const std::bad_alloc&) {
    return memoryFailure();
  } catch (const std::length_error&) {
    return failure("memory", "An array would be larger than the engine's memory can be");
  } catch (const std::exception& error) {
    return failure(error);
  }
}

}  // namespace gp::bindings
