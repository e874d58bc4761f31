#include "indexer/watch/polled_state.hpp"

#include <cerrno>
#include <ctime>
#include <limits>

#include <fcntl.h>
#include <sys/stat.h>

namespace kiosque::indexer {
namespace {

std::int64_t nanoseconds(const timespec& time) {
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

/// File systems stamp by a clock that ticks every 1 to 10 ms. What was changed just now may change
/// once more within the tick and have the same stamp, so that it is not believed.
constexpr std::int64_t kTickNs = 20'000'000;
constexpr std::int64_t kNotBelieved = std::numeric_limits<std::int64_t>::min();

std::int64_t believed(const timespec& stamp) {
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    const std::int64_t age = nanoseconds(now) - nanoseconds(stamp);
    return age >= 0 && age < kTickNs ? kNotBelieved : nanoseconds(stamp);
}

/// Is the later stamp the same, and known to be?
bool is_same_stamp(std::int64_t before, std::int64_t now) {
    return before == now && before != kNotBelieved;
}

}  // namespace

bool PolledState::is_still(const PolledState& now) const {
    if (identity != now.identity || mode != now.mode) return false;
    return S_ISDIR(mode) || (size == now.size && modified_ns == now.modified_ns &&
                             is_same_stamp(changed_ns, now.changed_ns));
}

bool PolledState::is_shuffled(const PolledState& now) const {
    return !is_same_stamp(modified_ns, now.modified_ns);
}

PolledState polled_state(const struct stat& status) {
    PolledState state;
    state.identity = identity_of(status);
    state.mode = status.st_mode;
    if (S_ISDIR(status.st_mode)) {
        state.modified_ns = believed(status.st_mtim);
        return state;
    }
    state.size = status.st_size;
    state.modified_ns = nanoseconds(status.st_mtim);
    state.changed_ns = believed(status.st_ctim);
    return state;
}

std::optional<PolledState> polled_state(int folder, const char* name) {
    struct stat status {};
    if (::fstatat(folder, name, &status, 0) == 0) return polled_state(status);
    if (::fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0) return polled_state(status);
    if (errno == ENOENT) return std::nullopt;
    return PolledState{};
}

}  // namespace kiosque::indexer
