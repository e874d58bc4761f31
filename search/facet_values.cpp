#include "search/facet_values.hpp"

#include <algorithm>
#include <numeric>

#include "text/collation.hpp"

namespace kiosque::search {

using index::FacetKind;

FacetValues::FacetValues(const index::OpenIndex& index, std::size_t facet) {
    for (std::size_t i = 0; i < index.segments(); ++i) {
        columns_.push_back(&index.columns(i).facets()[facet]);
    }
    if (columns_.size() == 1) {
        size_ = columns_.front()->value_count();
    } else if (!columns_.empty()) {
        join();
    }
}

/// Gives the values of all segments their numbers, in the order in which each segment sorts them.
void FacetValues::join() {
    const bool is_number = columns_.front()->kind() == FacetKind::number;
    const auto is_before = [&](const Place& a, const Place& b) {
        const auto& of_a = *columns_[a.segment];
        const auto& of_b = *columns_[b.segment];
        return is_number ? of_a.number(a.ordinal) < of_b.number(b.ordinal)
                         : of_a.value(a.ordinal) < of_b.value(b.ordinal);
    };
    std::vector<Place> all;
    std::size_t largest = 0;
    for (std::uint32_t segment = 0; segment < columns_.size(); ++segment) {
        const std::size_t count = columns_[segment]->value_count();
        if (count > columns_[largest]->value_count()) largest = segment;
        numbers_.emplace_back(count);
        const auto middle = static_cast<std::ptrdiff_t>(all.size());
        for (std::uint32_t ordinal = 0; ordinal < count; ++ordinal) {
            all.push_back({segment, ordinal});
        }
        std::inplace_merge(all.begin(), all.begin() + middle, all.end(), is_before);
    }
    for (const Place& place : all) {
        if (places_.empty() || is_before(places_.back(), place)) places_.push_back(place);
        numbers_[place.segment][place.ordinal] = static_cast<std::uint32_t>(places_.size() - 1);
    }
    size_ = places_.size();
    ranks_.resize(size_);
    std::iota(ranks_.begin(), ranks_.end(), 0U);
    const bool is_text = !is_number && columns_.front()->kind() != FacetKind::date;
    if (is_text) rank_all(largest);
}

/// Texts: the order of the largest segment stands; the values that it lacks are put into it.
void FacetValues::rank_all(std::size_t largest) {
    const index::FacetColumn& base = *columns_[largest];
    std::vector<std::uint32_t> order(base.value_count());
    std::vector<bool> is_placed(size_);
    for (std::uint32_t ordinal = 0; ordinal < order.size(); ++ordinal) {
        const std::uint32_t value = numbers_[largest][ordinal];
        order[base.rank(ordinal)] = value;
        is_placed[value] = true;
    }
    const text::FrenchCollator collator;
    const auto is_before = [&](std::uint32_t a, std::uint32_t b) {
        return collator.is_before(text(a), text(b));
    };
    std::vector<std::uint32_t> others;
    for (std::uint32_t value = 0; value < size_; ++value) {
        if (!is_placed[value]) others.push_back(value);
    }
    std::sort(others.begin(), others.end(), is_before);
    std::vector<std::uint32_t> joined;
    joined.reserve(size_);
    auto from = order.begin();
    for (const std::uint32_t value : others) {
        const auto to = std::upper_bound(from, order.end(), value, is_before);
        joined.insert(joined.end(), from, to);
        joined.push_back(value);
        from = to;
    }
    joined.insert(joined.end(), from, order.end());
    for (std::uint32_t rank = 0; rank < joined.size(); ++rank) ranks_[joined[rank]] = rank;
}

std::string_view FacetValues::text(std::uint32_t value) const {
    if (places_.empty()) return columns_.front()->value(value);
    return columns_[places_[value].segment]->value(places_[value].ordinal);
}

std::string_view FacetValues::folded(std::uint32_t value) const {
    if (places_.empty()) return columns_.front()->folded(value);
    return columns_[places_[value].segment]->folded(places_[value].ordinal);
}

std::uint32_t FacetValues::rank(std::uint32_t value) const {
    return places_.empty() ? columns_.front()->rank(value) : ranks_[value];
}

std::optional<std::uint32_t> FacetValues::find(std::string_view text) const {
    for (std::size_t segment = 0; segment < columns_.size(); ++segment) {
        if (const auto ordinal = columns_[segment]->find(text)) return number(segment, *ordinal);
    }
    return {};
}

FacetTable::FacetTable(const index::OpenIndex& index)
    : index_(index), rows_(index.manifest().facets.size()) {}

const std::vector<index::FacetDefinition>& FacetTable::definitions() const {
    return index_.manifest().facets;
}

std::optional<std::size_t> FacetTable::find(std::string_view name) const {
    const auto& all = definitions();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& facet) { return facet.name == name; });
    if (found == all.end()) return {};
    return static_cast<std::size_t>(found - all.begin());
}

const FacetValues& FacetTable::values(std::size_t facet) const {
    Row& row = rows_[facet];
    std::call_once(row.once, [&] { row.values = std::make_unique<FacetValues>(index_, facet); });
    return *row.values;
}

}  // namespace kiosque::search
