#include "base/error.hpp"

#include <string>

#include <catch2/catch.hpp>

using namespace kiosque;

TEST_CASE("a NUL in a message is shown, and ends nothing", "[base]") {
    const std::string value("a\0b\0", 4);
    CHECK(Error(ErrorCode::invalid_parameter, "'q' is '" + value + "'").what() ==
          std::string("'q' is 'a␀b␀'"));
    CHECK(Error(ErrorCode::invalid_parameter, "q", "'q' is '" + value + "'").what() ==
          std::string("'q' is 'a␀b␀'"));
}
