#include "indexer/derived/article_persons.hpp"

#include <utility>

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
    const auto has_value = [&](const Person& other) {
        return value == nullptr || other.value == *value;
    };
    if (const auto same = by_whole_.find(person.whole); same != by_whole_.end()) {
        if (has_value(persons_[same->second])) return persons_[same->second].value;
    }
    if (!is_reign_number(words[end - 1].written)) {
        for (const std::size_t row : by_family_[person.family]) {
            const Person& other = persons_[row];
            if (may_be_same_first_name(other.first, person.first) && has_value(other)) {
                return other.value;
            }
        }
    }
    person.value = value != nullptr ? *value : name_of(words, begin, end);
    const std::string added = person.value;
    remember(std::move(person));
    return added;
}

void ArticlePersons::remember(Person person) {
    auto& family = by_family_[person.family];
    if (family.size() == kMostOfAFamily) return;
    family.push_back(persons_.size());
    by_whole_.try_emplace(person.whole, persons_.size());
    persons_.push_back(std::move(person));
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
    if (!by_whole_.contains(person.whole)) remember(std::move(person));
}

std::string ArticlePersons::value_of_family(const ArticleWord& family_name) const {
    const auto family = by_family_.find(name_key(family_name));
    if (family == by_family_.end()) return {};
    std::string value;
    for (const std::size_t row : family->second) {
        if (!value.empty() && value != persons_[row].value) return {};
        value = persons_[row].value;
    }
    return value;
}

bool ArticlePersons::has_family(const ArticleWord& family_name) const {
    const auto family = by_family_.find(name_key(family_name));
    return family != by_family_.end() && !family->second.empty();
}

}  // namespace kiosque::indexer
