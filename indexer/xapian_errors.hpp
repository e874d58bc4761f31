#pragma once

#include <filesystem>
#include <string>

#include <xapian.h>

#include "base/error.hpp"

namespace kiosque::indexer {

/// Runs `work`, telling what was being done when Xapian fails (most often: the disk is full).
template <typename Work>
auto with_context(const std::string& doing, const std::filesystem::path& path, Work work) {
    try {
        return work();
    } catch (const Xapian::Error& error) {
        throw Error(ErrorCode::io_failed,
                    "cannot " + doing + " " + path.string() + ": " + error.get_description());
    }
}

}  // namespace kiosque::indexer
