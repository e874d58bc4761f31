#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace kiosque::test {

struct HttpAnswer {
    int status = 0;  ///< 0 when there was none
    std::string body;
    std::map<std::string, std::string> headers;  ///< names in lower case

    nlohmann::json json() const { return nlohmann::json::parse(body); }
    std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? "" : found->second;
    }
};

/// A client of a server on 127.0.0.1.
class HttpClient {
public:
    using Parameters = std::vector<std::pair<std::string, std::string>>;
    using Headers = std::vector<std::pair<std::string, std::string>>;

    explicit HttpClient(int port) : port_(port) {}

    /// `target` as it stands in the request line, percent-encoded already. A body is sent when it
    /// is not empty.
    HttpAnswer request(const std::string& method, const std::string& target,
                       const Headers& headers = {}, const std::string& body = "") const;

    /// GET with parameters, which are encoded here.
    HttpAnswer get(const std::string& path, const Parameters& parameters = {},
                   const Headers& headers = {}) const;

private:
    int port_;
};

/// Sends the pieces as they stand, each in a packet of its own, and gives back everything that the
/// server sends until it closes the connection or stays silent.
std::string raw_exchange(int port, const std::vector<std::string>& pieces);

/// Every byte but letters, digits and -._~ as %XX.
std::string percent_encoded(const std::string& text);

}  // namespace kiosque::test
