#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kiosque::test {

/// A connection that sends bytes as they stand: what no well-behaved client sends, too. Gives up
/// after 20 seconds of silence.
class RawClient {
public:
    /// To 127.0.0.1.
    explicit RawClient(int port);
    explicit RawClient(const std::string& unix_socket);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    void send(std::string_view bytes) const;
    /// Sends no more, and goes on reading.
    void end_sending() const;
    /// Ends at once, without a word to the other side.
    void vanish();

    /// What has come since the last call, once it ends with `last`; or, when the connection ends
    /// or stays silent before, all that has come.
    std::string read_until(std::string_view last);
    /// All that comes until the other side closes the connection.
    std::string read_all() { return read_until(""); }
    /// What has come, as soon as anything has.
    std::string read_some();
    /// True when the other side has closed the connection; waits for it.
    bool is_closed();

private:
    void set_up();

    int socket_ = -1;
    std::string come_;
};

/// How many answers there are in what came: lines with a status.
std::size_t answers_in(std::string_view come);

}  // namespace kiosque::test
