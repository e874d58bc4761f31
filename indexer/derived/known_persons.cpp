#include "indexer/derived/known_persons.hpp"

#include <algorithm>

#include "embedded/personnes_tsv.hpp"
#include "text/transcription.hpp"
#include "text/word_table.hpp"

namespace kiosque::indexer {
namespace {

/// False when a mark of punctuation stands between two words; points of initials are none.
bool may_stand_in_name(std::string_view between) {
    return between.find_first_of(",;:!?()\n\"/") == std::string_view::npos && between.size() <= 5;
}

}  // namespace

KnownPersons::KnownPersons(text::FrenchAnalyzer& analyzer) {
    for (std::string_view rest = kPersonnesTsv; !rest.empty();) {
        std::string_view line = text::next_part(rest, '\n');
        if (line.empty() || line.front() == '#') continue;
        const bool is_nobody = line.front() == '-';
        const std::string_view first = line.substr(0, line.find('\t'));
        const std::string* value = &values_.emplace_back(is_nobody ? "" : first);
        if (is_nobody) text::next_part(line, '\t');
        while (!line.empty()) add(text::next_part(line, '\t'), value, analyzer);
    }
    for (auto& [anchor, forms] : forms_) {
        std::stable_sort(forms.begin(), forms.end(), [](const Form& a, const Form& b) {
            return a.words.size() > b.words.size();
        });
    }
}

void KnownPersons::add(std::string_view form, const std::string* value,
                       text::FrenchAnalyzer& analyzer) {
    const std::vector<text::Token> tokens = analyzer.analyze_spelling(form);
    const AnalyzedPart part{form, tokens};
    const std::vector<ArticleWord> words = article_words(std::span(&part, 1));
    Form made{{}, words.size(), false, value};
    for (std::size_t i = 0; i < words.size(); ++i) {
        made.words.push_back(words[i].terms->folded);
        if (made.anchor == words.size() && words[i].capitals != Capitals::none) made.anchor = i;
        made.has_blanks |= i > 0 && !words[i].is_joined;
    }
    if (made.anchor == words.size()) return;
    if (words.size() > 1 && !value->empty())
        by_key_.emplace(name_key(words, 0, words.size()), value);
    forms_[made.words[made.anchor]].push_back(std::move(made));
}

KnownName KnownPersons::find(std::span<const ArticleWord> words, std::size_t at) const {
    const auto found = forms_.find(words[at].terms->folded);
    if (found == forms_.end()) return {at, at, nullptr, false};
    for (const Form& form : found->second) {
        if (form.anchor > at || at - form.anchor + form.words.size() > words.size()) continue;
        const std::size_t begin = at - form.anchor;
        bool is_same = true;
        bool is_hyphened = form.has_blanks;
        for (std::size_t i = 0; is_same && i < form.words.size(); ++i) {
            const ArticleWord& word = words[begin + i];
            is_same =
                word.terms->folded == form.words[i] && (i == 0 || may_stand_in_name(word.before));
            if (i > 0) is_hyphened = is_hyphened && word.is_joined;
        }
        if (is_same) return {begin, begin + form.words.size(), form.value, is_hyphened};
    }
    return {at, at, nullptr, false};
}

const std::string* KnownPersons::value_of_key(const std::string& key) const {
    const auto found = by_key_.find(key);
    return found == by_key_.end() ? nullptr : found->second;
}

std::string name_key(const ArticleWord& word) {
    return text::transcription_key(word.terms->folded);
}

std::string name_key(std::span<const ArticleWord> words, std::size_t begin, std::size_t end) {
    std::string key;
    for (std::size_t at = begin; at < end; ++at) {
        if (at > begin) key += ' ';
        key += name_key(words[at]);
    }
    return key;
}

}  // namespace kiosque::indexer
