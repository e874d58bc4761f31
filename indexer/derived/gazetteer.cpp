#include "indexer/derived/gazetteer.hpp"

#include <algorithm>
#include <string>

#include "indexer/derived/word_gaps.hpp"

namespace kiosque::indexer {
namespace {

/// The dictionary form that a word of a table stands for. One that is a dictionary form itself is
/// meant as such: "marche" is not every "marcher".
const std::string& lemma_of_form(const text::WordTerms& terms) {
    const auto& lemmas = terms.lemmas;
    const auto same = std::find(lemmas.begin(), lemmas.end(), terms.folded);
    return same != lemmas.end() ? *same : lemmas.front();
}

}  // namespace

/// The words of an article as the tree knows them, and what was found in them.
class Gazetteer::Reading {
public:
    Reading(const Gazetteer& gazetteer, std::span<const ArticleWord> words)
        : gazetteer_(gazetteer), words_(words) {
        ids_.reserve(words.size() * 2);
        ends_.reserve(words.size());
        for (const auto& word : words) read(*word.terms);
        has_context_.resize(gazetteer.contexts_.size());
        for (std::size_t begin = 0; begin < words.size(); ++begin) follow_from(begin);
    }

    std::vector<Mention> mentions() const {
        std::vector<Mention> mentions;
        for (const auto& [form, begin, end] : found_) {
            const auto& needed = form->needed;
            const auto is_there = [&](std::uint32_t context) { return has_context_[context]; };
            if (!needed.empty() && std::none_of(needed.begin(), needed.end(), is_there)) continue;
            const Value& value = gazetteer_.values_[form->value];
            const std::string_view facet =
                value.text.empty() ? std::string_view{} : std::string_view(*value.facet);
            mentions.push_back({begin, end, facet, value.text});
        }
        return mentions;
    }

private:
    /// Notes the word itself, then its lemmas; most words have one lemma, themselves.
    void read(const text::WordTerms& terms) {
        const WordId folded = gazetteer_.words_.find(terms.folded);
        ids_.push_back(folded);
        for (const auto& lemma : terms.lemmas) {
            const WordId id = lemma == terms.folded ? folded : gazetteer_.words_.find(lemma);
            if (id != kNone) ids_.push_back(id);
        }
        ends_.push_back(ids_.size());
    }

    std::span<const WordId> ids_at(std::size_t at) const {
        const std::size_t begin = at == 0 ? 0 : ends_[at - 1];
        return std::span(ids_).subspan(begin, ends_[at] - begin);
    }

    void follow_from(std::size_t begin) {
        const auto ids = ids_at(begin);
        if (ids[0] != kNone) arrive(begin, begin, gazetteer_.starts_[ids[0]].folded);
        for (const WordId lemma : ids.subspan(1)) {
            arrive(begin, begin, gazetteer_.starts_[lemma].lemma);
        }
    }

    /// `node` is where words [begin, last] lead.
    void arrive(std::size_t begin, std::size_t last, NodeId node) {
        if (node == kNone) return;
        for (const auto form : gazetteer_.nodes_[node]) note(gazetteer_.forms_[form], begin, last);
        const std::size_t next = last + 1;
        if (next == words_.size() || !goes_on(words_[next])) return;
        const auto ids = ids_at(next);
        if (ids[0] != kNone) arrive(begin, next, step(node, Level::folded, ids[0]));
        for (const WordId lemma : ids.subspan(1)) {
            arrive(begin, next, step(node, Level::lemma, lemma));
        }
    }

    NodeId step(NodeId from, Level level, WordId word) const {
        return gazetteer_.steps_.find(step_key(from, level, word));
    }

    void note(const Form& form, std::size_t begin, std::size_t last) {
        if (!is_written_as(form, begin, last)) return;
        if (form.context != kNone) has_context_[form.context] = true;
        if (form.value != kNone) found_.push_back({&form, begin, last + 1});
    }

    /// "Mons" in "Mons-en-Barœul", "Saône" in "Chalon-sur-Saône"
    bool is_part_of_place(std::size_t begin, std::size_t last) const {
        const bool is_tied_behind = last + 2 < words_.size() && words_[last + 1].is_joined &&
                                    words_[last + 2].is_joined &&
                                    words_[last + 1].terms->is_stop_word;
        return is_tied_behind ||
               (begin >= 2 && words_[begin].is_joined && words_[begin - 1].is_joined &&
                words_[begin - 1].terms->is_stop_word);
    }

    bool is_written_as(const Form& form, std::size_t begin, std::size_t last) const {
        if (form.kind == FormKind::name && is_part_of_place(begin, last)) return false;
        const auto words = words_.subspan(begin, last + 1 - begin);
        switch (form.kind) {
            case FormKind::common_word:
                return true;
            case FormKind::first_part:
                return last + 1 < words_.size() && words_[last + 1].is_joined;
            case FormKind::acronym:
                return is_acronym(words, begin);
            case FormKind::name:
                break;
        }
        for (std::size_t i = 0; i < words.size(); ++i) {
            const bool is_capital = (form.capitals >> i & 1U) != 0;
            if (is_capital && words[i].capitals != Capitals::none) return true;
        }
        return false;
    }

    /// A grammar word is an acronym only where what stands around is not in capitals too.
    bool is_acronym(std::span<const ArticleWord> words, std::size_t begin) const {
        const auto is_shouted = [&](std::size_t at) {
            return at < words_.size() && words_[at].capitals == Capitals::all;
        };
        if (words.size() == 1 && words[0].terms->is_stop_word &&
            (is_shouted(begin - 1) || is_shouted(begin + 1))) {
            return false;
        }
        return std::all_of(words.begin(), words.end(), [](const ArticleWord& word) {
            const std::string& folded = word.terms->folded;
            const bool is_number = folded.front() >= '0' && folded.front() <= '9';
            const bool has_one_letter =
                folded.size() == 1 || (folded[1] >= '0' && folded[1] <= '9');
            return is_number || word.capitals == Capitals::all ||
                   (has_one_letter && word.capitals == Capitals::first);
        });
    }

    const Gazetteer& gazetteer_;
    std::span<const ArticleWord> words_;
    std::vector<WordId> ids_;
    std::vector<std::size_t> ends_;  ///< in ids_, by word
    std::vector<bool> has_context_;
    std::vector<Found> found_;
};

std::vector<Mention> Gazetteer::find(std::span<const ArticleWord> words) const {
    return Reading(*this, words).mentions();
}

void Gazetteer::add_table(const std::string& facet, std::string_view table, const std::string& name,
                          text::FrenchAnalyzer& analyzer) {
    const std::string* owned = &facets_.emplace_back(facet);
    for (auto& entry : parse_gazetteer(table, name)) {
        const auto value = static_cast<std::uint32_t>(values_.size());
        values_.push_back({owned, std::move(entry.value)});
        for (const auto& form : entry.forms) add_form(form, value, entry.place, analyzer);
    }
}

void Gazetteer::add_form(const TableForm& form, std::uint32_t value, const std::string& place,
                         text::FrenchAnalyzer& analyzer) {
    Form new_form{form.form.kind, 0, value, kNone, {}};
    for (const auto& other : form.context) {
        new_form.needed.push_back(context_of(other, place, analyzer));
    }
    const NodeId node = make_path(form.form, place, analyzer, new_form);
    if (values_[value].text.empty() && form.context.empty()) {
        const std::string* table = values_[value].facet;
        std::erase_if(nodes_[node], [&](std::uint32_t number) {
            const Form& old = forms_[number];
            return old.value != kNone && old.kind == new_form.kind &&
                   values_[old.value].facet != table;
        });
    }
    nodes_[node].push_back(static_cast<std::uint32_t>(forms_.size()));
    forms_.push_back(std::move(new_form));
}

std::uint32_t Gazetteer::context_of(const WrittenForm& form, const std::string& place,
                                    text::FrenchAnalyzer& analyzer) {
    const auto number = static_cast<std::uint32_t>(contexts_.size());
    const char* hyphen = form.kind == FormKind::first_part ? "-" : "";
    const auto [context, is_new] = contexts_.try_emplace(form.text + hyphen, number);
    if (is_new) {
        Form new_form{form.kind, 0, kNone, number, {}};
        const NodeId node = make_path(form, place, analyzer, new_form);
        nodes_[node].push_back(static_cast<std::uint32_t>(forms_.size()));
        forms_.push_back(std::move(new_form));
    }
    return context->second;
}

Gazetteer::NodeId Gazetteer::make_path(const WrittenForm& form, const std::string& place,
                                       text::FrenchAnalyzer& analyzer, Form& new_form) {
    const bool is_inflected = form.kind == FormKind::common_word;
    const auto tokens =
        is_inflected ? analyzer.analyze(form.text) : analyzer.analyze_spelling(form.text);
    if (tokens.empty()) refuse_line(place, "a form must have a word, but is '" + form.text + "'");
    if (tokens.size() > kMaxFormWords) {
        refuse_line(place, "a form must have at most " + std::to_string(kMaxFormWords) +
                               " words, but '" + form.text + "' has " +
                               std::to_string(tokens.size()));
    }
    if (is_inflected && tokens.size() == 1 && tokens.front().terms->is_stop_word) {
        refuse_line(place, "a form must not be a grammar word alone, but is '" + form.text + "'");
    }
    const AnalyzedPart part{form.text, tokens};
    NodeId node = kRoot;
    std::uint16_t bit = 1;
    for (const auto& word : article_words({&part, 1})) {
        if (word.capitals != Capitals::none) new_form.capitals |= bit;
        bit = static_cast<std::uint16_t>(bit << 1U);
        node = is_inflected ? make_step(node, Level::lemma, lemma_of_form(*word.terms))
                            : make_step(node, Level::folded, word.terms->folded);
    }
    return node;
}

std::uint64_t Gazetteer::step_key(NodeId from, Level level, WordId word) {
    return std::uint64_t{from} << 33U | std::uint64_t{word} << 1U |
           static_cast<std::uint64_t>(level);
}

Gazetteer::NodeId Gazetteer::make_step(NodeId from, Level level, const std::string& word) {
    const WordId id = words_.add(word);
    if (id == starts_.size()) starts_.emplace_back();
    NodeId& next = from == kRoot ? (level == Level::folded ? starts_[id].folded : starts_[id].lemma)
                                 : steps_[step_key(from, level, id)];
    if (next == kNone) {
        next = static_cast<NodeId>(nodes_.size());
        nodes_.emplace_back();
    }
    return next;
}

}  // namespace kiosque::indexer
