#include "indexer/publications.hpp"

#include <array>
#include <cstdio>
#include <map>
#include <ostream>

#include "base/error.hpp"
#include "index/file_check.hpp"
#include "index/index_directory.hpp"
#include "index/index_lock.hpp"

namespace kiosque::indexer {
namespace {

std::string megabytes(std::uint64_t bytes) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f MB", static_cast<double>(bytes) / 1e6);
    return text.data();
}

/// What a publication needs on disk.
std::vector<index::FileEntry> files_of(const index::Manifest& manifest) {
    std::vector<index::FileEntry> files = manifest.file_tables;
    for (const auto& segment : manifest.segments) {
        files.insert(files.end(), segment.files.begin(), segment.files.end());
        if (segment.tombstones) files.push_back(*segment.tombstones);
    }
    return files;
}

/// What is wrong with a file; empty for nothing. Each is read once.
class FileChecks {
public:
    explicit FileChecks(const index::IndexDirectory& directory) : directory_(directory) {}

    const std::string& check(const index::FileEntry& file) {
        const auto [known, is_new] = checked_.try_emplace(file.path);
        if (is_new) {
            try {
                index::check_content(directory_.root(), file);
            } catch (const Error& error) {
                known->second = error.what();
            }
        }
        return known->second;
    }

private:
    const index::IndexDirectory& directory_;
    std::map<std::string, std::string> checked_;
};

std::string line_of(const index::Manifest& manifest) {
    std::array<char, 128> text{};
    std::snprintf(text.data(), text.size(), "%-9s %s %10llu articles %3zu segments %12s",
                  manifest.name().c_str(), manifest.created.c_str(),
                  static_cast<unsigned long long>(manifest.documents()), manifest.segments.size(),
                  megabytes(manifest.bytes()).c_str());
    return text.data();
}

/// The name of what is in force; when it is damaged an empty one, which is told. Throws
/// Error(index_missing) when there is nothing.
std::string name_in_force(const index::IndexDirectory& directory, std::ostream& out) {
    try {
        if (const auto manifest = directory.current()) return manifest->name();
    } catch (const Error& error) {
        out << error.what() << '\n';
        return {};
    }
    throw Error(ErrorCode::index_missing, "nothing has been published in " +
                                              directory.root().string() +
                                              "; make an index with kiosque-index --index " +
                                              directory.root().string() + " FOLDER");
}

}  // namespace

void list_publications(const std::filesystem::path& index, std::ostream& out) {
    const index::IndexDirectory directory(index);
    const std::string now = name_in_force(directory, out);
    const auto withdrawn = directory.withdrawn();
    for (const auto& manifest : directory.published()) {
        out << line_of(manifest);
        if (manifest.name() == now) out << "  in force";
        if (withdrawn && manifest.name() == withdrawn->name()) out << "  rolled back";
        out << '\n';
    }
}

bool verify_index(const std::filesystem::path& index, std::ostream& out) {
    const index::IndexDirectory directory(index);
    const std::string now = name_in_force(directory, out);
    FileChecks checks(directory);
    bool is_whole = !now.empty();
    for (const auto& manifest : directory.published()) {
        std::string damage;
        const auto files = files_of(manifest);
        for (const auto& file : files) {
            const std::string& wrong = checks.check(file);
            if (!wrong.empty()) damage += "  " + wrong + '\n';
        }
        out << line_of(manifest) << "  " << files.size() << " files "
            << (damage.empty() ? "whole" : "DAMAGED")
            << (manifest.name() == now ? ", in force\n" : "\n") << damage;
        if (!damage.empty()) is_whole = false;
    }
    return is_whole;
}

std::string roll_back(const std::filesystem::path& index, const std::optional<std::string>& to) {
    const index::IndexDirectory directory(index);
    if (directory.current_name().empty()) {
        throw Error(ErrorCode::index_missing,
                    "nothing has been published in " + directory.root().string());
    }
    const index::IndexLock lock(directory);
    FileChecks checks(directory);
    for (const auto& file : files_of(directory.before(to))) {
        const std::string& wrong = checks.check(file);
        if (!wrong.empty()) throw Error(ErrorCode::index_damaged, wrong);
    }
    return directory.roll_back(to).name();
}

}  // namespace kiosque::indexer
