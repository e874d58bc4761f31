#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/derived/article_words.hpp"
#include "indexer/derived/known_persons.hpp"

namespace kiosque::indexer {

/// The persons of one article, whose names are written in several ways: one value a person.
class ArticlePersons {
public:
    /// So many persons of one family name are told apart; who reads them all is lost anyway.
    static constexpr std::size_t kMostOfAFamily = 50;

    /// `known` must outlive the object.
    explicit ArticlePersons(const KnownPersons& known) : known_(known) {}

    /// Where the family name stands in a full name.
    enum class Order { first_name_first, family_name_first };

    /// The value of the full name in words [begin, end): that of personnes.tsv, else that of the
    /// person of the article with the same family name and first name or its initial, else its own.
    std::string add(std::span<const ArticleWord> words, std::size_t begin, std::size_t end,
                    Order order);

    /// Adds a name of personnes.tsv.
    void add_known(std::span<const ArticleWord> words, const KnownName& name);

    /// The value of the one person of the article who has this family name; empty when there is
    /// none or more than one.
    std::string value_of_family(const ArticleWord& family_name) const;
    bool has_family(const ArticleWord& family_name) const;

private:
    struct Person {
        std::string value;
        std::string first;  ///< name_key of the first name
        std::string family;
        std::string whole;
    };

    void remember(Person person);

    const KnownPersons& known_;
    std::vector<Person> persons_;
    // Rows of persons_, so that an article of many persons takes no longer for each of them.
    std::unordered_map<std::string, std::vector<std::size_t>> by_family_;
    std::unordered_map<std::string, std::size_t> by_whole_;
};

}  // namespace kiosque::indexer
