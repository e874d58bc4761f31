#include "search/explanation.hpp"

#include <algorithm>
#include <string>

#include "index/schema.hpp"

namespace kiosque::search {
namespace {

using index::Level;

constexpr std::size_t kMostWords = 8;  ///< shown of one part

void add_unique(std::vector<std::string>& list, const std::string& value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

/// True when the term of the index is one that the word is filed under.
bool has_term(const text::WordTerms& terms, const std::string& term, const index::Field& field) {
    if (term == index::word_term(field, Level::exact, terms.exact)) return true;
    if (term == index::word_term(field, Level::family, terms.family)) return true;
    return std::any_of(terms.lemmas.begin(), terms.lemmas.end(), [&](const auto& lemma) {
        return term == index::word_term(field, Level::lemma, lemma);
    });
}

}  // namespace

void find_in_article(std::vector<ScorePart>& parts, const Article& article,
                     text::FrenchAnalyzer& analyzer) {
    const auto [lead, rest] = split_lead(article.body);
    const std::pair<const char*, std::string_view> fields[] = {
        {"titre", article.title},
        {"chapeau", lead},
        {"texte", rest},
    };
    for (const auto& [name, text] : fields) {
        for (const auto& token : analyzer.analyze(text)) {
            for (auto& part : parts) {
                const bool is_title_alone = part.term.starts_with(index::kTitle);
                const bool is_here = !is_title_alone || text.data() == article.title.data();
                if (part.term.empty() || !is_here ||
                    !has_term(*token.terms, part.term,
                              is_title_alone ? index::kTitle : index::kWholeText)) {
                    continue;
                }
                if (part.matched.size() < kMostWords) {
                    add_unique(part.matched, token.terms->exact);
                }
                add_unique(part.fields, name);
            }
        }
    }
}

}  // namespace kiosque::search
