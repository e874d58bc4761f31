#include "reading/declared_fields.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "reading/cleaning/lines.hpp"
#include "reading/encoding.hpp"
#include "text/dates.hpp"
#include "text/normalization.hpp"

namespace kiosque::reading {
namespace {

constexpr std::size_t kMaxIdBytes = 500;
constexpr std::size_t kShownBytes = 80;

struct FieldName {
    std::string_view key;
    DeclaredField field;
};
constexpr FieldName kFieldNames[] = {
    {"id", DeclaredField::id},
    {"title", DeclaredField::title},
    {"titre", DeclaredField::title},
    {"headline", DeclaredField::title},
    {"text", DeclaredField::body},
    {"texte", DeclaredField::body},
    {"body", DeclaredField::body},
    {"corps", DeclaredField::body},
    {"content", DeclaredField::body},
    {"contenu", DeclaredField::body},
    {"html", DeclaredField::html},
    {"content_html", DeclaredField::html},
    {"date", DeclaredField::date},
    {"published", DeclaredField::date},
    {"date_published", DeclaredField::date},
    {"datepublished", DeclaredField::date},
    {"source", DeclaredField::source},
    {"author", DeclaredField::authors},
    {"authors", DeclaredField::authors},
    {"auteur", DeclaredField::authors},
    {"auteurs", DeclaredField::authors},
    {"section", DeclaredField::section},
    {"rubrique", DeclaredField::section},
    {"tags", DeclaredField::tags},
    {"keywords", DeclaredField::tags},
    {"description", DeclaredField::description},
    {"chapo", DeclaredField::description},
    {"url", DeclaredField::url},
    {"lang", DeclaredField::language},
    {"langue", DeclaredField::language},
    {"language", DeclaredField::language},
};

std::string first_value(const DeclaredFields& fields, DeclaredField field) {
    const auto found = fields.find(field);
    if (found == fields.end() || found->second.empty()) return {};
    return one_line(plain_text(found->second.front()));
}

std::vector<std::string> every_value(const DeclaredFields& fields, DeclaredField field) {
    std::vector<std::string> values;
    const auto found = fields.find(field);
    if (found == fields.end()) return values;
    for (const std::string& value : found->second) {
        std::string line = one_line(plain_text(value));
        if (!line.empty()) values.push_back(std::move(line));
    }
    return values;
}

std::string quoted(std::string_view value) {
    return "'" + text::to_nfc(cut_utf8(value, kShownBytes)) + "'";
}

}  // namespace

std::optional<DeclaredField> field_named(std::string_view key) {
    const std::string lower = text::to_lower(trim(key));
    const auto* found = std::ranges::find(kFieldNames, lower, &FieldName::key);
    if (found == std::end(kFieldNames)) return std::nullopt;
    return found->field;
}

std::string checked_id(std::string_view id) {
    const std::string_view trimmed = trim(id);
    const auto refuse = [](const std::string& reason) {
        throw Error(
            ErrorCode::bad_article,
            "the id must be 1 to 500 bytes of text without control characters, but " + reason);
    };
    if (trimmed.empty()) refuse("is empty");
    if (trimmed.size() > kMaxIdBytes) refuse("has " + std::to_string(trimmed.size()) + " bytes");
    std::string checked = text::to_nfc(trimmed);
    const bool has_controls = std::ranges::any_of(
        checked, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    if (has_controls) refuse("has some");
    return checked;
}

void take_more(std::string_view key, std::string_view value, Article& article) {
    constexpr std::size_t kMostKeys = 64;
    constexpr std::size_t kMostValues = 1000;
    const std::string name = text::to_lower(one_line(plain_text(key)));
    std::string line = one_line(plain_text(value));
    const bool has_room = article.more.contains(name) || article.more.size() < kMostKeys;
    if (name.empty() || line.empty() || !has_room) return;
    auto& values = article.more[name];
    if (values.size() < kMostValues) values.push_back(std::move(line));
}

void take_date(std::string_view date, ReadArticle& read) {
    if (read.article.date || trim(date).empty()) return;
    read.article.date = text::parse_article_date(date);
    if (!read.article.date) {
        read.warnings.push_back("the date " + quoted(date) +
                                " cannot be read; expected for instance 2024-07-03");
    }
}

void take_url(std::string_view url, ReadArticle& read) {
    const std::string trimmed = one_line(url);
    if (!read.article.url.empty() || trimmed.empty()) return;
    const std::string lower = text::to_lower(trimmed);
    if (lower.starts_with("https://") || lower.starts_with("http://")) {
        read.article.url = trimmed;
    } else {
        read.warnings.push_back("the URL " + quoted(trimmed) +
                                " is left out; expected one that begins with https:// or http://");
    }
}

std::vector<std::string> split_tags(std::string_view tags) {
    std::vector<std::string> split;
    for (std::size_t begin = 0; begin < tags.size();) {
        const std::size_t end = std::min(tags.find_first_of(",;", begin), tags.size());
        std::string tag = one_line(tags.substr(begin, end - begin));
        if (!tag.empty()) split.push_back(std::move(tag));
        begin = end + 1;
    }
    return split;
}

void take_declared_fields(const DeclaredFields& fields, const std::string& title_from,
                          ReadArticle& read) {
    Article& article = read.article;
    if (const auto id = fields.find(DeclaredField::id); id != fields.end()) {
        article.id = checked_id(id->second.empty() ? std::string() : id->second.front());
    }
    article.title = first_value(fields, DeclaredField::title);
    if (!article.title.empty()) read.title_from = title_from;
    article.description = first_value(fields, DeclaredField::description);
    article.source = first_value(fields, DeclaredField::source);
    article.section = first_value(fields, DeclaredField::section);
    article.language = first_value(fields, DeclaredField::language);
    article.authors = every_value(fields, DeclaredField::authors);
    article.tags = every_value(fields, DeclaredField::tags);
    take_date(first_value(fields, DeclaredField::date), read);
    take_url(first_value(fields, DeclaredField::url), read);
}

}  // namespace kiosque::reading
