#pragma once

#include <xapian.h>

#include "index/columns.hpp"
#include "index/forward_index.hpp"
#include "index/open_index.hpp"

namespace kiosque::search {

/// A segment as one thread reads it. What it refers to must outlive it.
struct Segment {
    const Xapian::Database& database;
    const index::Columns& columns;
    const index::ForwardIndex& forward;

    Segment(const index::OpenIndex& index, const index::Databases& databases, std::size_t number)
        : database(databases[number]),
          columns(index.columns(number)),
          forward(index.forward(number)) {}
};

}  // namespace kiosque::search
