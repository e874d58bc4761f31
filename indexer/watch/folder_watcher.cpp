#include "indexer/watch/folder_watcher.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>
#include <utility>

#include <poll.h>
#include <sys/eventfd.h>

#include "base/error.hpp"
#include "indexer/watch/inotify_tree.hpp"
#include "indexer/watch/polling_tree.hpp"
#include "reading/encoding.hpp"

namespace kiosque::indexer {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

/// After events, more are let gather for so long: a thousand wake-ups a second help nobody.
constexpr milliseconds kBreath{5};

/// A look may take a fifth of the time.
constexpr int kRestsPerLook = 4;

std::vector<std::string> strings(const std::vector<std::filesystem::path>& paths) {
    std::vector<std::string> result;
    result.reserve(paths.size());
    for (const std::filesystem::path& path : paths) result.push_back(path.string());
    return result;
}

/// When looking, a path is at rest once a look finds it as the one before did.
WatchOptions between_looks(WatchOptions options) {
    options.quiet = milliseconds(0);
    options.open_rest = milliseconds(1);
    options.open_longest = options.longest_wait;
    return options;
}

std::string in_seconds(milliseconds duration) {
    std::string text = std::to_string(duration.count() / 1000);
    if (duration.count() % 1000 != 0) return std::to_string(duration.count()) + " ms";
    return text + " s";
}

}  // namespace

FolderWatcher::FolderWatcher(const std::vector<std::filesystem::path>& roots,
                             const std::filesystem::path& excluded, const WatchOptions& options,
                             OnWord on_word)
    : roots_(strings(roots)),
      excluded_(excluded.string()),
      options_(options),
      on_word_(std::move(on_word)),
      wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      debounce_(options) {
    if (wake_.get() < 0) {
        throw Error(ErrorCode::io_failed,
                    "the folders cannot be watched: " + std::generic_category().message(errno));
    }
    if (options_.polling_only) {
        look_instead({});
    } else {
        ask_the_kernel();
    }
}

FolderWatcher::~FolderWatcher() = default;

FolderChanges FolderWatcher::wait(Time deadline) {
    while (!is_stopped_) {
        const Time now = Clock::now();
        look(now);
        FolderChanges changes = take(now);
        if (!changes.empty() || now >= deadline) return changes;
        sleep(deadline);
    }
    return {};
}

void FolderWatcher::stop() noexcept {
    const int error = errno;  // of what a signal handler interrupts
    is_stopped_ = true;
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(wake_.get(), &one, sizeof one);
    errno = error;
}

std::size_t FolderWatcher::watches() const {
    return tree_ ? tree_->watches() : 0;
}

void FolderWatcher::ask_the_kernel() {
    tree_.reset();  // before the new one, which may watch as many again
    try {
        tree_ = std::make_unique<InotifyTree>(roots_, excluded_, options_);
    } catch (const CannotWatch& reason) {
        look_instead(reason.what());
    }
}

void FolderWatcher::look_instead(const std::string& why) {
    if (!why.empty() && on_word_) {
        on_word_("changes are looked for every " + in_seconds(options_.poll_every) + ", because " +
                 reading::plain_text(why));
    }
    tree_.reset();
    debounce_ = Debounce(between_looks(options_));
    polling_ = std::make_unique<PollingTree>(roots_, excluded_);
    next_look_ = Clock::now() + options_.poll_every;
}

void FolderWatcher::look(Time now) {
    if (tree_) {
        try {
            is_busy_ = tree_->read(debounce_, now);
        } catch (const CannotWatch& reason) {
            look_instead(reason.what());
            debounce_.everything(now);
        }
    } else if (now >= next_look_) {
        polling_->look(debounce_, now, is_stopped_);
        const Time end = Clock::now();
        const bool is_at_work = debounce_.due() != Time::max();
        const milliseconds pause =
            is_at_work ? std::min(options_.quiet, options_.poll_every) : options_.poll_every;
        next_look_ = end + std::max<Clock::duration>(pause, kRestsPerLook * (end - now));
    }
}

FolderChanges FolderWatcher::take(Time now) {
    FolderChanges changes = debounce_.take(now);
    // Before it is reported, so that what changes while somebody looks at everything is told again.
    if (changes.everything && tree_ && tree_->has_lost_events()) ask_the_kernel();
    if (polling_ && !changes.empty()) polling_->reported(changes);
    return changes;
}

void FolderWatcher::sleep(Time until) {
    if (tree_) {
        until = std::min({until, debounce_.due(), tree_->next_look()});
        if (is_busy_) until = std::min(until, Clock::now() + kBreath);
    } else {
        until = std::min(until, next_look_);
    }
    std::array<pollfd, 3> descriptors{
        {{wake_.get(), POLLIN, 0}, {-1, POLLIN, 0}, {-1, POLLPRI, 0}}};
    if (tree_ && !is_busy_) {
        descriptors[1].fd = tree_->descriptor();
        descriptors[2].fd = tree_->mounts_descriptor();
    }
    timespec left{};
    if (until != Time::max()) {
        const auto rest = std::max<Clock::duration>(until - Clock::now(), Clock::duration::zero());
        const auto seconds = std::chrono::floor<std::chrono::seconds>(rest);
        left.tv_sec = seconds.count();
        left.tv_nsec = std::chrono::nanoseconds(rest - seconds).count();
    }
    const int ready = ::ppoll(descriptors.data(), descriptors.size(),
                              until == Time::max() ? nullptr : &left, nullptr);
    if (ready > 0 && descriptors[2].revents != 0 && tree_) tree_->mounts_changed();
}

}  // namespace kiosque::indexer
