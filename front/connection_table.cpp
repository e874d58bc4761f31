#include "front/connection_table.hpp"

#include <utility>

namespace kiosque::front {

using Phase = Connection::Phase;

Connection& ConnectionTable::add(Descriptor socket, const std::string& peer) {
    awaiting_.push_back(std::make_unique<Connection>(std::move(socket), peer));
    Connection& connection = *awaiting_.back();
    connection.place = std::prev(awaiting_.end());
    ++size_;
    return connection;
}

void ConnectionTable::enter(Connection& connection, Phase phase) noexcept {
    List& from = connection.phase == Phase::head ? awaiting_ : busy_;
    List& to = phase == Phase::head ? awaiting_ : busy_;
    to.splice(to.end(), from, connection.place);
    connection.phase = phase;
}

void ConnectionTable::close(Connection& connection) noexcept {
    if (connection.is_closed) return;
    connection.is_closed = true;
    connection.socket.reset();
    closed_.splice(closed_.end(), connection.phase == Phase::head ? awaiting_ : busy_,
                   connection.place);
    --size_;
}

void ConnectionTable::clear() {
    for (List* list : {&awaiting_, &busy_, &closed_}) list->clear();
    size_ = 0;
}

Connection* ConnectionTable::longest_answering() const {
    for (const auto& each : busy_) {
        if (each->phase == Phase::answering) return each.get();
    }
    return nullptr;
}

std::vector<Connection*> ConnectionTable::late(Clock::time_point now) const {
    std::vector<Connection*> late;
    for (const List* list : {&awaiting_, &busy_}) {
        for (const auto& each : *list) {
            if (each->phase != Phase::working && each->deadline < now) late.push_back(each.get());
        }
    }
    return late;
}

}  // namespace kiosque::front
