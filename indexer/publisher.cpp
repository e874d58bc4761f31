#include "indexer/publisher.hpp"

#include <array>
#include <cstdio>
#include <random>
#include <set>
#include <utility>

#include "base/error.hpp"
#include "base/log.hpp"
#include "index/file_check.hpp"
#include "index/universal_time.hpp"

namespace kiosque::indexer {
namespace {

std::string draw_build() {
    std::random_device device;
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "%08x%08x", device(), device());
    return text.data();
}

std::string percent(double share) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%.3g%%", share * 100);
    return text.data();
}

}  // namespace

std::string Publisher::name_in_force() const {
    try {
        const auto manifest = directory_.current();
        return manifest ? manifest->name() : "";
    } catch (const Error&) {
        return {};
    }
}

void Publisher::check_drop(const index::Manifest& manifest, const UpdateCount& count) const {
    std::uint64_t before = 0;
    try {
        const auto in_force = directory_.current();
        if (in_force) before = in_force->documents();
    } catch (const Error&) {
        return;  // nothing to compare with: it was said before that it is damaged
    }
    const std::uint64_t now = manifest.documents() + count.asked_for;
    const auto lost = static_cast<double>(before > now ? before - now : 0);
    if (lost <= options_.max_drop * static_cast<double>(before)) return;
    throw Error(ErrorCode::check_failed,
                "not published: the index would have " + std::to_string(manifest.documents()) +
                    " articles instead of " + std::to_string(before) + ", " +
                    percent(lost / static_cast<double>(before)) + " less, and --max-drop allows " +
                    percent(options_.max_drop) +
                    "; look whether files are missing, or run again with a larger --max-drop");
}

std::unique_ptr<BaseIndex> Publisher::publish(index::Manifest manifest,
                                              const BaseIndex* base) const {
    manifest.build = draw_build();
    manifest.created = index::universal_time_now();
    std::set<std::string> known;
    if (base != nullptr) {
        for (const auto& segment : base->manifest().segments) known.insert(segment.path);
    }
    for (const auto& segment : manifest.segments) {
        if (known.contains(segment.path)) continue;
        for (const auto& file : segment.files) index::check_content(directory_.root(), file);
    }
    auto opened = std::make_unique<BaseIndex>(directory_, manifest, manifest.analyzer);
    if (options_.check) options_.check(opened->open(), lexicon_);
    if (options_.writer.interrupted != nullptr && *options_.writer.interrupted) {
        throw Error(ErrorCode::interrupted, "interrupted; the index stays as it was");
    }
    directory_.publish(manifest);
    return opened;
}

void Publisher::sweep() const {
    try {
        directory_.sweep(options_.retention);
    } catch (const std::exception& error) {
        log_warning(std::string("old publications could not be removed: ") + error.what());
    }
}

}  // namespace kiosque::indexer
