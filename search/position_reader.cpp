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
    std::set<std::string> forms(word.exact.begin(), word.exact.end());
    for (const auto& lemma : word.lemmas) {
        const auto of_lemma = vocabulary_.forms(lemma);
        forms.insert(of_lemma.begin(), of_lemma.end());
    }
    for (const auto& form : forms) {
        const std::string term = index::word_term(field, index::Level::exact, form);
        auto at = segment_.postlist_begin(term);
        const auto end = segment_.postlist_end(term);
        if (at != end) watched.forms.push_back({std::move(at), end});
    }
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
    watched.read_for = document_;
    watched.positions.clear();
    std::size_t forms_read = 0;
    for (auto& form : watched.forms) {
        if (form.at == form.end) continue;
        if (*form.at < document_) form.at.skip_to(document_);
        if (form.at == form.end || *form.at != document_) continue;
        const auto end = form.at.positionlist_end();
        for (auto position = form.at.positionlist_begin(); position != end; ++position) {
            watched.positions.push_back(*position);
        }
        ++forms_read;
    }
    if (forms_read > 1) std::sort(watched.positions.begin(), watched.positions.end());
    return watched.positions;
}

}  // namespace kiosque::search
