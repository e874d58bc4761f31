#pragma once

#include <string>
#include <string_view>

#include "api/request.hpp"
#include "base/error.hpp"

namespace kiosque::api {

/// How an error shows itself over HTTP. One table, which openapi.yaml is tested against.
struct ProblemRow {
    ErrorCode code;
    int status;
    std::string_view type;   ///< the end of the problem's URN, never changed
    std::string_view title;  ///< the same for every error of the type
};

const ProblemRow& problem_row(ErrorCode code);

/// The error as application/problem+json (RFC 9457): type, title, status, detail, parameter.
Response problem(const Error& error);

}  // namespace kiosque::api
