#include "search/histogram.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <utility>

#include "base/error.hpp"
#include "search/date_buckets.hpp"
#include "search/day_range.hpp"

namespace kiosque::search {
namespace {

constexpr std::uint32_t kUnknown = UINT32_MAX;

/// `number` as a person would write it: 0.3 rather than 0.30000000000000004.
double rounded(double number) {
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%.15g", number);
    double plain = number;
    std::from_chars(text.data(), text.data() + text.size(), plain);
    return plain;
}

}  // namespace

/// The days or ordinals of a segment's documents, as numbers that are small unless days lie very
/// far apart.
class Histogram::SegmentKeys {
public:
    SegmentKeys(const index::Columns& columns, const FacetValues* values, std::size_t segment,
                const index::DocumentSet& set)
        : columns_(columns), facet_(values == nullptr ? nullptr : &values->column(segment)) {
        if (facet_ != nullptr) {
            small_ = facet_->value_count();
            return;
        }
        std::int32_t first = INT32_MAX;
        std::int32_t last = INT32_MIN;
        std::int64_t sum = 0;
        std::int64_t dated = 0;
        set.for_each([&](std::size_t document) {
            const std::int32_t day = columns_.day(document);
            if (day == index::kNoDay) return;
            first = std::min(first, day);
            last = std::max(last, day);
            sum += day;
            ++dated;
        });
        if (dated == 0) return;
        if (last - first < kMostDays) {
            first_day_ = first;
            small_ = static_cast<std::size_t>(last - first) + 1;
        } else {
            first_day_ = static_cast<std::int32_t>(sum / dated) - kMostDays / 2;
            small_ = kMostDays;
        }
    }

    /// Keys below are worth a table; those of days far from their mean are not.
    std::size_t small() const { return small_; }

    /// Calls `visit` with each key of a document; those of one step stand side by side.
    template <typename Visit>
    void for_each(std::size_t document, Visit visit) const {
        if (facet_ != nullptr) {
            for (const auto ordinal : facet_->ordinals(document)) visit(ordinal);
        } else if (columns_.day(document) != index::kNoDay) {
            visit(static_cast<std::uint32_t>(columns_.day(document) - first_day_));
        }
    }

    /// Of the day of an article.
    std::int32_t day(std::uint32_t key) const {
        return first_day_ + static_cast<std::int32_t>(key);
    }

private:
    /// 179 years. An article dated to the year 1 by mistake would make the table 70 times as large.
    static constexpr std::int32_t kMostDays = 1 << 16;

    const index::Columns& columns_;
    const index::FacetColumn* facet_;
    std::int32_t first_day_ = 0;
    std::size_t small_ = 0;
};

Histogram::Histogram(const index::OpenIndex& index, const FacetValues* values,
                     const FacetRequest& request)
    : index_(index), values_(values), request_(request) {
    if (!request.number_step || values->size() == 0) return;
    const auto size = [&](std::size_t value) {
        const auto text = values->text(static_cast<std::uint32_t>(value));
        return std::abs(index::read_number(text).value_or(0));
    };
    const double largest = std::max(size(0), size(values->size() - 1));
    const double smallest_step = largest / kMostStepsFromZero;
    if (*request.number_step < smallest_step) refuse_step(smallest_step);
}

void Histogram::refuse_step(double smallest) const {
    // Two digits, rounded up, so that who follows the advice is not refused again.
    const double digit = std::pow(10, std::floor(std::log10(smallest)) - 1);
    smallest = std::ceil(smallest / digit * 1.01) * digit;
    throw Error(ErrorCode::invalid_parameter, "facets",
                "'facets' must give '" + request_.name + "' a step of at least " +
                    index::write_number(rounded(smallest)) +
                    " for the numbers that it has, but gives " +
                    index::write_number(*request_.number_step));
}

void Histogram::stack_by(const FacetValues& values, std::vector<std::uint32_t> series_of,
                         std::size_t series) {
    stacked_ = &values;
    series_of_ = std::move(series_of);
    series_ = series;
}

std::int64_t Histogram::bucket_of_day(std::int32_t day) const {
    return date_bucket(Day(std::chrono::days(day)), *request_.date_step);
}

double Histogram::lower_end(std::int64_t bucket) const {
    return rounded(static_cast<double>(bucket) * *request_.number_step);
}

/// A step holds what a filter by its name finds, to the last digit.
std::int64_t Histogram::bucket_of_number(double number) const {
    auto bucket = static_cast<std::int64_t>(std::floor(number / *request_.number_step));
    while (number < lower_end(bucket)) --bucket;
    while (number >= lower_end(bucket + 1)) ++bucket;
    return bucket;
}

std::string Histogram::name_of(std::int64_t bucket) const {
    if (request_.date_step) return date_bucket_name(bucket, *request_.date_step);
    return index::write_number(lower_end(bucket)) + "..<" +
           index::write_number(lower_end(bucket + 1));
}

std::uint32_t Histogram::slot_of(std::int64_t bucket) {
    const auto next = static_cast<std::uint32_t>(slots_.size());
    const auto [row, is_new] = slot_by_bucket_.try_emplace(bucket, next);
    if (is_new) slots_.push_back({bucket, 0, std::vector<std::size_t>(series_)});
    if (request_.number_step && slots_.size() > kMostBuckets) {
        const FacetValues& all = *values_;
        const auto end = [&](std::size_t value) {
            return index::read_number(all.text(static_cast<std::uint32_t>(value))).value_or(0);
        };
        refuse_step((end(all.size() - 1) - end(0)) / kMostBuckets);
    }
    return row->second;
}

void Histogram::count_segment(std::size_t segment, const index::DocumentSet& set) {
    const SegmentKeys keys(index_.columns(segment), values_, segment, set);
    std::vector<std::uint32_t> known(keys.small(), kUnknown);
    const auto bucket_of = [&](std::uint32_t key) {
        if (values_ == nullptr) return bucket_of_day(keys.day(key));
        const index::FacetColumn& column = values_->column(segment);
        if (request_.number_step) return bucket_of_number(column.number(key));
        const auto days = parse_iso_range(column.value(key), Day());
        const Day day = days ? days->first.value_or(Day()) : Day();
        return bucket_of_day(static_cast<std::int32_t>(day.time_since_epoch().count()));
    };
    const auto slot_of_key = [&](std::uint32_t key) {
        if (key >= known.size()) return slot_of(bucket_of(key));
        if (known[key] == kUnknown) known[key] = slot_of(bucket_of(key));
        return known[key];
    };
    set.for_each([&](std::size_t document) {
        std::uint32_t before = kUnknown;
        keys.for_each(document, [&](std::uint32_t key) {
            const std::uint32_t own = slot_of_key(key);
            if (own == before) return;
            before = own;
            Slot& slot = slots_[own];
            ++slot.count;
            if (stacked_ == nullptr) return;
            for (const auto ordinal : stacked_->column(segment).ordinals(document)) {
                const std::uint32_t series = series_of_[stacked_->number(segment, ordinal)];
                if (series != kNoSeries) ++slot.by_series[series];
            }
        });
    });
}

std::vector<Bucket> Histogram::count(const std::vector<index::DocumentSet>& sets) {
    slots_.clear();
    slot_by_bucket_.clear();
    for (std::size_t segment = 0; segment < sets.size(); ++segment) {
        count_segment(segment, sets[segment]);
    }
    std::sort(slots_.begin(), slots_.end(),
              [](const Slot& a, const Slot& b) { return a.bucket < b.bucket; });
    return listed();
}

std::vector<Bucket> Histogram::listed() {
    std::vector<Bucket> buckets;
    if (slots_.empty()) return buckets;
    const bool fills = slots_.back().bucket - slots_.front().bucket < kMostBuckets;
    std::int64_t next = slots_.front().bucket;
    for (auto& slot : slots_) {
        for (; fills && next < slot.bucket; ++next) {
            buckets.push_back({name_of(next), 0, std::vector<std::size_t>(series_)});
        }
        buckets.push_back({name_of(slot.bucket), slot.count, std::move(slot.by_series)});
        next = slot.bucket + 1;
    }
    return buckets;
}

}  // namespace kiosque::search
