#include "indexer/derived/persons.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "indexer/derived/article_persons.hpp"
#include "indexer/derived/full_names.hpp"
#include "indexer/derived/known_persons.hpp"
#include "indexer/derived/name_runs.hpp"
#include "indexer/derived/person_contexts.hpp"
#include "indexer/derived/person_words.hpp"

namespace kiosque::indexer {

struct PersonFinder::Tables {
    explicit Tables(text::FrenchAnalyzer& analyzer) : known(analyzer) {}

    PersonWords words;
    KnownPersons known;
};

namespace {

constexpr std::string_view kFacet = "personne";

/// The search in one article: full names first, left to right, then family names alone, since those
/// may stand before the full name (in the title).
class Search {
public:
    Search(std::span<const ArticleWord> words, const PersonWords& cues, const KnownPersons& known)
        : words_(words), cues_(cues), known_(known), contexts_(words, cues), persons_(known) {}

    std::vector<Mention> run() {
        for (std::size_t at = 0; at < words_.size();) {
            at = words_[at].capitals == Capitals::none ? at + 1 : next_after(at);
        }
        for (const Lone& lone : lone_) add_lone(lone);
        std::sort(mentions_.begin(), mentions_.end(),
                  [](const Mention& a, const Mention& b) { return a.begin < b.begin; });
        return std::move(mentions_);
    }

private:
    /// A capitalised word that stands alone, and the value that personnes.tsv has for it.
    struct Lone {
        std::size_t at;
        std::size_t begin;  ///< of its particles
        const std::string* known_value;
    };

    void add(std::size_t begin, std::size_t end, std::string value) {
        mentions_.push_back({begin, end, value.empty() ? "" : kFacet, std::move(value)});
    }

    /// Looks at the run that begins with `at`; the first word that is still to be looked at.
    std::size_t next_after(std::size_t at) {
        if (is_plain_start(at)) return at + 1;
        if (const std::size_t end = add_known(at); end != at) return end;
        const NameRun run = run_from(words_, at, cues_);
        const auto units = without_titles(run, words_);
        const bool has_title = units.size() < run.size() && has_title_in(run, units);
        const std::size_t begin = units.front().begin;
        // A known name inside the run: "Selon Vladimir Poutine", "Ministre Xi Jinping".
        const std::size_t head = units.front().head;
        if (begin != at) {
            if (const std::size_t end = add_known(head); end != head) return end;
        }
        if (const auto name = full_name_in(units, has_title, words_, cues_, contexts_)) {
            std::string value;
            if (name->is_sure) value = persons_.add(words_, name->begin, name->end, name->order);
            add(name->begin, name->end, std::move(value));
            return std::max(name->end, at + 1);
        }
        if (units.size() == 1 && is_hyphened_name(units.front())) {
            add(units.front().begin, units.front().end, "");
            return units.front().end;
        }
        if (units.size() == 1) {
            lone_.push_back({units.front().head, begin, nullptr});
            return units.front().end;
        }
        // A known name may begin further on.
        return begin == at ? run.front().end : begin;
    }

    /// "Albert-Londres", as streets, schools and prizes are written.
    bool is_hyphened_name(const NameUnit& unit) const {
        return unit.end == unit.head + 2 && (unit.cues & kFirstName) == 0 &&
               (cues_.of(words_[unit.head]) & kFirstName) != 0 &&
               words_[unit.head + 1].capitals != Capitals::none;
    }

    /// "Dans les ...": nearly half of the capitals of a text, told without a look at the tables.
    bool is_plain_start(std::size_t at) const {
        const ArticleWord& word = words_[at];
        return word.terms->is_stop_word && word.begins_sentence &&
               (at + 1 == words_.size() || words_[at + 1].capitals == Capitals::none);
    }

    static bool has_title_in(const NameRun& run, std::span<const NameUnit> units) {
        return std::any_of(run.begin(), run.end() - static_cast<std::ptrdiff_t>(units.size()),
                           [](const NameUnit& u) { return (u.cues & (kAddress | kTitle)) != 0; });
    }

    /// Adds the known name around word `at`; its end, or `at` when there is none that stands free.
    std::size_t add_known(std::size_t at) {
        const KnownName name = known_.find(words_, at);
        if (name.begin == name.end || overlaps(name.begin)) return at;
        if (name.end == name.begin + 1 && !name.value->empty()) {
            if (!stands_alone(at)) return at;
            lone_.push_back({at, at, name.value});
            return at + 1;
        }
        const bool is_cut = name.end < words_.size() && words_[name.end].is_joined;
        const bool is_closed = name.end < words_.size() &&
                               follows_directly(words_, name.end, cues_) &&
                               words_[name.end].capitals != Capitals::none &&
                               (cues_.of(words_[name.end]) & kClosing) != 0;
        const bool has_own_title = words_[name.begin].capitals == Capitals::none;
        const bool is_person = !name.is_hyphened && !is_cut && !is_closed &&
                               !contexts_.names_a_thing(name.begin) &&
                               (has_own_title || !contexts_.has_determiner(name.begin)) &&
                               !contexts_.is_quoted(name.begin, name.end);
        if (is_person) persons_.add_known(words_, name);
        add(name.begin, name.end, is_person ? *name.value : "");
        return name.end;
    }

    bool overlaps(std::size_t begin) const {
        return !mentions_.empty() && mentions_.back().end > begin;
    }

    /// No other capitalised word stands beside it, but for a title or the start of a sentence.
    bool stands_alone(std::size_t at) const {
        if (words_[at].is_joined) return false;
        const std::size_t next = at + 1;
        if (next < words_.size() &&
            (words_[next].is_joined ||
             (follows_directly(words_, next, cues_) && words_[next].capitals != Capitals::none))) {
            return false;
        }
        if (!follows_directly(words_, at, cues_)) return true;
        const ArticleWord& before = words_[at - 1];
        return before.capitals == Capitals::none || before.begins_sentence ||
               (cues_.of(before) & (kAddress | kTitle)) != 0 || is_of_a_country(before);
    }

    void add_lone(const Lone& lone) {
        const ArticleWord& word = words_[lone.at];
        std::string value = persons_.value_of_family(word);
        // A known family name may be that of another person of the article: no value then.
        if (value.empty() && lone.known_value != nullptr && !persons_.has_family(word)) {
            value = *lone.known_value;
        }
        if (value.empty() || word.terms->is_stop_word || !stands_alone(lone.at)) return;
        if (contexts_.names_a_thing(lone.begin) || contexts_.is_quoted(lone.begin, lone.at + 1)) {
            return;
        }
        const bool may_be_other = contexts_.has_determiner(lone.begin) || is_of_a_country(word);
        if (may_be_other && !contexts_.has_title(lone.begin)) return;
        add(lone.begin, lone.at + 1, std::move(value));
    }

    std::span<const ArticleWord> words_;
    const PersonWords& cues_;
    const KnownPersons& known_;
    PersonContexts contexts_;
    ArticlePersons persons_;
    std::vector<Mention> mentions_;
    std::vector<Lone> lone_;
};

}  // namespace

PersonFinder::PersonFinder(text::FrenchAnalyzer& analyzer)
    : tables_(std::make_unique<const Tables>(analyzer)) {}

PersonFinder::~PersonFinder() = default;

std::vector<Mention> PersonFinder::find(std::span<const ArticleWord> words) const {
    return Search(words, tables_->words, tables_->known).run();
}

}  // namespace kiosque::indexer
