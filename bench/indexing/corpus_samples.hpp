#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kiosque::bench {

/// What generated articles are drawn from.
struct CorpusSamples {
    /// The running words, in order: one drawn by chance is as frequent as in the corpus. Written as
    /// there, elisions and hyphens included; those that begin a sentence are left out, since their
    /// capitals say nothing.
    std::vector<std::string> words;
    std::size_t distinct_words = 0;  ///< their elisions taken off
    std::size_t words_met_once = 0;  ///< of those

    /// What articles declare, once for each article that does.
    std::vector<std::string> sources;
    std::vector<std::string> sections;
    std::vector<std::string> authors;
    std::vector<std::string> tags;
};

/// Reads the Markdown articles of a folder such as corpus/, sorted by their paths. Throws
/// std::runtime_error when there are too few of them to draw from.
CorpusSamples read_corpus_samples(const std::filesystem::path& folder);

}  // namespace kiosque::bench
