#include "indexer/file_table.hpp"

#include <array>
#include <charconv>
#include <ctime>
#include <numeric>

#include <sys/stat.h>

#include "base/error.hpp"
#include "index/durable_file.hpp"
#include "index/file_check.hpp"

namespace kiosque::indexer {
namespace {

constexpr std::size_t kMostTables = 50;
constexpr std::string_view kGone = "-";
constexpr std::size_t kColumns = 8;

std::string escaped(std::string_view key) {
    std::string text;
    for (const char c : key) {
        if (c == '\\')
            text += "\\\\";
        else if (c == '\n')
            text += "\\n";
        else
            text += c;
    }
    return text;
}

std::string unescaped(std::string_view text) {
    std::string key;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_escape = text[i] == '\\' && i + 1 < text.size();
        if (is_escape) ++i;
        key += is_escape && text[i] == 'n' ? '\n' : text[i];
    }
    return key;
}

std::string joined(const std::vector<Fingerprint>& fingerprints) {
    std::string text;
    for (const auto& each : fingerprints) text += (text.empty() ? "" : ",") + each.text();
    return text;
}

/// Cuts a text off before the next separator, and the separator.
std::string_view cut(std::string_view& text, char separator) {
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view first = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return first;
}

template <typename Number>
bool read_number(std::string_view text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

bool read_fingerprints(std::string_view text, std::vector<Fingerprint>& fingerprints) {
    while (!text.empty()) {
        const auto parsed = Fingerprint::parse(cut(text, ','));
        if (!parsed) return false;
        fingerprints.push_back(*parsed);
    }
    return true;
}

std::string row_of(const std::string& key, const FileRecord& record) {
    const auto number = [](auto value) { return std::to_string(value) + '\t'; };
    return number(record.look.size) + number(record.look.modified) + number(record.look.changed) +
           record.content.text() + '\t' + (record.has_problems ? "p" : "-") + '\t' +
           joined(record.shadowed) + '\t' + joined(record.held) + '\t' + escaped(key) + '\n';
}

std::optional<FileRecord> record_from(const std::array<std::string_view, kColumns - 1>& columns) {
    FileRecord record;
    const auto content = Fingerprint::parse(columns[3]);
    const bool is_whole = read_number(columns[0], record.look.size) &&
                          read_number(columns[1], record.look.modified) &&
                          read_number(columns[2], record.look.changed) && content &&
                          read_fingerprints(columns[5], record.shadowed) &&
                          read_fingerprints(columns[6], record.held);
    if (!is_whole) return std::nullopt;
    record.content = *content;
    record.has_problems = columns[4] == "p";
    return record;
}

}  // namespace

std::optional<FileLook> look_at(const std::filesystem::path& file) {
    struct stat about {};
    if (::stat(file.c_str(), &about) != 0) return std::nullopt;
    const auto nanoseconds = [](const timespec& time) {
        return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
    };
    constexpr std::int64_t kTick = 2'000'000'000;
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    const std::int64_t settled = nanoseconds(now) - kTick;
    const auto size = static_cast<std::uint64_t>(about.st_size);
    const FileLook look{size, nanoseconds(about.st_mtim), nanoseconds(about.st_ctim)};
    return look.modified < settled && look.changed < settled ? look : FileLook{size, 0, 0};
}

FileTable::FileTable(const std::filesystem::path& root,
                     const std::vector<index::FileEntry>& tables) {
    for (const auto& table : tables) {
        index::check_content(root, table);
        const std::filesystem::path file = root / table.path;
        read(index::read_whole(file, table.bytes), file.string());
    }
    is_on_disk_ = true;
}

void FileTable::read(std::string_view rows, const std::string& where) {
    while (!rows.empty()) {
        std::string_view row = cut(rows, '\n');
        if (row.starts_with("-\t")) {
            erase(unescaped(row.substr(2)));
            continue;
        }
        std::array<std::string_view, kColumns - 1> columns;
        for (auto& column : columns) column = cut(row, '\t');
        auto record = record_from(columns);
        if (!record || row.empty()) {
            throw Error(ErrorCode::index_damaged,
                        where +
                            " is damaged: a row of it is no file; build the index again with "
                            "kiosque-index --rebuild");
        }
        set(unescaped(row), std::move(*record));
    }
}

const FileRecord* FileTable::find(std::string_view key) const {
    const auto found = files_.find(key);
    return found == files_.end() ? nullptr : &found->second;
}

void FileTable::set(const std::string& key, FileRecord record) {
    erase(key);
    note(key, record);
    files_.emplace(key, std::move(record));
    if (is_on_disk_) changed_.insert(key);
}

void FileTable::erase(const std::string& key) {
    const auto known = files_.find(key);
    if (known == files_.end()) return;
    unnote(key, known->second);
    files_.erase(known);
    if (is_on_disk_) changed_.insert(key);
}

void FileTable::note(const std::string& key, const FileRecord& record) {
    for (const auto& id : record.shadowed) shadows_[id].insert(key);
    for (const auto& id : record.held) holders_[id] = key;
}

void FileTable::unnote(const std::string& key, const FileRecord& record) {
    for (const auto& id : record.shadowed) {
        const auto files = shadows_.find(id);
        if (files == shadows_.end()) continue;
        files->second.erase(key);
        if (files->second.empty()) shadows_.erase(files);
    }
    for (const auto& id : record.held) {
        const auto holder = holders_.find(id);
        if (holder != holders_.end() && holder->second == key) holders_.erase(holder);
    }
}

const std::set<std::string>& FileTable::shadowed_in(const Fingerprint& id) const {
    static const std::set<std::string> none;
    const auto files = shadows_.find(id);
    return files == shadows_.end() ? none : files->second;
}

std::string FileTable::holder_of(const Fingerprint& id) const {
    const auto holder = holders_.find(id);
    return holder == holders_.end() ? "" : holder->second;
}

std::vector<index::FileEntry> FileTable::write(const std::filesystem::path& root,
                                               const std::string& path,
                                               std::vector<index::FileEntry> tables) {
    std::string rows;
    for (const auto& key : changed_) {
        const FileRecord* record = find(key);
        rows += record != nullptr ? row_of(key, *record)
                                  : std::string(kGone) + '\t' + escaped(key) + '\n';
    }
    const std::uint64_t later = std::accumulate(
        tables.empty() ? tables.end() : tables.begin() + 1, tables.end(),
        std::uint64_t{rows.size()},
        [](std::uint64_t sum, const index::FileEntry& table) { return sum + table.bytes; });
    const bool is_worth_it = !is_on_disk_ || tables.empty() || tables.size() >= kMostTables ||
                             later > tables.front().bytes / 2;
    if (is_worth_it) {
        tables.clear();
        rows.clear();
        for (const auto& [key, record] : files_) rows += row_of(key, record);
    }
    const std::filesystem::path file = root / path;
    std::filesystem::create_directories(file.parent_path());
    index::write_durably(file, rows);
    tables.push_back(index::describe_file(root, path));
    changed_.clear();
    is_on_disk_ = true;
    return tables;
}

}  // namespace kiosque::indexer
