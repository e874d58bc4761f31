#pragma once

#include <chrono>

namespace kiosque::search {

/// When the work on a request has to end. Xapian has no such thing for a search that is under way,
/// so that whoever goes through documents asks here. Belongs to one thread.
class Deadline {
public:
    using Clock = std::chrono::steady_clock;

    Deadline() = default;  ///< none
    explicit Deadline(Clock::time_point end) : end_(end) {}

    /// True from the end on, and for good. Asked for every document, it looks at the clock now and
    /// then.
    bool has_passed() {
        constexpr unsigned kCallsALook = 64;
        return has_passed_ || (calls_++ % kCallsALook == 0 && look());
    }

    /// The same, at the clock at once: before work that takes longer than a document does.
    bool look() { return has_passed_ = has_passed_ || Clock::now() >= end_; }

    /// Whether anybody was told that it has passed, and so left something out.
    bool was_missed() const { return has_passed_; }

private:
    Clock::time_point end_ = Clock::time_point::max();
    unsigned calls_ = 0;
    bool has_passed_ = false;
};

}  // namespace kiosque::search
