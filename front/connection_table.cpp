#include "front/connection_table.hpp"

#include <utility>

namespace kiosque::front {

using Phase = Connection::Phase;

Connection& ConnectionTable::add(Descriptor socket, const std::string& peer) {
    auto made = std::make_unique<Connection>(std::move(socket), peer);
    Connection& connection = *made;
    open_.emplace(&connection, std::move(made));
    size_ = open_.size();
    return connection;
}

void ConnectionTable::close(Connection& connection) {
    if (connection.is_closed) return;
    connection.is_closed = true;
    connection.socket.reset();
    const auto row = open_.find(&connection);
    closed_.push_back(std::move(row->second));
    open_.erase(row);
    size_ = open_.size();
}

void ConnectionTable::clear() {
    open_.clear();
    closed_.clear();
    size_ = 0;
}

Connection* ConnectionTable::idlest() const {
    Connection* idlest = nullptr;
    for (const auto& row : open_) {
        Connection& each = *row.second;
        if (each.phase != Phase::head) continue;
        if (idlest == nullptr || each.idle_since < idlest->idle_since) idlest = &each;
    }
    return idlest;
}

std::vector<Connection*> ConnectionTable::awaiting() const {
    return those([](const Connection& each) { return each.phase == Phase::head; });
}

std::vector<Connection*> ConnectionTable::late(Clock::time_point now) const {
    return those([&](const Connection& each) {
        return each.phase != Phase::working && each.deadline < now;
    });
}

}  // namespace kiosque::front
