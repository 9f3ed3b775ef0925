# cmake -D NAME=… -D TABLE=….csv -D HEADER=….h -P write_data_header.cmake
file(READ "${TABLE}" text)
file(WRITE "${HEADER}" "// Written from data/${NAME}.csv by cmake/write_data_header.cmake.
#pragma once

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored \"-Woverlength-strings\"  // clang's pedantic limit is 65536 characters
#endif

namespace gp {
inline constexpr char ${NAME}_csv[] = R\"csv(${text})csv\";
}  // namespace gp

#if defined(__clang__)
#pragma clang diagnostic pop
#endif
")
