#include "search/vocabulary.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "index/schema.hpp"
#include "text/french_analyzer.hpp"

namespace kiosque::search {

std::vector<std::string> Vocabulary::dictionary(const std::string& key) const {
    std::set<std::string> words;
    for (auto& database : databases_) {
        const auto end = database.synonyms_end(key);
        for (auto word = database.synonyms_begin(key); word != end; ++word) words.insert(*word);
    }
    return {words.begin(), words.end()};
}

std::vector<std::string> Vocabulary::accented(std::string_view folded) const {
    return dictionary(index::accents_key(folded));
}

std::vector<std::string> Vocabulary::forms(const std::string& lemma) const {
    std::vector<std::string> words = dictionary(index::forms_key(lemma));
    words.insert(std::upper_bound(words.begin(), words.end(), lemma), lemma);
    return words;
}

std::vector<std::string> Vocabulary::with_prefix(const index::Field& field,
                                                 const std::string& prefix,
                                                 std::size_t most) const {
    std::map<std::string, std::size_t> articles;  ///< that have the word
    const std::string begin = index::word_term(field, index::Level::exact, prefix);
    const std::string begin_of_key = index::accents_key(prefix);
    const bool has_accents = text::folded_term(prefix) != prefix;
    for (auto& database : databases_) {
        const auto end = database.allterms_end(begin);
        for (auto term = database.allterms_begin(begin); term != end; ++term) {
            articles[(*term).substr(begin.size() - prefix.size())] += term.get_termfreq();
        }
        if (has_accents) continue;
        const auto last = database.synonym_keys_end(begin_of_key);
        for (auto key = database.synonym_keys_begin(begin_of_key); key != last; ++key) {
            for (auto word = database.synonyms_begin(*key); word != database.synonyms_end(*key);
                 ++word) {
                const std::string term = index::word_term(field, index::Level::exact, *word);
                const std::size_t count = database.get_termfreq(term);
                if (count > 0 && !(*word).starts_with(prefix)) articles[*word] += count;
            }
        }
    }
    std::vector<std::pair<std::size_t, std::string>> by_count;
    for (auto& [word, count] : articles) by_count.emplace_back(count, word);
    const auto is_before = [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    };
    std::sort(by_count.begin(), by_count.end(), is_before);
    std::vector<std::string> words;
    for (auto& [count, word] : by_count) {
        if (words.size() == most) break;
        words.push_back(std::move(word));
    }
    std::sort(words.begin(), words.end());
    return words;
}

}  // namespace kiosque::search
