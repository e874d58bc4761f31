#include "index/columns.hpp"

#include <algorithm>
#include <string>

#include "index/columns_format.hpp"

namespace kiosque::index {

namespace {

/// The first of `count` ordinals for which `is_before` no longer holds.
template <typename IsBefore>
std::uint32_t first_not(std::size_t count, IsBefore is_before) {
    std::uint32_t low = 0;
    auto high = static_cast<std::uint32_t>(count);
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (is_before(middle)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

}  // namespace

std::uint32_t FacetColumn::lower_bound(std::string_view wanted) const {
    return first_not(value_count(), [&](std::uint32_t i) { return value(i) < wanted; });
}

std::uint32_t FacetColumn::lower_bound(double wanted) const {
    return first_not(value_count(), [&](std::uint32_t i) { return number(i) < wanted; });
}

std::optional<std::uint32_t> FacetColumn::find(std::string_view wanted) const {
    const auto numeric = kind_ == FacetKind::number ? read_number(wanted) : std::nullopt;
    if (kind_ == FacetKind::number && !numeric) return {};
    const std::uint32_t ordinal = numeric ? lower_bound(*numeric) : lower_bound(wanted);
    if (ordinal == value_count()) return {};
    const bool is_it = numeric ? number(ordinal) == *numeric : value(ordinal) == wanted;
    if (!is_it) return {};
    return ordinal;
}

Columns::Columns(const std::filesystem::path& file) : file_(file, sizeof(ColumnsHeader)) {
    const ColumnsHeader header = file_.numbers<ColumnsHeader>(0, 1)[0];
    const ColumnsHeader expected;
    if (header.magic != expected.magic || header.version != expected.version) {
        file_.damaged("it is no columns file of version " + std::to_string(expected.version));
    }
    const std::uint64_t documents = header.documents;
    days_ = file_.numbers<std::int32_t>(header.days_offset, documents + 1);
    for (const auto& row : file_.numbers<FacetHeader>(sizeof header, header.facets)) {
        FacetColumn facet;
        facet.name_ = file_.text(row.name_offset, row.name_bytes);
        const auto refuse = [&](const std::string& why) {
            file_.damaged("the facet '" + std::string(facet.name_) + "' " + why);
        };
        if (row.kind >= kFacetKinds.size()) refuse("is of no known kind");
        facet.kind_ = static_cast<FacetKind>(row.kind);
        facet.values_ =
            TextSection(file_, row.value_ends_offset, row.values, row.value_bytes_offset);
        facet.folded_ =
            TextSection(file_, row.folded_ends_offset, row.values, row.folded_bytes_offset);
        facet.ranks_ = file_.numbers<std::uint32_t>(row.ranks_offset, row.values);
        facet.totals_ = file_.numbers<std::uint32_t>(row.totals_offset, row.values);
        facet.starts_ = file_.numbers<std::uint32_t>(row.starts_offset, documents + 2);
        facet.ordinals_ = file_.numbers<std::uint32_t>(row.ordinals_offset, row.ordinals);
        const auto is_below = [&](std::uint32_t ordinal) { return ordinal < row.values; };
        if (!std::is_sorted(facet.starts_.begin(), facet.starts_.end()) ||
            facet.starts_.back() > row.ordinals ||
            !std::all_of(facet.ordinals_.begin(), facet.ordinals_.end(), is_below) ||
            !std::all_of(facet.ranks_.begin(), facet.ranks_.end(), is_below) ||
            !std::all_of(facet.totals_.begin(), facet.totals_.end(),
                         [&](std::uint32_t total) { return total <= documents; })) {
            refuse("points outside of it");
        }
        facets_.push_back(facet);
    }
}

const FacetColumn* Columns::facet(std::string_view name) const {
    const auto found = std::find_if(facets_.begin(), facets_.end(),
                                    [&](const auto& facet) { return facet.name() == name; });
    return found == facets_.end() ? nullptr : &*found;
}

}  // namespace kiosque::index
