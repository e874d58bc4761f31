# embed_text(<target> <namespace> <file>...) compiles text files into a target, so that a program
# needs nothing beside it at run time.
#
# `web/kiosque.css` becomes `extern const std::string_view kKiosqueCss` of <namespace>, declared in
# the generated header `embedded/kiosque_css.hpp`.
function(embed_text target namespace)
  foreach(file IN LISTS ARGN)
    cmake_path(GET file FILENAME name)
    string(REGEX REPLACE "[^A-Za-z0-9]" "_" symbol_file "${name}")
    string(REGEX MATCHALL "[A-Za-z0-9]+" words "${name}")
    set(symbol "k")
    foreach(word IN LISTS words)
      string(SUBSTRING "${word}" 0 1 head)
      string(SUBSTRING "${word}" 1 -1 tail)
      string(TOUPPER "${head}" head)
      string(APPEND symbol "${head}${tail}")
    endforeach()
    set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded/${symbol_file})
    add_custom_command(
      OUTPUT ${out}.cpp ${out}.hpp
      COMMAND ${CMAKE_COMMAND} -DINPUT=${PROJECT_SOURCE_DIR}/${file} -DOUTPUT=${out}
        -DSYMBOL=${symbol} -DNAMESPACE=${namespace} -DHEADER=${symbol_file}.hpp
        -P ${PROJECT_SOURCE_DIR}/cmake/embed_one_text.cmake
      DEPENDS ${PROJECT_SOURCE_DIR}/${file} ${PROJECT_SOURCE_DIR}/cmake/embed_one_text.cmake
      VERBATIM)
    target_sources(${target} PRIVATE ${out}.cpp ${out}.hpp)
  endforeach()
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
endfunction()
