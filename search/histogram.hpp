#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "index/document_set.hpp"
#include "index/open_index.hpp"
#include "search/facet_values.hpp"
#include "search/request.hpp"

namespace kiosque::search {

/// A step of a histogram and how many documents fall into it.
struct Bucket {
    std::string name;  ///< as a filter takes it: "2013-07", "10..<20"
    std::size_t count = 0;
    std::vector<std::size_t> by_series;  ///< one count a series
};

/// Counts documents by the step that their day or number falls into; those of several values once
/// in each step.
class Histogram {
public:
    /// Empty steps between others are listed too, unless the list grew longer than this: an article
    /// dated by mistake to the year 1 would give every day since.
    static constexpr std::int64_t kMostBuckets = 10'000;

    /// Numbers have at most so many steps from zero; beyond, a double no longer tells them apart.
    static constexpr double kMostStepsFromZero = 1e12;

    /// `values` of the facet, or nullptr for the day of the article. Of `request` the steps are
    /// looked at; throws Error(invalid_parameter) for a step too small for the facet's numbers.
    /// `series` are values of another facet, `series_of` numbers them for each of its values,
    /// kNoSeries for those that are not counted. All must outlive the histogram.
    Histogram(const index::OpenIndex& index, const FacetValues* values,
              const FacetRequest& request);

    static constexpr std::uint32_t kNoSeries = UINT32_MAX;
    void stack_by(const FacetValues& values, std::vector<std::uint32_t> series_of,
                  std::size_t series);

    /// The steps from the first to the last that has a document. Throws Error(invalid_parameter)
    /// when numbers fall into more than kMostBuckets.
    std::vector<Bucket> count(const std::vector<index::DocumentSet>& sets);

private:
    class SegmentKeys;
    struct Slot {
        std::int64_t bucket;
        std::size_t count = 0;
        std::vector<std::size_t> by_series;
    };

    [[noreturn]] void refuse_step(double smallest) const;
    std::int64_t bucket_of_day(std::int32_t day) const;
    std::int64_t bucket_of_number(double number) const;
    double lower_end(std::int64_t bucket) const;
    std::string name_of(std::int64_t bucket) const;
    std::uint32_t slot_of(std::int64_t bucket);
    void count_segment(std::size_t segment, const index::DocumentSet& set);
    std::vector<Bucket> listed();

    const index::OpenIndex& index_;
    const FacetValues* values_;
    const FacetRequest& request_;
    const FacetValues* stacked_ = nullptr;
    std::vector<std::uint32_t> series_of_;
    std::size_t series_ = 0;
    std::vector<Slot> slots_;  ///< as they were met
    std::unordered_map<std::int64_t, std::uint32_t> slot_by_bucket_;
};

}  // namespace kiosque::search
