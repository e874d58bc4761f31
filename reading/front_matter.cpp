#include "reading/front_matter.hpp"

#include <algorithm>
#include <optional>

#include <yaml-cpp/yaml.h>

#include "base/error.hpp"
#include "reading/cleaning/lines.hpp"
#include "reading/encoding.hpp"

namespace kiosque::reading {
namespace {

constexpr std::size_t kMaxBytes = 64UL * 1024;

struct Fences {
    std::string_view yaml;
    std::string_view rest;
};

/// The line that begins at `at`, without its LF.
std::string_view line_at(std::string_view text, std::size_t at) {
    return text.substr(at, text.find('\n', at) - at);
}

bool is_fence(std::string_view line) {
    return line.starts_with("---") && trim(line) == "---";
}

std::optional<Fences> find_fences(std::string_view markdown) {
    const std::string_view first = line_at(markdown, 0);
    if (!is_fence(first) || first.size() == markdown.size()) return std::nullopt;
    const std::size_t begin = first.size() + 1;
    for (std::size_t at = begin; at < markdown.size();) {
        const std::string_view line = line_at(markdown, at);
        const std::size_t next = std::min(at + line.size() + 1, markdown.size());
        if (is_fence(line) || trim(line) == "...") {
            return Fences{markdown.substr(begin, at - begin), markdown.substr(next)};
        }
        at = next;
    }
    return std::nullopt;
}

[[noreturn]] void refuse_value(const std::string& key, const std::string& reason) {
    throw Error(ErrorCode::bad_article, "front matter: '" + key + "' " + reason);
}

/// An author may be written with more than a name; the name is what counts.
std::string text_of(const std::string& key, const YAML::Node& node) {
    if (node.IsScalar()) return node.Scalar();
    if (node.IsMap()) {
        for (const char* name : {"name", "nom"}) {
            if (const YAML::Node value = node[name]; value && value.IsScalar())
                return value.Scalar();
        }
    }
    refuse_value(key, "must be a text or a list of texts");
}

std::vector<std::string> values_of(const std::string& key, DeclaredField field,
                                   const YAML::Node& node) {
    const bool may_be_list = field == DeclaredField::authors || field == DeclaredField::tags;
    if (node.IsScalar() && field == DeclaredField::tags) return split_tags(node.Scalar());
    if (node.IsScalar()) return {node.Scalar()};
    if (!may_be_list) {
        refuse_value(key, std::string("must be a text, but is a ") +
                              (node.IsSequence() ? "list" : "group of keys"));
    }
    std::vector<std::string> values;
    if (node.IsMap()) {
        values.push_back(text_of(key, node));
    } else {
        for (const YAML::Node& item : node) {
            if (!item.IsNull()) values.push_back(text_of(key, item));
        }
    }
    return values;
}

/// Texts, numbers and lists of them; groups of keys mean nothing here.
void read_more(const std::string& key, const YAML::Node& node, FrontMatter& front) {
    if (node.IsScalar()) front.more.emplace_back(key, node.Scalar());
    if (!node.IsSequence()) return;
    for (const YAML::Node& item : node) {
        if (item.IsScalar()) front.more.emplace_back(key, item.Scalar());
    }
}

void read_fields(const YAML::Node& map, FrontMatter& front) {
    DeclaredFields& fields = front.fields;
    for (const auto& pair : map) {
        if (!pair.first.IsScalar() || pair.second.IsNull()) continue;
        const std::string key = pair.first.Scalar();
        const auto field = field_named(key);
        if (!field) read_more(key, pair.second, front);
        const bool belongs_to_the_body =
            field == DeclaredField::body || field == DeclaredField::html;
        if (!field || belongs_to_the_body || fields.contains(*field)) continue;
        fields[*field] = values_of(key, *field, pair.second);
    }
}

}  // namespace

FrontMatter read_front_matter(std::string_view markdown) {
    FrontMatter front;
    front.rest = markdown;
    const auto fences = find_fences(markdown);
    if (!fences) return front;
    if (fences->yaml.size() > kMaxBytes) {
        throw Error(ErrorCode::bad_article,
                    "front matter has " + std::to_string(fences->yaml.size()) +
                        " bytes; expected at most " + std::to_string(kMaxBytes) +
                        " before the closing ---");
    }
    try {
        const YAML::Node root = YAML::Load(std::string(fences->yaml));
        if (!root.IsMap() && !root.IsNull()) return front;
        if (root.IsMap()) read_fields(root, front);
    } catch (const YAML::Exception& error) {
        // The first line of the YAML is the second of the file; yaml-cpp counts from 0.
        throw Error(ErrorCode::bad_article, "front matter is not valid YAML at line " +
                                                std::to_string(error.mark.line + 2) + ", column " +
                                                std::to_string(error.mark.column + 1) + ": " +
                                                plain_text(error.msg));
    }
    front.rest = fences->rest;
    return front;
}

}  // namespace kiosque::reading
