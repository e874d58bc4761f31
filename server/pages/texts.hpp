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
    partial,

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
    chip,
    is_chosen,
    show_more,
    show_below,
    list_is_cut,

    find_label,
    find_button,
    find_none,
    find_rest,
    find_end,

    chart_all,
    chart_way,
    chart_before,
    chart_after,
    chart_table,
    chart_by_year,
    chart_by_month,
    chart_by_week,
    chart_by_day,
    chart_period,
    chart_articles,
    chart_bar,

    facet_date,
    facet_section,
    facet_theme,
    facet_country,
    facet_place,
    facet_person,
    facet_organisation,
    facet_named_year,
    facet_source,
    facet_author,
    facet_tags,
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
    number_since,
    number_until,
    week,
    short_months,
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
