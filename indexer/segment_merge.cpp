#include "indexer/segment_merge.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "index/file_check.hpp"
#include "indexer/burial.hpp"
#include "indexer/walk_order.hpp"

namespace kiosque::indexer {
namespace {

constexpr std::size_t kSegmentsOfLevel = 4;
constexpr std::uint64_t kLevelFactor = 8;
constexpr std::uint64_t kMostDeleted = 4;  ///< one of so many
/// Segments of so many bytes are what a bulk run makes; they are joined with nothing.
constexpr std::uint64_t kLargeSegment = std::uint64_t{256} << 20U;

int level_of(const index::SegmentEntry& segment) {
    int level = 0;
    for (std::uint64_t articles = segment.live(); articles >= kLevelFactor;
         articles /= kLevelFactor) {
        ++level;
    }
    return level;
}

std::vector<Place> live_places(const BaseIndex& base) {
    std::vector<Place> places;
    for (std::size_t i = 0; i < base.manifest().segments.size(); ++i) {
        base.live(i).for_each([&](std::size_t document) {
            places.push_back({i, static_cast<std::uint32_t>(document)});
        });
    }
    const WalkOrder is_before;
    std::sort(places.begin(), places.end(), [&](Place a, Place b) {
        const auto file_of_a = base.file(a);
        const auto file_of_b = base.file(b);
        if (file_of_a != file_of_b) return is_before(file_of_a, file_of_b);
        return base.place(a) < base.place(b);
    });
    return places;
}

}  // namespace

std::vector<std::size_t> segments_to_merge(const std::vector<index::SegmentEntry>& segments) {
    std::map<int, std::vector<std::size_t>> levels;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const auto& segment = segments[i];
        if (segment.deleted * kMostDeleted > segment.documents) return {i};
        if (segment.bytes() < kLargeSegment) levels[level_of(segment)].push_back(i);
    }
    for (const auto& [level, rows] : levels) {
        if (rows.size() >= kSegmentsOfLevel) return rows;
    }
    return {};
}

bool wants_new_weighing(const index::Manifest& manifest) {
    const std::uint64_t weighed = manifest.average_lengths.few;
    return weighed > 0 && manifest.documents() >= 2 * weighed;
}

MergedSegments merge_segments(const index::IndexDirectory& directory,
                              const index::Manifest& manifest, const std::vector<std::size_t>& rows,
                              int generation, const text::Lexicon& lexicon,
                              const ArticleFacets& facets, WriterOptions options,
                              std::optional<Weighing> weighing) {
    index::Manifest part = manifest;
    part.segments.clear();
    for (const std::size_t row : rows) part.segments.push_back(manifest.segments[row]);
    // What is written anew must not make damage look whole.
    for (const auto& segment : part.segments) {
        for (const auto& file : segment.files) index::check_content(directory.root(), file);
    }
    const BaseIndex base(directory, part, manifest.analyzer);
    MergedSegments merged{generation, part.segments, {}, live_places(base)};
    BulkWriter writer(directory, generation, lexicon, facets, options, std::move(weighing));
    for (const Place place : merged.origins) {
        writer.add(base.stored(place), {std::string(base.file(place)), base.place(place),
                                        base.id(place), base.article(place)});
    }
    merged.written = writer.finish();
    return merged;
}

std::optional<index::Manifest> with_merged(const index::IndexDirectory& directory,
                                           index::Manifest manifest,
                                           const std::vector<const index::DocumentSet*>& live,
                                           const MergedSegments& merged) {
    std::vector<const index::DocumentSet*> left;  // of the merged segments
    std::vector<std::size_t> rows;
    for (const auto& from : merged.from) {
        const auto here =
            std::find_if(manifest.segments.begin(), manifest.segments.end(),
                         [&](const auto& segment) { return segment.path == from.path; });
        if (here == manifest.segments.end()) return std::nullopt;
        rows.push_back(static_cast<std::size_t>(here - manifest.segments.begin()));
        left.push_back(live[rows.back()]);
    }
    std::size_t number = 0;
    std::vector<index::SegmentEntry> made = merged.written.segments;
    for (auto& segment : made) {
        index::DocumentSet deleted(segment.documents);
        for (std::size_t document = 1; document <= segment.documents; ++document) {
            const Place origin = merged.origins[number++];
            if (!left[origin.segment]->contains(origin.document)) deleted.insert(document);
        }
        bury(directory, manifest.generation, manifest.revision, deleted, segment);
    }
    std::sort(rows.begin(), rows.end());
    const auto at = manifest.segments.begin() + static_cast<std::ptrdiff_t>(rows.front());
    manifest.segments.insert(at, made.begin(), made.end());
    std::erase_if(manifest.segments, [&](const index::SegmentEntry& segment) {
        return segment.live() == 0 ||
               std::any_of(merged.from.begin(), merged.from.end(),
                           [&](const auto& from) { return from.path == segment.path; });
    });
    return manifest;
}

}  // namespace kiosque::indexer
