#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/columns.hpp"
#include "index/document_set.hpp"
#include "search/request.hpp"

namespace kiosque::search {

/// The documents of a segment that have one of some values.
class ValueMatcher {
public:
    /// `column` must outlive the matcher. A text that names no value of it matches nothing.
    ValueMatcher(const index::FacetColumn& column, const std::vector<std::string>& texts);

    bool matches(std::size_t document) const;

private:
    const index::FacetColumn& column_;
    std::vector<bool> is_wanted_;  ///< by ordinal; empty when nothing is
};

/// The documents of `found` that a filter lets through (`is_kept`), or those that it does not.
index::DocumentSet filter_by_value(const index::FacetColumn& column, const FacetFilter& filter,
                                   const index::DocumentSet& found, bool is_kept);

}  // namespace kiosque::search
