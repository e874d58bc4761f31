#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include <xapian.h>

#include "index/columns.hpp"
#include "index/forward_index.hpp"
#include "index/open_index.hpp"

namespace kiosque::search {

/// A segment as one thread reads it. What it refers to must outlive it.
struct Segment {
    const index::OpenIndex& index;
    const std::size_t number;
    const Xapian::Database& database;
    const index::Columns& columns;
    const index::ForwardIndex& forward;

    Segment(const index::OpenIndex& whole, const index::Databases& databases, std::size_t segment)
        : index(whole),
          number(segment),
          database(databases[segment]),
          columns(whole.columns(segment)),
          forward(whole.forward(segment)) {}

    std::shared_ptr<const index::PostingList> postings(const std::string& term) const {
        return index.postings(number, database, term);
    }
};

}  // namespace kiosque::search
