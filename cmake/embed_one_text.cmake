# Writes OUTPUT.hpp and OUTPUT.cpp with the bytes of INPUT; see embed_text.cmake.
file(READ ${INPUT} hex HEX)
string(LENGTH "${hex}" digits)
math(EXPR size "${digits} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
string(REGEX REPLACE "((................................................................................................................)|(.+$))" "\\1\n    " bytes "${bytes}")
file(WRITE ${OUTPUT}.hpp "#pragma once\n\n#include <string_view>\n\nnamespace ${NAMESPACE} {\nextern const std::string_view ${SYMBOL};\n}\n")
file(WRITE ${OUTPUT}.cpp "#include \"embedded/${HEADER}\"\n\nnamespace ${NAMESPACE} {\nnamespace {\nconstexpr char kBytes[] = {\n    ${bytes}'\\0'};\n}\nconst std::string_view ${SYMBOL}(kBytes, ${size});\n}\n")
