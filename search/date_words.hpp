#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "search/request.hpp"

namespace kiosque::search {

/// No date takes more words: "du 28 décembre 2023 au 3 janvier 2024".
inline constexpr std::size_t kMostDateWords = 8;

/// Days that a query names in words.
struct DateWords {
    std::size_t words;  ///< how many words of the query name them
    DayRange days;
    /// An article may say the same in its text ("2013", "mars 2024"), which finds it too. "hier"
    /// and "-7j" mean nothing but the day of the article.
    bool may_stand_in_text;
};

/// The days that the first of `words` name, the longest way to read them; nothing when they name
/// none.
///
/// hier, avant-hier, aujourd'hui, -7j; 2013; mars 2024; 3 juin 2024; 1er juin 2024; du 3 au 9 juin
/// 2024; du 28 mai au 3 juin 2024; de mars à mai 2024; de 2013 à 2015; 2024-03-05; 2013..2015;
/// 03/06/2024. `today` is the day in Paris.
std::optional<DateWords> read_date_words(std::span<const std::string_view> words, Day today);

}  // namespace kiosque::search
