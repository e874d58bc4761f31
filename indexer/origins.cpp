#include "indexer/origins.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "indexer/file_layout.hpp"

namespace kiosque::indexer {
std::uint32_t OriginsWriter::number_of(std::string_view file) {
    const auto known = numbers_.find(file);
    if (known != numbers_.end()) return known->second;
    return numbers_.emplace(file, static_cast<std::uint32_t>(numbers_.size())).first->second;
}

void OriginsWriter::add(const Origin& origin) {
    rows_.push_back({origin.id, origin.article, origin.place, number_of(origin.file)});
}

void OriginsWriter::append(const OriginsWriter& other) {
    std::vector<std::uint32_t> ours(other.numbers_.size());
    for (const auto& [file, number] : other.numbers_) ours[number] = number_of(file);
    for (OriginRow row : other.rows_) {
        row.file = ours[row.file];
        rows_.push_back(row);
    }
}

void OriginsWriter::write(const std::filesystem::path& file) const {
    std::vector<std::uint32_t> ends;
    std::vector<std::uint32_t> sorted(numbers_.size());  // numbers in the order of the names
    std::string names;
    for (const auto& [name, number] : numbers_) {
        sorted[number] = static_cast<std::uint32_t>(ends.size());
        names += name;
        ends.push_back(static_cast<std::uint32_t>(names.size()));
    }
    std::vector<OriginRow> rows = rows_;
    for (auto& row : rows) row.file = sorted[row.file];
    FileLayout<OriginsHeader> layout(file);
    OriginsHeader& header = layout.header;
    header.documents = static_cast<std::uint32_t>(rows.size());
    header.files = static_cast<std::uint32_t>(ends.size());
    header.file_ends_offset = layout.append(ends);
    header.file_bytes_offset = layout.append(names);
    header.rows_offset = layout.append(rows);
    layout.commit();
}

Origins::Origins(const std::filesystem::path& file) : file_(file, sizeof(OriginsHeader)) {
    OriginsHeader header;
    std::memcpy(&header, file_.bytes().data(), sizeof header);
    const OriginsHeader expected;
    if (header.magic != expected.magic || header.version != expected.version) {
        file_.damaged("it is no table of origins of this version");
    }
    files_ =
        index::TextSection(file_, header.file_ends_offset, header.files, header.file_bytes_offset);
    rows_ = file_.numbers<OriginRow>(header.rows_offset, header.documents);
    const bool has_files = std::all_of(
        rows_.begin(), rows_.end(), [&](const OriginRow& row) { return row.file < header.files; });
    if (!has_files) file_.damaged("a document is of no file");
    file_starts_.assign(std::size_t{header.files} + 2, 0);
    for (const auto& row : rows_) ++file_starts_[row.file + 2];
    std::partial_sum(file_starts_.begin(), file_starts_.end(), file_starts_.begin());
    by_file_.resize(rows_.size());
    for (std::uint32_t i = 0; i < rows_.size(); ++i) {
        by_file_[file_starts_[rows_[i].file + 1]++] = i + 1;
    }
}

std::span<const std::uint32_t> Origins::documents_of(std::string_view file) const {
    std::uint32_t low = 0;
    for (auto high = static_cast<std::uint32_t>(files_.size()); low < high;) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (files_[middle] < file) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == files_.size() || files_[low] != file) return {};
    const std::span<const std::uint32_t> all = by_file_;
    return all.subspan(file_starts_[low], file_starts_[low + 1] - file_starts_[low]);
}

}  // namespace kiosque::indexer
