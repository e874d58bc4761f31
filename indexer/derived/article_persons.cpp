#include "indexer/derived/article_persons.hpp"

#include <algorithm>

#include "indexer/derived/name_runs.hpp"

namespace kiosque::indexer {
namespace {

/// "emmanuel" and "e", or the same.
bool may_be_same_first_name(const std::string& a, const std::string& b) {
    if (a.empty() || b.empty()) return false;
    return a == b || ((a.size() == 1 || b.size() == 1) && a.front() == b.front());
}

}  // namespace

std::string ArticlePersons::add(std::span<const ArticleWord> words, std::size_t begin,
                                std::size_t end, Order order) {
    const bool is_family_first = order == Order::family_name_first;
    Person person{{},
                  name_key(words[is_family_first ? end - 1 : begin]),
                  name_key(words[is_family_first ? begin : end - 1]),
                  name_key(words, begin, end)};
    const std::string* value = known_.value_of_key(person.whole);
    for (const Person& other : persons_) {
        const bool is_same =
            other.whole == person.whole ||
            (other.family == person.family && !is_reign_number(words[end - 1].written) &&
             may_be_same_first_name(other.first, person.first));
        if (is_same && (value == nullptr || other.value == *value)) return other.value;
    }
    person.value = value != nullptr ? *value : name_of(words, begin, end);
    persons_.push_back(person);
    return person.value;
}

void ArticlePersons::add_known(std::span<const ArticleWord> words, const KnownName& name) {
    if (name.value->empty()) return;
    Person person{*name.value, name_key(words[name.begin]), name_key(words[name.end - 1]),
                  name_key(words, name.begin, name.end)};
    // "Xi Jinping", "Kim Jong-un": the value tells by its order which word is the family name.
    if (name.value->starts_with("Xi ") || name.value->starts_with("Kim ") ||
        name.value->starts_with("Li ") || name.value->starts_with("Mao ")) {
        std::swap(person.first, person.family);
    }
    const bool is_new = std::none_of(persons_.begin(), persons_.end(),
                                     [&](const Person& p) { return p.whole == person.whole; });
    if (is_new) persons_.push_back(std::move(person));
}

std::string ArticlePersons::value_of_family(const ArticleWord& family_name) const {
    if (persons_.empty()) return {};
    const std::string key = name_key(family_name);
    std::string value;
    for (const Person& person : persons_) {
        if (person.family != key) continue;
        if (!value.empty() && value != person.value) return {};
        value = person.value;
    }
    return value;
}

bool ArticlePersons::has_family(const ArticleWord& family_name) const {
    const std::string key = name_key(family_name);
    return std::any_of(persons_.begin(), persons_.end(),
                       [&](const Person& person) { return person.family == key; });
}

}  // namespace kiosque::indexer
