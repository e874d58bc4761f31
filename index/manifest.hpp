#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/facet.hpp"

namespace kiosque::index {

/// The lengths, in words, that impacts were normalised by; fixed for a generation.
struct AverageLengths {
    double title = 1;
    double lead = 1;
    double body = 1;
    /// Of so few articles that others would be wanted of a larger collection; 0 when of enough.
    std::uint64_t few = 0;
};

/// The constants of the ranking, stamped into the index that was made with them. The first part
/// makes the impacts (BM25F) when an article is indexed, the second weighs them in a search.
struct RankingParameters {
    double title_weight = 6;
    double lead_weight = 1.5;
    double body_weight = 1;
    double title_b = 0.3;  ///< how much a field's length counts, 0 to 1
    double lead_b = 0.5;
    double body_b = 0.75;
    double k1 = 0.9;  ///< how fast repeating a word stops to help

    double exact_weight = 1;  ///< of a word as it was typed
    double lemma_weight = 1;  ///< of another form of it, added to the above
    double family_weight = 1;
    double synonym_weight = 0.6;   ///< of what means the same, beside what was typed
    double proximity_weight = 1;   ///< of two words that stand as close as they were typed
    double coverage_weight = 0.8;  ///< of having every word that was typed, by their weight
    double name_weight = 1.3;      ///< of a word with a capital within a sentence

    /// The parameters for a collection of articles so long. Paragraphs are ordered best by a small
    /// k1, long pages by a larger one and by more normalisation of their length.
    static RankingParameters fit(const AverageLengths& lengths);

    friend bool operator==(const RankingParameters&, const RankingParameters&) = default;
};

/// A constant of the ranking and the name that the manifest gives it.
struct RankingRow {
    const char* name;
    double RankingParameters::*value;
};
inline constexpr std::array<RankingRow, 14> kRankingRows = {{
    {"title_weight", &RankingParameters::title_weight},
    {"lead_weight", &RankingParameters::lead_weight},
    {"body_weight", &RankingParameters::body_weight},
    {"title_b", &RankingParameters::title_b},
    {"lead_b", &RankingParameters::lead_b},
    {"body_b", &RankingParameters::body_b},
    {"k1", &RankingParameters::k1},
    {"exact_weight", &RankingParameters::exact_weight},
    {"lemma_weight", &RankingParameters::lemma_weight},
    {"family_weight", &RankingParameters::family_weight},
    {"synonym_weight", &RankingParameters::synonym_weight},
    {"proximity_weight", &RankingParameters::proximity_weight},
    {"coverage_weight", &RankingParameters::coverage_weight},
    {"name_weight", &RankingParameters::name_weight},
}};

/// What the terms of an index depend on.
struct AnalyzerStamp {
    int version = 0;
    std::uint32_t dictionary = 0;  ///< CRC-32 of the dictionary's files

    friend bool operator==(const AnalyzerStamp&, const AnalyzerStamp&) = default;
};

/// A file that a manifest vouches for.
struct FileEntry {
    std::string path;            ///< below the index directory
    std::uint64_t bytes = 0;     ///< how large it must be
    std::uint32_t checksum = 0;  ///< CRC-32 of all of it

    friend bool operator==(const FileEntry&, const FileEntry&) = default;
};

/// The files of a segment, each in its folder.
inline constexpr const char* kDatabaseFile = "xapian.db";
inline constexpr const char* kColumnsFile = "columns.bin";
inline constexpr const char* kForwardFile = "forward.bin";
inline constexpr const char* kOriginsFile = "origins.bin";

/// An immutable part of the index. Documents that were changed or removed since are marked beside
/// it, until a merge leaves them out.
struct SegmentEntry {
    std::string path;             ///< below the index directory: "generations/0007/segments/0001"
    std::uint64_t documents = 0;  ///< numbered 1 to this
    std::uint64_t deleted = 0;    ///< of them, by the tombstones
    std::vector<FileEntry> files;
    std::optional<FileEntry> tombstones;  ///< when there are any

    std::uint64_t live() const { return documents - deleted; }
    std::uint64_t bytes() const;

    /// Throws Error(index_damaged) when the segment has no such file.
    const FileEntry& file(std::string_view name) const;
};

/// What an index is made of at one moment. Written once, never changed.
struct Manifest {
    int generation = 0;    ///< counts rebuilds
    int revision = 1;      ///< counts publications within a generation
    std::string previous;  ///< what was in force before it, by name; empty for the first
    std::string build;     ///< drawn afresh for each manifest, so that no two are mistaken
    std::string created;   ///< "2026-11-22T08:30:00Z"
    int schema_version = 0;
    AnalyzerStamp analyzer;
    AverageLengths average_lengths;
    RankingParameters ranking;
    std::vector<FacetDefinition> facets;  ///< in the order in which the columns have them
    std::string recipe;                ///< fingerprint of what articles are made into documents by
    std::vector<std::string> sources;  ///< files and folders of the articles
    std::vector<FileEntry> file_tables;  ///< what is known of the sources' files; later ones win
    std::vector<SegmentEntry> segments;

    /// "0007.1", as answers show it.
    std::string name() const;

    /// How many articles can be found.
    std::uint64_t documents() const;

    std::uint64_t bytes() const;
};

/// The manifest as a JSON text that ends with a checksum of the rest.
std::string write_manifest(const Manifest& manifest);

/// Throws Error(index_damaged) that says what is wrong with `json`; `where` names the file.
Manifest read_manifest(std::string_view json, const std::string& where);

}  // namespace kiosque::index
