#pragma once

#include <filesystem>
#include <fstream>
#include <iosfwd>
#include <optional>
#include <string>

#include "indexer/source_files.hpp"
#include "reading/read_article.hpp"

namespace kiosque::indexer {

/// What a run did, in the end.
struct RunTotals {
    std::size_t articles = 0;  ///< in the index after it
    std::size_t added = 0;
    std::size_t changed = 0;
    std::size_t removed = 0;
    std::size_t problems = 0;
    SourceCount sources;
    std::string generation;  ///< empty when nothing was published
    bool is_new = false;     ///< made of all articles, not of what has changed
};

/// Tells people and programs what became of each file: JSON Lines in a file, problems on a stream
/// for people as well.
///
///     {"event":"article","path":"a.txt","id":"a.txt","title":"…","title_from":"first line",
///      "cuts":[{"kind":"share button","line":40,"text":"Share Button"}],"warnings":[]}
///     {"event":"problem","path":"b.json","line":3,"message":"…"}
///     {"event":"end","articles":48,"problems":1,"files":49,"ignored":2,"generation":"0001.1"}
class Report {
public:
    /// Without `file` only problems are told. Throws Error(io_failed) when it cannot be written.
    Report(const std::optional<std::filesystem::path>& file, std::ostream& people);

    void article(const std::string& path, const reading::ReadArticle& read);
    void problem(const reading::Problem& problem);
    /// Throws Error(io_failed) when the disk does not take what was reported so far.
    void flush();
    void end(const RunTotals& totals);

private:
    std::optional<std::filesystem::path> path_;
    std::ofstream file_;
    std::ostream& people_;
};

}  // namespace kiosque::indexer
