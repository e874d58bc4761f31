#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "index/manifest.hpp"
#include "search/result.hpp"
#include "search/searcher.hpp"

namespace kiosque::search {

/// An index directory being served: hands out a searcher over the newest generation. Thread-safe.
class Engine {
public:
    /// Posting lists in memory, about two bytes for every article that has a word. Of 127,000
    /// articles, mixed queries with hardly a word in common are 8 % faster with 48 MB.
    static constexpr std::size_t kPostingBytes = std::size_t{20} << 20U;

    /// Loads the dictionary and the synonyms, those of a user's file among them. Throws
    /// Error(dictionary_missing), or what is wrong with the file (search/synonyms.hpp). The index
    /// itself may be missing yet. Posting lists take `posting_bytes` at most; 0 keeps none.
    explicit Engine(const std::filesystem::path& index_directory,
                    const std::filesystem::path& synonyms_file = {},
                    std::size_t posting_bytes = kPostingBytes);
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// What is to be done with a generation before it is in use; it may be asked already.
    using Prepare = std::function<void(const std::shared_ptr<const Searcher>&)>;

    /// Opens what has been published since the last call; true when there was something new.
    /// Throws like OpenIndex when that cannot be opened, and stays on the generation before; when
    /// there is none yet, on the last one before it that can be opened.
    bool refresh(const Prepare& prepare = {});

    /// The searcher over the generation in use; it stays good while somebody holds it. Throws when
    /// none has been opened yet: Error(index_missing), or why the last `refresh` could not.
    std::shared_ptr<const Searcher> current() const;

    bool is_ready() const;

    /// The words of `text` as the index sees them.
    std::vector<AnalyzedToken> analyze(std::string_view text) const;

private:
    bool open_newest(const Prepare& prepare);
    std::shared_ptr<const Searcher> opened(index::Manifest manifest) const;
    void open_older(std::string name);

    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace kiosque::search
