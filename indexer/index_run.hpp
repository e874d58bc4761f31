#pragma once

#include <iosfwd>

#include "indexer/run_options.hpp"

namespace kiosque::indexer {

/// Brings the index to the state of its sources: reads what is new or has changed since the last
/// publication, or everything when there is none of this program and these sources, and joins
/// segments where there are many.
///
/// A file that cannot be read is a problem of its own and the rest is indexed. Where nothing has
/// changed, or there would be no article at all, the index stays as it was. Throws Error for what
/// ends the run; the index stays as it was then, too.
RunTotals run_indexer(const RunOptions& options, std::ostream& people);

}  // namespace kiosque::indexer
