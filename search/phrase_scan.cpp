#include "search/phrase_scan.hpp"

#include <algorithm>

#include "index/variable_byte.hpp"
#include "search/query_fields.hpp"

namespace kiosque::search {

bool PhraseScan::can_find(const Clause& clause) {
    const index::Field field = index_field(clause.field);
    return clause.kind == Clause::Kind::phrase && clause.distance == 0 && !clause.words.empty() &&
           (field == index::kWholeText || field == index::kTitle);
}

PhraseScan::PhraseScan(const Clause& clause, const Segment& segment, const Vocabulary& vocabulary)
    : segment_(segment), in_title_(index_field(clause.field) == index::kTitle) {
    for (const auto& word : clause.words) {
        std::vector<std::string> written = word.exact;
        for (const auto& lemma : word.lemmas) {
            const auto of_lemma = vocabulary.forms(lemma);
            written.insert(written.end(), of_lemma.begin(), of_lemma.end());
        }
        Numbers& numbers = forms_.emplace_back();
        for (const auto& form : written) {
            if (const auto number = segment.forward.find(form)) numbers.push_back(*number);
        }
        std::sort(numbers.begin(), numbers.end());
        numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    }
    const auto fewest =
        std::min_element(forms_.begin(), forms_.end(), [](const Numbers& a, const Numbers& b) {
            if (a.size() != b.size() || a.empty()) return a.size() < b.size();
            return a.front() > b.front();  // numbers grow as words get rarer
        });
    rarest_ = static_cast<std::size_t>(fewest - forms_.begin());
    for (const auto number : *fewest) index::append_number(number, needles_.emplace_back());
}

bool PhraseScan::is_in(std::size_t document) const {
    const auto words = segment_.forward.words(document);
    return is_in_words(words.title) || (!in_title_ && is_in_words(words.text));
}

bool PhraseScan::is_in_words(std::string_view words) const {
    for (const auto& needle : needles_) {
        for (std::size_t at = words.find(needle); at != std::string_view::npos;
             at = words.find(needle, at + 1)) {
            // Elsewhere the bytes are the end of a larger number.
            const bool is_number = at == 0 || index::is_last_byte(words[at - 1]);
            if (is_number && is_around(words, at, at + needle.size())) return true;
        }
    }
    return false;
}

/// True when the other words of the phrase stand around the one at [begin, end).
bool PhraseScan::is_around(std::string_view words, std::size_t begin, std::size_t end) const {
    const auto is_form = [](const Numbers& forms, std::uint32_t number) {
        return std::binary_search(forms.begin(), forms.end(), number);
    };
    const char* const last = words.data() + words.size();
    const char* at = words.data() + end;
    for (std::size_t word = rarest_ + 1; word < forms_.size(); ++word) {
        if (at == last || !is_form(forms_[word], index::read_number(at, last))) return false;
    }
    for (std::size_t word = rarest_; word > 0; --word) {
        if (begin == 0) return false;
        do {
            --begin;
        } while (begin > 0 && !index::is_last_byte(words[begin - 1]));
        at = words.data() + begin;
        if (!is_form(forms_[word - 1], index::read_number(at, last))) return false;
    }
    return true;
}

}  // namespace kiosque::search
