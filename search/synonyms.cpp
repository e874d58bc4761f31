#include "search/synonyms.hpp"

#include <algorithm>
#include <functional>
#include <system_error>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "embedded/synonyms_tsv.hpp"
#include "text/normalization.hpp"
#include "text/word_table.hpp"

namespace kiosque::search {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlanks = " \r\t";

[[noreturn]] void refuse(const std::string& place, const std::string& reason) {
    throw Error(ErrorCode::invalid_parameter, "synonyms", place + ": " + reason);
}

std::string_view trimmed(std::string_view text) {
    return text::without_outer_blanks(text, kBlanks);
}

bool is_in_capitals(std::string_view text) {
    return text::to_upper(text) == text;
}

std::string_view without_mark(std::string_view variant) {
    return variant.starts_with('=') ? trimmed(variant.substr(1)) : variant;
}

/// The dictionary form that a word is known by; `folded` is its exact form without accents. A word
/// that is a form itself stays ("bus" is not `boire`), and so does one whose prefix the dictionary
/// cuts off ("mégawatts" is not `watt`), its plural aside.
std::string known_lemma(const text::WordTerms& terms, const std::string& folded) {
    const auto& lemmas = terms.lemmas;
    if (std::find(lemmas.begin(), lemmas.end(), folded) != lemmas.end()) return folded;
    if (lemmas.front().front() == folded.front()) return lemmas.front();
    const bool is_plural = folded.size() > 3 && (folded.back() == 's' || folded.back() == 'x');
    return is_plural ? folded.substr(0, folded.size() - 1) : folded;
}

std::string read_file(const fs::path& file) {
    std::error_code error;
    std::string bytes = text::read_word_table(file, error);
    if (!error) return bytes;
    throw Error(ErrorCode::io_failed,
                "cannot read the synonyms in " + file.string() + ": " + error.message());
}

}  // namespace

bool is_acronym(std::string_view word) {
    return count_code_points(word) > 1 && text::to_lower(word) != word && is_in_capitals(word);
}

Synonyms Synonyms::built_in(text::FrenchAnalyzer& analyzer) {
    Synonyms synonyms;
    synonyms.add_table("search/synonyms.tsv", kSynonymsTsv, analyzer);
    return synonyms;
}

void Synonyms::add_file(const fs::path& file, text::FrenchAnalyzer& analyzer) {
    Synonyms grown = *this;
    grown.add_table(file.string(), read_file(file), analyzer);
    *this = std::move(grown);
}

void Synonyms::add_table(const std::string& name, std::string_view table,
                         text::FrenchAnalyzer& analyzer) {
    fingerprint_ = 31 * fingerprint_ + std::hash<std::string_view>()(table);
    if (table.starts_with(kByteOrderMark)) table.remove_prefix(kByteOrderMark.size());
    for (std::size_t number = 1; !table.empty(); ++number) {
        const std::string place = name + ":" + std::to_string(number);
        if (number > kMaxLines) {
            refuse(place,
                   "a table of synonyms has at most " + std::to_string(kMaxLines) + " lines");
        }
        const std::string_view bytes = text::next_part(table, '\n');
        if (!is_valid_utf8(bytes)) refuse(place, "the line must be UTF-8; save the file as UTF-8");
        const std::string line = text::to_nfc(bytes);
        const std::string_view written = trimmed(line);
        if (written.empty() || written.starts_with('#')) continue;
        if (written.starts_with('-')) {
            take_out(place, trimmed(written.substr(1)), analyzer);
        } else {
            add_entry(place, written, analyzer);
        }
    }
    for (auto& entry : entries_) std::sort(entry.begin(), entry.end());
}

void Synonyms::add_entry(const std::string& place, std::string_view line,
                         text::FrenchAnalyzer& analyzer) {
    if (line.find('\t') == std::string_view::npos) {
        refuse(place, "an entry must have two variants or more with a tab between them, but is '" +
                          std::string(line) + "'");
    }
    auto entry = static_cast<std::uint32_t>(entries_.size());
    entries_.emplace_back();
    while (!line.empty()) {
        const std::string_view marked = trimmed(text::next_part(line, '\t'));
        const std::string_view written = without_mark(marked);
        const auto ends = make_path(place, written, analyzer);
        std::uint32_t variant = kNoVariant;
        for (const auto end : ends) {
            if (!has_variant(end)) continue;
            variant = nodes_[end].variant;
            entry = join(entry, variants_[variant].entry);
        }
        if (variant == kNoVariant) {
            variant = static_cast<std::uint32_t>(variants_.size());
            variants_.push_back({std::string(written), entry});
            entries_[entry].push_back(variant);
        }
        for (const auto end : ends) nodes_[end] = {variant, marked.size() != written.size()};
    }
}

/// Moves the smaller entry into the larger, which is given back: one word that joins all lines of a
/// long table would take for ever the other way round.
std::uint32_t Synonyms::join(std::uint32_t a, std::uint32_t b) {
    if (a == b) return a;
    if (entries_[a].size() < entries_[b].size()) std::swap(a, b);
    for (const auto variant : entries_[b]) {
        variants_[variant].entry = a;
        entries_[a].push_back(variant);
    }
    entries_[b].clear();
    return a;
}

void Synonyms::take_out(const std::string& place, std::string_view variant,
                        text::FrenchAnalyzer& analyzer) {
    const auto end = make_path(place, without_mark(variant), analyzer).back();
    if (!has_variant(end)) {
        refuse(place, "'-' must stand before a variant that the tables have, but '" +
                          std::string(variant) + "' is in none");
    }
    auto& entry = variants_[nodes_[end].variant].entry;
    std::erase(entries_[entry], nodes_[end].variant);
    entry = kNoEntry;
}

bool Synonyms::has_variant(std::uint32_t node) const {
    const auto variant = nodes_[node].variant;
    return variant != kNoVariant && variants_[variant].entry != kNoEntry;
}

Synonyms::WordId Synonyms::learn(const text::WordTerms& terms, bool is_acronym) {
    const std::string folded = text::folded_term(terms.exact);
    const std::string lemma = known_lemma(terms, folded);
    const auto known = lemmas_.find(lemma);
    const bool shares_lemma = !is_acronym && known != lemmas_.end();
    const auto [exact, is_new] = exact_.try_emplace(folded, last_word_ + 1);
    if (is_new && shares_lemma) exact->second = known->second;
    if (is_new && !shares_lemma) ++last_word_;
    if (!is_acronym) lemmas_.try_emplace(lemma, exact->second);
    return exact->second;
}

std::optional<Synonyms::WordId> Synonyms::recognise(const text::WordTerms& terms) const {
    const std::string folded = text::folded_term(terms.exact);
    if (const auto found = exact_.find(folded); found != exact_.end()) return found->second;
    auto found = lemmas_.find(known_lemma(terms, folded));
    // Typed without its accents, a word is not in the dictionary, but it may be a lemma itself.
    if (found == lemmas_.end()) found = lemmas_.find(folded);
    return found != lemmas_.end() ? std::optional(found->second) : std::nullopt;
}

std::vector<std::uint32_t> Synonyms::make_path(const std::string& place, std::string_view variant,
                                               text::FrenchAnalyzer& analyzer) {
    const auto tokens = analyzer.analyze(variant);
    if (tokens.empty()) {
        refuse(place, "a variant must have a word, but is '" + std::string(variant) + "'");
    }
    if (tokens.size() > kMaxVariantWords) {
        refuse(place, "a variant must have at most " + std::to_string(kMaxVariantWords) +
                          " words, but '" + std::string(variant) + "' has " +
                          std::to_string(tokens.size()));
    }
    const std::string& first = tokens.front().terms->exact;
    const bool has_article =
        tokens.size() > 1 && (first == "le" || first == "la" || first == "les");
    std::uint32_t whole = 0;
    std::uint32_t bare = 0;
    for (const auto& token : tokens) {
        const WordId word =
            learn(*token.terms, is_acronym(variant.substr(token.begin, token.end - token.begin)));
        whole = make_node(whole, word);
        if (has_article && &token != &tokens.front()) bare = make_node(bare, word);
    }
    return has_article ? std::vector{whole, bare} : std::vector{whole};
}

std::uint32_t Synonyms::make_node(std::uint32_t from, WordId word) {
    const auto next = static_cast<std::uint32_t>(nodes_.size());
    const auto [step, is_new] = steps_.try_emplace(std::uint64_t{from} << 32U | word, next);
    if (is_new) nodes_.emplace_back();
    return step->second;
}

std::optional<Synonyms::Found> Synonyms::find(std::string_view text,
                                              const std::vector<text::Token>& tokens,
                                              std::size_t at) const {
    std::uint32_t longest = kNoVariant;
    std::size_t words = 0;
    std::uint32_t node = 0;
    for (std::size_t i = at; i < tokens.size(); ++i) {
        const auto word = recognise(*tokens[i].terms);
        const auto step = word ? steps_.find(std::uint64_t{node} << 32U | *word) : steps_.end();
        if (step == steps_.end()) break;
        node = step->second;
        if (!has_variant(node)) continue;
        const auto [variant, needs_capitals] = nodes_[node];
        if (entries_[variants_[variant].entry].size() < 2) continue;
        // A lone stop word is an acronym only in capitals: EST, CAR.
        const bool is_stop_word = i == at && tokens[i].terms->is_stop_word;
        const auto typed = text.substr(tokens[at].begin, tokens[i].end - tokens[at].begin);
        if ((needs_capitals || is_stop_word) && !is_in_capitals(typed)) continue;
        longest = variant;
        words = i + 1 - at;
    }
    if (words == 0) return std::nullopt;
    Found found{words, {}};
    for (const auto other : entries_[variants_[longest].entry]) {
        if (other != longest) found.others.push_back(variants_[other].written);
    }
    return found;
}

std::size_t Synonyms::entry_count() const {
    return static_cast<std::size_t>(std::count_if(
        entries_.begin(), entries_.end(), [](const auto& entry) { return entry.size() > 1; }));
}

}  // namespace kiosque::search
