#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "api/request.hpp"
#include "base/error.hpp"

namespace kiosque::api {

/// How an error shows itself over HTTP. One table, which openapi.yaml is tested against.
struct ProblemRow {
    ErrorCode code;
    int status;
    std::string_view type;   ///< the end of the problem's URN, never changed
    std::string_view title;  ///< the same for every error of the type
    /// Told in place of a message that names files of the machine; the log has that one. Empty
    /// where the message itself is told.
    std::string_view detail = {};
};

const ProblemRow& problem_row(ErrorCode code);

/// Something in the body of a request that is no article.
struct BodyProblem {
    std::size_t line = 0;  ///< from 1; 0 when the whole body is meant
    std::string detail;
};

/// A body of which nothing was taken: Error(bad_article) whose message says the first problem.
class RefusedBody : public Error {
public:
    /// `problems` are the first of `count`, one at least.
    RefusedBody(std::vector<BodyProblem> problems, std::size_t count);

    const std::vector<BodyProblem>& problems() const noexcept { return problems_; }

private:
    std::vector<BodyProblem> problems_;
};

/// The error as application/problem+json (RFC 9457): type, title, status, detail, parameter, and of
/// a RefusedBody `errors`, a row a problem. Of the machine it tells nothing.
Response problem(const Error& error);

}  // namespace kiosque::api
