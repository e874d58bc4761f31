#include "indexer/columns_writer.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <string_view>

#include "base/error.hpp"
#include "index/columns_format.hpp"
#include "index/durable_file.hpp"
#include "text/collation.hpp"
#include "text/normalization.hpp"

namespace kiosque::indexer {
namespace {

using Numbers = std::vector<std::uint32_t>;

/// Grows the file in memory; offsets are from its start.
class Layout {
public:
    std::uint32_t append(std::string_view bytes) {
        const std::size_t at = bytes_.size();
        if (at + bytes.size() > UINT32_MAX) {
            throw Error(ErrorCode::io_failed,
                        "the facets of one segment take more than 4 GiB; leave out what has too "
                        "many values");
        }
        bytes_.append(bytes);
        bytes_.append((4 - bytes_.size() % 4) % 4, '\0');
        return static_cast<std::uint32_t>(at);
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

/// The ends and the bytes of texts.
struct Texts {
    Numbers ends;
    std::string bytes;

    void add(std::string_view text) {
        bytes.append(text);
        ends.push_back(static_cast<std::uint32_t>(bytes.size()));
    }
};

/// Values in the order of their ordinals.
std::vector<std::string_view> in_order(const std::unordered_map<std::string, std::uint32_t>& values,
                                       index::FacetKind kind) {
    std::vector<std::string_view> sorted;
    sorted.reserve(values.size());
    for (const auto& [value, number] : values) sorted.push_back(value);
    if (kind == index::FacetKind::number) {
        const auto size = [](std::string_view v) { return index::read_number(v).value_or(0); };
        std::sort(sorted.begin(), sorted.end(), [&](auto a, auto b) { return size(a) < size(b); });
    } else {
        std::sort(sorted.begin(), sorted.end());
    }
    return sorted;
}

/// The place of each value in the order of names; numbers and days are in it already.
Numbers ranks_of(const std::vector<std::string_view>& values, index::FacetKind kind) {
    Numbers order(values.size());
    std::iota(order.begin(), order.end(), 0U);
    if (kind == index::FacetKind::number || kind == index::FacetKind::date) return order;
    const text::FrenchCollator collator;
    std::vector<std::string> keys;
    keys.reserve(values.size());
    for (const auto value : values) keys.push_back(collator.sort_key(value));
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; });
    Numbers ranks(order.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) ranks[order[rank]] = rank;
    return ranks;
}

/// The ordinals of each document, ascending, in place of the numbers in which values came.
Numbers ordinals_of(const Numbers& starts, const Numbers& numbers, const Numbers& ordinal_of) {
    Numbers ordinals(numbers.size());
    std::transform(numbers.begin(), numbers.end(), ordinals.begin(),
                   [&](std::uint32_t number) { return ordinal_of[number]; });
    for (std::size_t row = 0; row + 1 < starts.size(); ++row) {
        std::sort(ordinals.begin() + starts[row], ordinals.begin() + starts[row + 1]);
    }
    return ordinals;
}

}  // namespace

ColumnsWriter::ColumnsWriter(const std::vector<index::FacetDefinition>& facets) {
    for (const auto& facet : facets) {
        columns_.emplace_back();
        columns_.back().facet = facet;
    }
}

void ColumnsWriter::add(std::optional<Day> day,
                        const std::vector<std::vector<std::string>>& values_by_facet) {
    days_.push_back(day ? static_cast<std::int32_t>(day->time_since_epoch().count())
                        : index::kNoDay);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        Column& column = columns_[i];
        const std::uint32_t begin = column.starts.back();
        for (const auto& value : values_by_facet.at(i)) {
            const auto next = static_cast<std::uint32_t>(column.numbers.size());
            const std::uint32_t number = column.numbers.try_emplace(value, next).first->second;
            const bool is_again = std::find(column.values.begin() + begin, column.values.end(),
                                            number) != column.values.end();
            if (!is_again) column.values.push_back(number);
        }
        column.starts.push_back(static_cast<std::uint32_t>(column.values.size()));
    }
}

void ColumnsWriter::append(const ColumnsWriter& other) {
    days_.insert(days_.end(), other.days_.begin() + 1, other.days_.end());
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        Column& column = columns_[i];
        const Column& more = other.columns_[i];
        Numbers ours(more.numbers.size());
        // In the order in which they came, so that the same documents give the same numbers.
        std::vector<const std::string*> texts(more.numbers.size());
        for (const auto& [value, number] : more.numbers) texts[number] = &value;
        for (std::uint32_t number = 0; number < texts.size(); ++number) {
            const auto next = static_cast<std::uint32_t>(column.numbers.size());
            ours[number] = column.numbers.try_emplace(*texts[number], next).first->second;
        }
        const auto before = static_cast<std::uint32_t>(column.values.size());
        for (const auto number : more.values) column.values.push_back(ours[number]);
        for (std::size_t row = 2; row < more.starts.size(); ++row) {
            column.starts.push_back(before + more.starts[row]);
        }
    }
}

void ColumnsWriter::write(const std::filesystem::path& file) const {
    Layout layout;
    index::ColumnsHeader header;
    header.documents = static_cast<std::uint32_t>(documents());
    header.facets = static_cast<std::uint32_t>(columns_.size());
    layout.append(std::string(sizeof header + columns_.size() * sizeof(index::FacetHeader), '\0'));
    header.days_offset = layout.append(days_);
    layout.overwrite(0, header);

    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const Column& column = columns_[i];
        const auto values = in_order(column.numbers, column.facet.kind);
        Texts written;
        Texts folded;
        Numbers ordinal_of(values.size());
        for (std::uint32_t ordinal = 0; ordinal < values.size(); ++ordinal) {
            written.add(values[ordinal]);
            folded.add(text::fold_words(values[ordinal]));
            ordinal_of[column.numbers.at(std::string(values[ordinal]))] = ordinal;
        }
        const Numbers ordinals = ordinals_of(column.starts, column.values, ordinal_of);
        Numbers totals(values.size());
        for (const auto ordinal : ordinals) ++totals[ordinal];

        index::FacetHeader row;
        row.name_bytes = static_cast<std::uint32_t>(column.facet.name.size());
        row.name_offset = layout.append(column.facet.name);
        row.kind = static_cast<std::uint32_t>(column.facet.kind);
        row.values = static_cast<std::uint32_t>(values.size());
        row.value_ends_offset = layout.append(written.ends);
        row.value_bytes_offset = layout.append(written.bytes);
        row.folded_ends_offset = layout.append(folded.ends);
        row.folded_bytes_offset = layout.append(folded.bytes);
        row.ranks_offset = layout.append(ranks_of(values, column.facet.kind));
        row.totals_offset = layout.append(totals);
        row.starts_offset = layout.append(column.starts);
        row.ordinals = static_cast<std::uint32_t>(ordinals.size());
        row.ordinals_offset = layout.append(ordinals);
        layout.overwrite(sizeof header + i * sizeof row, row);
    }
    index::write_durably(file, layout.bytes());
}

}  // namespace kiosque::indexer
