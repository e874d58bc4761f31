#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include "index/large_file.hpp"

namespace kiosque::indexer {

/// A file of a header and sections; each begins at a multiple of eight bytes, so that it can be
/// read where it is mapped. Throws Error(io_failed).
template <typename Header>
class FileLayout {
public:
    explicit FileLayout(std::filesystem::path path) : file_(std::move(path)) {
        append(std::string_view(reinterpret_cast<const char*>(&header), sizeof header));
    }

    /// Appends a section; gives back where it begins.
    std::uint64_t append(std::string_view section) {
        const std::uint64_t at = begin_section();
        file_.append(section);
        return at;
    }
    template <typename Row>
    std::uint64_t append(const std::vector<Row>& rows) {
        return append(std::string_view(reinterpret_cast<const char*>(rows.data()),
                                       rows.size() * sizeof(Row)));
    }

    /// Begins a section that `add` fills piece by piece; gives back where.
    std::uint64_t begin_section() {
        constexpr std::string_view kPadding("\0\0\0\0\0\0\0", 7);
        file_.append(kPadding.substr(0, (8 - file_.size() % 8) % 8));
        return file_.size();
    }
    void add(std::string_view bytes) { file_.append(bytes); }

    /// Writes the header as it stands by now, and syncs the file.
    void commit() {
        begin_section();
        file_.overwrite(0, {reinterpret_cast<const char*>(&header), sizeof header});
        file_.commit();
    }

    Header header;

private:
    index::LargeFile file_;
};

}  // namespace kiosque::indexer
