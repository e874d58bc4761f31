#include "indexer/derived/theme_table.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "text/normalization.hpp"
#include "text/word_table.hpp"

namespace kiosque::indexer {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlanks = " \r\t";
constexpr std::string_view kNoTheme = "-";
constexpr char kWeakMark = '?';

[[noreturn]] void refuse(const std::string& place, const std::string& reason) {
    throw Error(ErrorCode::invalid_parameter, "themes", place + ": " + reason);
}

/// The small words that join phrases: "réforme des retraites" is found in "la réforme de la
/// retraite". Others tell phrases apart: "en train" is no train.
bool is_link(const ArticleWord& word) {
    static constexpr std::array<std::string_view, 8> kLinks = {"de", "du", "des", "d",
                                                               "le", "la", "les", "l"};
    return word.terms->is_stop_word &&
           std::find(kLinks.begin(), kLinks.end(), word.terms->exact) != kLinks.end();
}

/// A comma or a bracket between two words makes them no phrase.
bool stands_apart(const ArticleWord& word) {
    return word.begins_sentence || word.before.find_first_of(",()[]/") != std::string_view::npos;
}

std::string with_plain_e(std::string_view word) {
    constexpr std::string_view kOpenE = "è";
    std::string plain(word);
    for (auto at = plain.find(kOpenE); at != plain.npos; at = plain.find(kOpenE, at)) {
        plain.replace(at, kOpenE.size(), "e");
    }
    return plain;
}

bool is_lemma(const text::WordTerms& terms) {
    return std::find(terms.lemmas.begin(), terms.lemmas.end(), terms.folded) != terms.lemmas.end();
}

}  // namespace

void ThemeTable::add(std::string_view lines, const std::string& name,
                     text::FrenchAnalyzer& analyzer) {
    if (lines.starts_with(kByteOrderMark)) lines.remove_prefix(kByteOrderMark.size());
    for (std::size_t number = 1; !lines.empty(); ++number) {
        const std::string place = name + ":" + std::to_string(number);
        if (number > kMostLines) {
            refuse(place, "a table of themes has at most " + std::to_string(kMostLines) + " lines");
        }
        const std::string_view bytes = text::next_part(lines, '\n');
        if (!is_valid_utf8(bytes)) refuse(place, "the line must be UTF-8; save the file as UTF-8");
        const std::string line = text::to_nfc(bytes);
        const std::string_view written = text::without_outer_blanks(line, kBlanks);
        if (!written.empty() && written.front() != '#') add_line(place, written, analyzer);
    }
}

void ThemeTable::add_line(const std::string& place, std::string_view line,
                          text::FrenchAnalyzer& analyzer) {
    if (line.find('\t') == std::string_view::npos) {
        refuse(place, "a line must have a theme and its words with a tab between them, but is '" +
                          std::string(line) + "'");
    }
    const std::string name(text::without_outer_blanks(text::next_part(line, '\t')));
    const bool has_theme = name != kNoTheme;
    const std::uint32_t theme = has_theme ? theme_of(name) : 0;
    while (!line.empty()) {
        std::string_view phrase = text::without_outer_blanks(text::next_part(line, '\t'));
        if (phrase.empty()) continue;  // columns that were aligned with more tabs
        const bool is_strong = phrase.front() != kWeakMark;
        if (!is_strong) phrase = text::without_outer_blanks(phrase.substr(1));
        auto& votes = node_of(place, phrase, analyzer).votes;
        if (!has_theme) {
            votes.clear();
            continue;
        }
        std::erase_if(votes, [theme](const Vote& vote) { return vote.theme == theme; });
        votes.push_back({theme, is_strong});
    }
}

std::uint32_t ThemeTable::theme_of(const std::string& name) {
    const auto found = std::find(themes_.begin(), themes_.end(), name);
    const auto theme = static_cast<std::uint32_t>(found - themes_.begin());
    if (found == themes_.end()) themes_.push_back(name);
    return theme;
}

ThemeTable::Node& ThemeTable::node_of(const std::string& place, std::string_view phrase,
                                      text::FrenchAnalyzer& analyzer) {
    const auto tokens = analyzer.analyze(phrase);
    const std::array parts{AnalyzedPart{phrase, tokens}};
    std::uint32_t node = 0;
    std::size_t length = 0;
    for (const auto& word : article_words(parts)) {
        if (is_link(word)) continue;
        ++length;
        const auto next = static_cast<std::uint32_t>(nodes_.size());
        const auto [step, is_new] =
            steps_.try_emplace(std::uint64_t{node} << 32U | learn(word), next);
        if (is_new) nodes_.emplace_back();
        node = step->second;
    }
    if (length == 0 || length > kMostPhraseWords) {
        refuse(place, "a phrase must have 1 to " + std::to_string(kMostPhraseWords) +
                          " words besides 'de', 'la' and the like, but is '" + std::string(phrase) +
                          "'");
    }
    nodes_[node].is_end = true;
    return nodes_[node];
}

/// Whether a word of an article is one of the table, given that they have a lemma in common.
bool ThemeTable::is_form_of(const ArticleWord& word, const Spelling& spelling) {
    const text::WordTerms& terms = *word.terms;
    if (word.capitals < spelling.capitals) return false;
    if (spelling.capitals == Capitals::all) return terms.exact == spelling.exact;
    if (terms.exact.starts_with(spelling.exact)) return true;
    // Lemmas have no accents, and "un prix élevé" has no pupils.
    return !terms.folded.starts_with(spelling.folded) ||
           with_plain_e(terms.exact).starts_with(spelling.with_plain_e);
}

ThemeTable::WordId ThemeTable::learn(const ArticleWord& word) {
    const text::WordTerms& terms = *word.terms;
    const std::string& lemma = is_lemma(terms) ? terms.folded : terms.lemmas.front();
    auto& spellings = spellings_[lemma];
    for (const Spelling& known : spellings) {
        if (known.capitals == word.capitals && is_form_of(word, known)) return known.word;
    }
    spellings.push_back(
        {terms.exact, terms.folded, with_plain_e(terms.exact), word.capitals, ++last_word_});
    return last_word_;
}

ThemeTable::WordId ThemeTable::recognise(const ArticleWord& word, const std::string& lemma) const {
    const auto found = spellings_.find(lemma);
    if (found == spellings_.end()) return kUnknownWord;
    for (const Spelling& spelling : found->second) {
        if (is_form_of(word, spelling)) return spelling.word;
    }
    return kUnknownWord;
}

/// A word that is a dictionary form itself is taken for no form of another: "bus" is not `boire`.
ThemeTable::WordId ThemeTable::recognise(const ArticleWord& word) const {
    if (is_lemma(*word.terms)) return recognise(word, word.terms->folded);
    for (const auto& lemma : word.terms->lemmas) {
        if (const WordId known = recognise(word, lemma); known != kUnknownWord) return known;
    }
    return kUnknownWord;
}

std::vector<ThemeTable::WordId> ThemeTable::recognise_all(
    std::span<const ArticleWord> words) const {
    // Articles repeat their words, which share their terms: most need no look into the table.
    struct Known {
        const text::WordTerms* terms = nullptr;
        Capitals capitals = Capitals::none;
        WordId word = kUnknownWord;
    };
    std::array<Known, 1024> memory{};
    std::vector<WordId> ids;
    ids.reserve(words.size());
    for (const auto& word : words) {
        const auto address = reinterpret_cast<std::uintptr_t>(word.terms);
        Known& known =
            memory[(address / alignof(std::max_align_t) ^ address >> 14U) % memory.size()];
        if (known.terms != word.terms || known.capitals != word.capitals) {
            known = {word.terms, word.capitals, recognise(word)};
        }
        ids.push_back(known.word);
    }
    return ids;
}

std::vector<ThemeTable::Hit> ThemeTable::hits(std::span<const ArticleWord> words) const {
    const std::vector<WordId> ids = recognise_all(words);
    std::vector<Hit> hits;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t begin = at++;
        if (ids[begin] == kUnknownWord) continue;
        std::uint32_t node = 0;
        std::uint32_t longest = 0;
        for (std::size_t i = begin; i < words.size(); ++i) {
            if (i != begin && stands_apart(words[i])) break;
            if (i != begin && is_link(words[i])) continue;
            const auto step = steps_.find(std::uint64_t{node} << 32U | ids[i]);
            if (step == steps_.end()) break;
            node = step->second;
            if (!nodes_[node].is_end) continue;
            longest = node;
            at = i + 1;
        }
        if (longest != 0) hits.push_back({longest, begin});
    }
    return hits;
}

}  // namespace kiosque::indexer
