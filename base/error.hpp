#pragma once

#include <stdexcept>
#include <string>

namespace kiosque {

/// What kind of thing went wrong. A program tests the code, a person reads the message.
enum class ErrorCode {
    invalid_parameter,   ///< a request or an option has a value outside its contract
    malformed_request,   ///< the bytes of a request are no HTTP that the server reads
    address_too_long,    ///< the address of a request is over the limit
    head_too_large,      ///< the headers of a request are over a limit
    too_slow,            ///< a request did not come to its end in time
    not_found,           ///< the thing that was asked for does not exist
    method_not_allowed,  ///< the path exists, the HTTP method does not apply to it
    bad_article,         ///< a file or a line of a corpus cannot be read as an article
    index_missing,       ///< no index has been published in the directory yet
    index_incompatible,  ///< the index was made by another version of the schema or the analyzer
    index_damaged,       ///< a file of the index is missing, cut short or altered
    index_unreadable,    ///< the system does not let the index be read: rights, descriptors
    index_busy,          ///< another indexer holds the lock
    check_failed,        ///< a check before publishing does not let an index through
    interrupted,         ///< the user ended the run
    dictionary_missing,  ///< the French dictionary is not installed
    io_failed,           ///< the operating system refused to read or write
    writing_off,         ///< the server was started without a key, so it takes no articles
    key_missing,         ///< a request that needs the key came without it, or with another one
    length_missing,      ///< a request does not say how long its body is
    body_too_large,      ///< a request brings more than the server takes at once
    unsupported_body,    ///< the body of a request is of a type that is not read
    too_busy,            ///< too many requests are under way; one more has to wait
    too_often,           ///< a client asks more often than its share; it has to wait
    not_stored,          ///< articles could not be written to the inbox, so none was taken
    internal,            ///< a bug of ours
};

/// An error with its context: what was wrong, where, what was expected, and what to do. A NUL in
/// its message shows as "␀": `what` would end there.
class Error : public std::runtime_error {
public:
    Error(ErrorCode code, const std::string& message);

    /// An error about one parameter of a request; `parameter` is its public name.
    Error(ErrorCode code, std::string parameter, const std::string& message);

    ErrorCode code() const noexcept { return code_; }

    /// The public name of the parameter that was wrong, empty when it is about none.
    const std::string& parameter() const noexcept { return parameter_; }

private:
    ErrorCode code_;
    std::string parameter_;
};

}  // namespace kiosque
