# One interface target carries what every room is compiled with.
add_library(kiosque_options INTERFACE)
target_include_directories(kiosque_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(kiosque_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual
  # GCC 12 sees overlaps in std::string::replace that are not there (its bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<BOOL:${KIOSQUE_STRICT}>:-Werror>)
if(KIOSQUE_SANITIZE)
  target_compile_options(kiosque_options INTERFACE
    -fsanitize=${KIOSQUE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
    # They take half of the time of a build: a null pointer ends a test all the same.
    -fno-sanitize=null,alignment,vptr)
  target_link_options(kiosque_options INTERFACE -fsanitize=${KIOSQUE_SANITIZE})
endif()
