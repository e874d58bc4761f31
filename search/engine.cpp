#include "search/engine.hpp"

#include <mutex>
#include <optional>
#include <set>

#include "base/error.hpp"
#include "base/pool.hpp"
#include "index/index_directory.hpp"
#include "index/open_index.hpp"
#include "search/evaluation.hpp"
#include "text/french_analyzer.hpp"

namespace kiosque::search {

struct Engine::State {
    State(const std::filesystem::path& path, std::size_t posting_bytes)
        : directory(path),
          tools{AnalyzerPool([this] {
                    return std::make_unique<text::FrenchAnalyzer>(
                        lexicon, text::FrenchAnalyzer::kWordsOfQueries, &words);
                }),
                {}},
          postings(posting_bytes) {}

    index::IndexDirectory directory;
    text::Lexicon lexicon;
    text::WordMemory words{2 * text::FrenchAnalyzer::kWordsOfQueries};
    SearchTools tools;
    index::PostingCache postings;

    std::mutex refreshing;    ///< one thread at a time opens a generation
    std::string opened_name;  ///< what CURRENT said of the generation in use

    std::mutex mutex;  ///< of what follows, held for a copy only
    std::shared_ptr<const Searcher> searcher;
    std::optional<Error> failure;  ///< why the newest generation is not in use
};

Engine::Engine(const std::filesystem::path& index_directory,
               const std::filesystem::path& synonyms_file, std::size_t posting_bytes)
    : state_(std::make_unique<State>(index_directory, posting_bytes)) {
    const auto analyzer = state_->tools.analyzers.borrow();
    state_->tools.synonyms = Synonyms::built_in(*analyzer);
    if (!synonyms_file.empty()) state_->tools.synonyms.add_file(synonyms_file, *analyzer);
}

Engine::~Engine() = default;

bool Engine::refresh(const Prepare& prepare) {
    try {
        return open_newest(prepare);
    } catch (const Error& error) {
        const bool is_refused = error.code() == ErrorCode::io_failed;
        const std::lock_guard lock(state_->mutex);
        state_->failure = is_refused ? Error(ErrorCode::index_unreadable, error.what()) : error;
        throw;
    }
}

bool Engine::open_newest(const Prepare& prepare) {
    const std::lock_guard refreshing(state_->refreshing);
    const std::string name = state_->directory.current_name();
    if (name.empty() || name == state_->opened_name) return false;
    auto manifest = state_->directory.current();
    if (!manifest) return false;
    const std::string before = manifest->previous;
    std::shared_ptr<const Searcher> searcher;
    try {
        searcher = opened(std::move(*manifest));
    } catch (const Error&) {
        open_older(before);
        throw;
    }
    if (prepare) prepare(searcher);
    state_->opened_name = name;
    const std::lock_guard lock(state_->mutex);
    state_->searcher = std::move(searcher);
    state_->failure.reset();
    return true;
}

std::shared_ptr<const Searcher> Engine::opened(index::Manifest manifest) const {
    const index::AnalyzerStamp analyzer = {text::kAnalyzerVersion, state_->lexicon.checksum()};
    auto index = std::make_shared<const index::OpenIndex>(state_->directory, std::move(manifest),
                                                          analyzer, &state_->postings);
    return std::make_shared<const Searcher>(std::move(index), state_->tools);
}

/// Where nothing is served yet: `name`, or what was in force before it.
void Engine::open_older(std::string name) {
    std::set<std::string> tried;  // altered manifests may lead in a circle
    while (!is_ready() && tried.insert(name).second) {
        try {
            auto manifest = state_->directory.published(name);
            name = manifest.previous;
            auto searcher = opened(std::move(manifest));
            const std::lock_guard lock(state_->mutex);
            state_->searcher = std::move(searcher);
        } catch (const Error&) {
            continue;  // what is told is why the newest is not served
        }
    }
}

std::shared_ptr<const Searcher> Engine::current() const {
    const std::lock_guard lock(state_->mutex);
    if (!state_->searcher && state_->failure) throw Error(*state_->failure);
    if (!state_->searcher) {
        throw Error(ErrorCode::index_missing, "no index has been published in " +
                                                  state_->directory.root().string() +
                                                  " yet; make one with kiosque-index --index " +
                                                  state_->directory.root().string() + " FOLDER");
    }
    return state_->searcher;
}

bool Engine::is_ready() const {
    const std::lock_guard lock(state_->mutex);
    return state_->searcher != nullptr;
}

std::vector<AnalyzedToken> Engine::analyze(std::string_view text) const {
    const auto analyzer = state_->tools.analyzers.borrow();
    std::vector<AnalyzedToken> tokens;
    for (const auto& token : analyzer->analyze(text)) {
        tokens.push_back({std::string(text.substr(token.begin, token.end - token.begin)),
                          token.begin, token.end, token.position, token.terms->exact,
                          token.terms->lemmas, token.terms->family, token.terms->is_stop_word});
    }
    return tokens;
}

}  // namespace kiosque::search
