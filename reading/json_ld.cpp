#include "reading/json_ld.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include <nlohmann/json.hpp>

#include "reading/cleaning/lines.hpp"
#include "reading/declared_fields.hpp"
#include "reading/encoding.hpp"
#include "reading/html_body.hpp"

namespace kiosque::reading {
namespace {

using nlohmann::json;

constexpr int kMaxDepth = 32;

std::optional<json> parse(const std::string& block) {
    std::string text = block;
    // Line ends inside strings are not JSON, but common in pages.
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    const std::size_t begin = text.find_first_of("{[");  // passes over "//<![CDATA["
    const std::size_t end = text.find_last_of("}]");
    if (begin == std::string::npos || end == std::string::npos || end < begin) return std::nullopt;
    bool too_deep = false;
    const auto guard = [&](int depth, json::parse_event_t, json&) {
        too_deep = too_deep || depth > kMaxDepth;
        return depth <= kMaxDepth;
    };
    json value = json::parse(text.begin() + static_cast<std::ptrdiff_t>(begin),
                             text.begin() + static_cast<std::ptrdiff_t>(end) + 1, guard,
                             /*allow_exceptions=*/false);
    if (value.is_discarded() || too_deep) return std::nullopt;
    return value;
}

/// The objects of all blocks, those in lists and @graph included.
class Objects {
public:
    void add(const json& value) {
        if (value.is_array()) {
            for (const json& item : value) add(item);
        }
        if (!value.is_object()) return;
        all_.push_back(value);
        if (const auto id = value.find("@id"); id != value.end() && id->is_string()) {
            if (value.size() > 1) by_id_[id->get<std::string>()] = all_.size() - 1;
        }
        for (const char* inside : {"@graph", "mainEntity"}) {
            if (const auto found = value.find(inside); found != value.end()) add(*found);
        }
    }

    /// `value`, or the object that its @id names.
    const json& resolve(const json& value) const {
        if (!value.is_object() || value.size() != 1) return value;
        const auto id = value.find("@id");
        if (id == value.end() || !id->is_string()) return value;
        const auto found = by_id_.find(id->get<std::string>());
        return found == by_id_.end() ? value : all_[found->second];
    }

    /// The first that is an article by its type.
    const json* article() const {
        const auto found = std::ranges::find_if(all_, is_article);
        return found == all_.end() ? nullptr : &*found;
    }

private:
    static bool is_article(const json& object) {
        const auto type = object.find("@type");
        if (type == object.end()) return false;
        if (type->is_string()) return is_article_type(type->get<std::string>());
        return type->is_array() && std::ranges::any_of(*type, [](const json& one) {
                   return one.is_string() && is_article_type(one.get<std::string>());
               });
    }

    /// NewsArticle, ReportageNewsArticle, BlogPosting ...: the family of schema.org/Article.
    static bool is_article_type(std::string_view type) {
        return type.ends_with("Article") || type.ends_with("Posting") || type == "Report";
    }

    std::vector<json> all_;
    std::map<std::string, std::size_t> by_id_;
};

/// Strings in JSON-LD often carry the entities and tags of the page.
std::string without_markup(const std::string& text) {
    if (text.find_first_of("&<") == std::string::npos) return one_line(plain_text(text));
    std::string joined;
    for (const std::string& paragraph : fragment_paragraphs(text)) joined += paragraph + " ";
    return one_line(joined);
}

class ArticleReader {
public:
    ArticleReader(const Objects& objects, const json& article)
        : objects_(objects), article_(article) {}

    /// The text of a key; of an object or the first of a list, its name.
    std::string text(const char* key) const {
        const auto all = texts(key);
        return all.empty() ? std::string() : all.front();
    }

    std::vector<std::string> texts(const char* key) const {
        std::vector<std::string> found;
        const auto value = article_.find(key);
        if (value == article_.end()) return found;
        const json list = value->is_array() ? *value : json::array({*value});
        for (const json& item : list) {
            std::string one = name_of(objects_.resolve(item));
            if (!one.empty()) found.push_back(std::move(one));
        }
        return found;
    }

private:
    static std::string name_of(const json& value) {
        if (value.is_string()) return without_markup(value.get<std::string>());
        for (const char* key : {"name", "@id"}) {
            if (!value.is_object()) break;
            const auto name = value.find(key);
            if (name != value.end() && name->is_string())
                return without_markup(name->get<std::string>());
        }
        return {};
    }

    const Objects& objects_;
    const json& article_;
};

void fill(std::string& field, std::string value) {
    if (field.empty()) field = std::move(value);
}

bool is_address(const std::string& text) {
    return text.find("://") != std::string::npos || text.starts_with('#');
}

}  // namespace

void take_json_ld(const std::vector<std::string>& blocks, ReadArticle& read) {
    Objects objects;
    for (const std::string& block : blocks) {
        if (trim(block).empty()) continue;
        if (const auto value = parse(block)) {
            objects.add(*value);
        } else {
            read.warnings.emplace_back("a block of JSON-LD is not valid JSON and was passed over");
        }
    }
    const json* found = objects.article();
    if (found == nullptr) return;
    const ArticleReader reader(objects, *found);
    Article& article = read.article;
    fill(article.title, reader.text("headline"));
    fill(article.title, reader.text("name"));
    if (!article.title.empty() && read.title_from.empty()) read.title_from = "JSON-LD";
    fill(article.description, reader.text("description"));
    fill(article.source, reader.text("publisher"));
    if (is_address(article.source)) article.source.clear();
    fill(article.section, reader.text("articleSection"));
    fill(article.language, reader.text("inLanguage"));
    take_date(reader.text("datePublished"), read);
    if (article.authors.empty()) article.authors = reader.texts("author");
    std::erase_if(article.authors, is_address);
    if (article.tags.empty()) article.tags = reader.texts("keywords");
    if (article.tags.size() == 1) article.tags = split_tags(article.tags.front());
}

}  // namespace kiosque::reading
