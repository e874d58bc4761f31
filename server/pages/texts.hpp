#pragma once

#include <initializer_list>
#include <string>

#include "server/pages/language.hpp"

namespace kiosque::server {

/// Everything that the pages say, in the order of the table in texts.cpp.
enum class Text {
    tagline,
    start_heading,
    start_description,
    skip_to_content,
    search_label,
    search_button,
    search_hint,
    other_language,
    footer_note,
    footer_api,

    newest_heading,
    results_heading,
    hits_none,
    hits_one,
    hits_many,
    hits_for,
    took,
    page_of,
    understood_as,
    relaxed,

    sort_heading,
    sort_relevance,
    sort_newest,
    sort_oldest,

    filters_heading,
    filters_with_count,
    chosen_heading,
    remove_filter,
    remove_all_filters,
    except,
    is_chosen,
    show_more,

    facet_section,
    facet_source,
    facet_author,
    facet_tags,
    facet_year,
    facet_date,
    facet_match,
    match_exact,
    match_inflected,
    match_family,

    pages_heading,
    previous_page,
    next_page,
    page_number,
    last_reachable_page,
    no_such_page,
    to_last_page,

    empty_heading,
    empty_check_spelling,
    empty_fewer_words,
    empty_without_quotes,
    empty_wider_match,
    empty_without_filters,
    empty_all_articles,

    back_to_results,
    back_to_search,
    read_original,
    about_heading,
    untitled,

    wrong_heading,
    wrong_query,
    wrong_date,
    wrong_sort,
    wrong_match,
    wrong_page,
    wrong_language,
    wrong_facet,
    wrong_repeated,
    go_without_it,

    not_found_heading,
    not_found_article,
    no_index_heading,
    no_index_text,
    failed_heading,
    failed_text,

    since,
    until,
    from_to,
    january,
    february,
    march,
    april,
    may,
    june,
    july,
    august,
    september,
    october,
    november,
    december,

    count,  ///< how many there are
};

/// What `text` says in `language`, with {1}, {2} … replaced by `values`. Not escaped.
std::string say(Language language, Text text, std::initializer_list<std::string> values = {});

}  // namespace kiosque::server
