#include "search/position_reader.hpp"

#include <algorithm>
#include <set>

#include "search/query_fields.hpp"

namespace kiosque::search {

void PositionReader::watch(const QueryWord& word, const index::Field& field) {
    const auto [row, is_new] = words_.try_emplace({field, word.exact, word.lemmas});
    Word& watched = row->second;
    watched_[&word] = &watched;
    if (!is_new) return;
    watched.is_of_title = field == index::kTitle;
    watched.is_of_text = watched.is_of_title || field == index::kWholeText;
    std::set<std::string> forms(word.exact.begin(), word.exact.end());
    for (const auto& lemma : word.lemmas) {
        const auto of_lemma = vocabulary_.forms(lemma);
        forms.insert(of_lemma.begin(), of_lemma.end());
    }
    for (const auto& form : forms) {
        if (watched.is_of_text) {
            watch_text(watched, form);
        } else {
            watch_facet(watched, field, form);
        }
    }
}

void PositionReader::watch_text(Word& word, const std::string& form) {
    const auto number = segment_.forward.find(form);
    if (!number) return;
    by_number_[*number].push_back(&word);
    may_be_watched_.set(*number % may_be_watched_.size());
}

void PositionReader::watch_facet(Word& word, const index::Field& field,
                                 const std::string& form) const {
    const std::string term = index::word_term(field, index::Level::exact, form);
    auto at = segment_.database.postlist_begin(term);
    const auto end = segment_.database.postlist_end(term);
    if (at != end) word.forms.push_back({std::move(at), end});
}

void PositionReader::watch(const Clause& clause) {
    for (const auto& word : clause.words) watch(word, index_field(clause.field));
    for (const auto& part : clause.parts) watch(part);
}

void PositionReader::move_to(Xapian::docid document) {
    document_ = document;
}

const std::vector<std::uint32_t>& PositionReader::positions(const QueryWord& word) {
    Word& watched = *watched_.at(&word);
    if (watched.read_for == document_) return watched.positions;
    if (watched.is_of_text) {
        read_text();
    } else {
        read_facet(watched);
    }
    return watched.positions;
}

void PositionReader::read_text() {
    for (auto& row : words_) {
        if (!row.second.is_of_text) continue;
        row.second.read_for = document_;
        row.second.positions.clear();
    }
    const std::uint32_t title_words = segment_.forward.for_each_word(
        document_, [&](std::uint32_t position, std::uint32_t number) {
            if (!may_be_watched_[number % may_be_watched_.size()]) return;
            const auto found = by_number_.find(number);
            if (found == by_number_.end()) return;
            for (Word* word : found->second) word->positions.push_back(position);
        });
    for (auto& row : words_) {
        auto& positions = row.second.positions;
        if (!row.second.is_of_title) continue;
        positions.erase(std::upper_bound(positions.begin(), positions.end(), title_words),
                        positions.end());
    }
}

void PositionReader::read_facet(Word& word) const {
    word.read_for = document_;
    word.positions.clear();
    std::size_t forms_read = 0;
    for (auto& form : word.forms) {
        if (form.at == form.end) continue;
        if (*form.at < document_) form.at.skip_to(document_);
        if (form.at == form.end || *form.at != document_) continue;
        const auto end = form.at.positionlist_end();
        for (auto position = form.at.positionlist_begin(); position != end; ++position) {
            word.positions.push_back(*position);
        }
        ++forms_read;
    }
    if (forms_read > 1) std::sort(word.positions.begin(), word.positions.end());
}

}  // namespace kiosque::search
