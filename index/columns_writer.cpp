#include <algorithm>
#include <cstring>
#include <map>

#include <zlib.h>

#include "index/columns.hpp"
#include "index/columns_format.hpp"
#include "index/durable_file.hpp"

namespace kiosque::index {
namespace {

/// Grows the file in memory; offsets are from its start.
class Layout {
public:
    std::uint32_t append(std::string_view bytes) {
        const auto at = static_cast<std::uint32_t>(bytes_.size());
        bytes_.append(bytes);
        bytes_.append((4 - bytes_.size() % 4) % 4, '\0');
        return at;
    }
    template <typename Number>
    std::uint32_t append(const std::vector<Number>& numbers) {
        return append(std::string_view(reinterpret_cast<const char*>(numbers.data()),
                                       numbers.size() * sizeof(Number)));
    }
    template <typename Record>
    void overwrite(std::size_t at, const Record& record) {
        std::memcpy(bytes_.data() + at, &record, sizeof record);
    }
    const std::string& bytes() const { return bytes_; }

private:
    std::string bytes_;
};

/// One facet's sections, made from what the documents have.
struct FacetSections {
    std::vector<std::uint32_t> value_ends;
    std::string value_bytes;
    std::vector<std::uint32_t> starts;  ///< one row more than documents, row 0 for no document
    std::vector<std::uint32_t> ordinals;
};

template <typename ValuesOf>
FacetSections make_sections(std::size_t documents, ValuesOf values_of) {
    std::map<std::string_view, std::uint32_t> ordinal_of;
    for (std::size_t d = 0; d < documents; ++d) {
        for (const auto& value : values_of(d)) ordinal_of.emplace(value, 0);
    }
    FacetSections sections;
    std::uint32_t next = 0;
    for (auto& [value, ordinal] : ordinal_of) {
        ordinal = next++;
        sections.value_bytes.append(value);
        sections.value_ends.push_back(static_cast<std::uint32_t>(sections.value_bytes.size()));
    }
    sections.starts = {0, 0};
    for (std::size_t d = 0; d < documents; ++d) {
        std::vector<std::uint32_t> row;
        for (const auto& value : values_of(d)) row.push_back(ordinal_of.at(value));
        std::sort(row.begin(), row.end());
        row.erase(std::unique(row.begin(), row.end()), row.end());
        sections.ordinals.insert(sections.ordinals.end(), row.begin(), row.end());
        sections.starts.push_back(static_cast<std::uint32_t>(sections.ordinals.size()));
    }
    return sections;
}

}  // namespace

void ColumnsWriter::add(std::optional<Day> day,
                        std::vector<std::vector<std::string>> values_by_facet) {
    days_.push_back(day ? static_cast<std::int32_t>(day->time_since_epoch().count()) : kNoDay);
    values_.push_back(std::move(values_by_facet));
}

std::uint32_t ColumnsWriter::write(const std::filesystem::path& file,
                                   const std::vector<std::string>& facets) const {
    Layout layout;
    ColumnsHeader header;
    header.documents = static_cast<std::uint32_t>(days_.size());
    header.facets = static_cast<std::uint32_t>(facets.size());
    layout.append(std::string(sizeof header + facets.size() * sizeof(FacetHeader), '\0'));

    std::vector<std::int32_t> days{kNoDay};
    days.insert(days.end(), days_.begin(), days_.end());
    header.days_offset = layout.append(days);
    layout.overwrite(0, header);

    for (std::size_t f = 0; f < facets.size(); ++f) {
        const FacetSections sections = make_sections(
            days_.size(), [&](std::size_t d) -> const auto& { return values_[d].at(f); });
        FacetHeader facet;
        facet.name_bytes = static_cast<std::uint32_t>(facets[f].size());
        facet.name_offset = layout.append(facets[f]);
        facet.values = static_cast<std::uint32_t>(sections.value_ends.size());
        facet.value_ends_offset = layout.append(sections.value_ends);
        facet.value_bytes_offset = layout.append(sections.value_bytes);
        facet.starts_offset = layout.append(sections.starts);
        facet.ordinals = static_cast<std::uint32_t>(sections.ordinals.size());
        facet.ordinals_offset = layout.append(sections.ordinals);
        layout.overwrite(sizeof header + f * sizeof facet, facet);
    }
    write_durably(file, layout.bytes());
    return static_cast<std::uint32_t>(::crc32_z(
        0, reinterpret_cast<const unsigned char*>(layout.bytes().data()), layout.bytes().size()));
}

}  // namespace kiosque::index
