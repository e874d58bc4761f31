#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/base_index.hpp"
#include "indexer/bulk_writer.hpp"
#include "indexer/file_table.hpp"
#include "indexer/read_file.hpp"
#include "indexer/source_files.hpp"

namespace kiosque::indexer {

/// What an update tells about what it reads.
struct UpdateEvents {
    std::function<void(const SourceFile&, const reading::ReadArticle&)> on_article;
    reading::OnProblem on_problem;
};

/// How many articles an update puts in, replaces and takes out.
struct UpdateCount {
    std::size_t added = 0;
    std::size_t changed = 0;
    std::size_t removed = 0;
    std::size_t asked_for = 0;  ///< of those removed: by a deletion that came over HTTP

    std::size_t all() const { return added + changed + removed; }
};

/// Finds out what makes the articles of the publication in force into those of the sources: reads
/// the files it is given, writes what is new into segments, takes out what is gone.
///
/// The outcome is that of reading everything anew, whatever the order in which files are given: an
/// id belongs to the first article that has it, in WalkOrder; the others are problems, and take it
/// over when that one goes. Belongs to one thread; nothing is published here.
class IndexUpdate {
public:
    /// All must outlive the update; `base` may be null, for an index made anew. `table` is brought
    /// up to date. `sources` are those that keys speak of.
    IndexUpdate(BaseIndex* base, FileTable& table, BulkWriter& writer, const ArticleFacets& facets,
                const std::vector<std::filesystem::path>& sources, UpdateEvents events);

    /// A file that is gone.
    void drop_file(const std::string& key);

    /// A file that is new or may have changed.
    void take_file(const SourceFile& file);

    /// Reads those files again that have what others have given up. Called once, last.
    void settle();

    UpdateCount count() const;

    /// Articles that were written and then given up again, by their number in the writer.
    const std::set<std::size_t>& given_up() const { return given_up_; }

private:
    /// Whose an id is.
    struct Owner {
        std::string file;
        std::optional<Place> place;         ///< in the base
        std::optional<std::size_t> number;  ///< in the writer; neither: a deletion
    };
    struct Staged {
        std::uint32_t file;  ///< in staged_files_
        std::size_t number;
    };
    class Reading;

    std::optional<Owner> owner_of(const std::string& id, const Fingerprint& print) const;
    void take_away(const Owner& owner, const Fingerprint& id);
    bool keep_as_it_was(const SourceFile& file);
    void stage(Article article, Origin origin);
    void give_up_what_was_staged_of(const std::string& key);
    void free(const Fingerprint& id) { freed_.insert(id); }
    void tell(reading::Problem problem);

    BaseIndex* base_;
    FileTable& table_;
    BulkWriter& writer_;
    const ArticleFacets& facets_;
    const std::vector<std::filesystem::path>& sources_;
    UpdateEvents events_;

    std::unordered_map<Fingerprint, Staged, FingerprintHash> staged_;
    std::vector<std::string> staged_files_;
    std::set<std::size_t> given_up_;
    std::unordered_set<Fingerprint, FingerprintHash> freed_;
    std::set<std::string, WalkOrder> again_;  ///< files that lost articles to others before them
    std::set<std::tuple<std::string, std::size_t, std::string>> told_;  ///< of a base only
    std::unordered_set<Fingerprint, FingerprintHash> removed_;          ///< ids that the base had
    std::unordered_set<Fingerprint, FingerprintHash> deleted_;  ///< ids that a deletion names
};

}  // namespace kiosque::indexer
