#pragma once

#include <span>
#include <string_view>

namespace kiosque::reading {

/// How much a line must look like boilerplate before it is cut.
enum class Certainty {
    alone,    ///< the line can say nothing else: cut wherever it stands
    in_pair,  ///< cut beside a second such line, or beside one that is certain
    in_trio,  ///< cut among three such lines, or beside one that is certain
};

/// Lines that web pages print around an article.
///
/// `lines` holds one pattern a line, or several with `|` between. A pattern is compared with a
/// whole line, never with a part of it; both are in lower case, without accents and punctuation.
///     #       any number or numbers
///     @       the name of a social network
///     word?   may be missing
///     : >     a colon (or a bar), an arrow (or a slash) as in "Accueil > Monde"; a colon for which
///             the pattern does not ask is passed over
///     ...     at the end: up to 25 words more; at the start: up to 8 words before
struct BoilerplateGroup {
    std::string_view kind;  ///< as the report names what was cut
    Certainty certainty;
    std::string_view lines;
};

/// The one table of boilerplate. To teach the indexer a new line, add it there.
std::span<const BoilerplateGroup> boilerplate_groups();

/// What `@` stands for.
std::span<const std::string_view> social_networks();

}  // namespace kiosque::reading
