#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "api/request.hpp"

namespace kiosque::server {

/// Writes answers as HTTP/1.1. The only place that knows the HTTP library.
///
/// The library gets a request of ours, of a method and nothing else: what a client has sent never
/// reaches its reader, which takes heads of any size and requests that stand within others.
/// Thread-safe.
class AnswerWriter {
public:
    /// `idle` is how long a connection may be idle, which answers tell.
    explicit AnswerWriter(std::chrono::seconds idle);
    ~AnswerWriter();
    AnswerWriter(const AnswerWriter&) = delete;
    AnswerWriter& operator=(const AnswerWriter&) = delete;

    /// What the answer has to go by.
    struct Form {
        bool is_head = false;  ///< to HEAD: the body is measured and left out
        bool closes = false;   ///< the connection ends behind the answer
    };

    /// The bytes of an answer, head and body.
    std::string write(api::Response response, Form form) const;

private:
    class Library;
    std::unique_ptr<Library> library_;
};

}  // namespace kiosque::server
