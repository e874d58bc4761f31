// Gumbo frees its tree by recursion: measured, 200,000 levels pass and a million overflow a stack
// of 8 MiB. Tables and lists put up to five levels of the tree behind one that is counted here, so
// the limit of 5,000 leaves a margin of eight.

#include "reading/html_markup.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace kiosque::reading {
namespace {

constexpr std::size_t kMaxDepth = 5000;
constexpr std::size_t kMaxNodes = 3'000'000;
constexpr std::size_t kMaxAttributes = 1000;
/// For every tag the parser may look through all that is open: this many looks take it a second or
/// two, and a page of a megabyte needs a million.
constexpr std::size_t kMaxLooks = 500'000'000;

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

bool is_void(std::string_view name) {
    return is_one_of(name, {"area", "base", "br", "col", "embed", "hr", "img", "input", "link",
                            "meta", "param", "source", "track", "wbr"});
}

bool has_optional_end(std::string_view name) {
    return is_one_of(name, {"html", "head", "body", "p", "li", "dt", "dd", "option", "optgroup",
                            "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "rt", "rp"});
}

/// The parser opens these again in every block until their end tag comes.
bool is_formatting(std::string_view name) {
    return is_one_of(name, {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small",
                            "strike", "strong", "tt", "u"});
}

/// What they hold is text to the parser, unless they stand in SVG or MathML.
bool may_hold_raw_text(std::string_view name) {
    return is_one_of(name, {"title", "textarea", "xmp", "iframe", "noembed", "noframes"});
}

bool is_foreign(std::string_view name) {
    return name == "svg" || name == "math";
}

/// Elements that SVG and MathML cannot hold: meeting one, the parser leaves them.
bool leaves_foreign(std::string_view name) {
    return is_one_of(
        name, {"b",    "big",  "blockquote", "body", "br",    "center", "code",  "em",     "embed",
               "hr",   "i",    "img",        "meta", "nobr",  "s",      "small", "strike", "strong",
               "tt",   "u",    "dd",         "div",  "dl",    "dt",     "h1",    "h2",     "h3",
               "h4",   "h5",   "h6",         "head", "li",    "menu",   "ol",    "p",      "pre",
               "ruby", "span", "sub",        "sup",  "table", "ul",     "var"});
}

/// Inside these, SVG and MathML hold HTML again.
bool holds_html(std::string_view name) {
    return is_one_of(name, {"foreignobject", "desc", "title", "annotation-xml", "mi", "mo", "mn",
                            "ms", "mtext"});
}

/// An end tag closes its element only when no structure stands between; these are the elements that
/// the parser certainly looks through.
bool is_inline(std::string_view name) {
    return is_formatting(name) ||
           is_one_of(name,
                     {"span", "abbr", "cite", "q", "label", "sub", "sup", "time", "mark", "ins",
                      "del", "bdo", "bdi", "dfn", "kbd", "samp", "var", "acronym", "data"});
}

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool begins_with(std::string_view text, std::string_view lower_case) {
    return text.size() >= lower_case.size() &&
           std::equal(lower_case.begin(), lower_case.end(), text.begin(),
                      [](char wanted, char c) { return wanted == lower(c); });
}

struct Tag {
    std::string name;
    std::string_view source;  ///< from '<' to '>'
    bool is_end = false;
    bool closes_itself = false;
};

class Scan {
public:
    explicit Scan(std::string_view html) : html_(html) {}

    PageMarkup run() {
        while (at_ < html_.size()) {
            const std::size_t tag = std::min(html_.find('<', at_), html_.size());
            page_.markup.append(html_.substr(at_, tag - at_));
            at_ = tag;
            if (at_ < html_.size()) at_sign();
        }
        return std::move(page_);
    }

private:
    void at_sign() {
        const std::string_view rest = html_.substr(at_);
        if (rest.starts_with("<!--")) {
            skip_behind("-->", 2);
        } else if (rest.starts_with("<![CDATA[")) {
            skip_behind("]]>", 0);
        } else if (rest.starts_with("<!") || rest.starts_with("<?")) {
            skip_behind(">", 0);
        } else if (rest.size() > 1 &&
                   (is_ascii_letter(rest[1]) ||
                    (rest.size() > 2 && rest[1] == '/' && is_ascii_letter(rest[2])))) {
            at_tag(read_tag());
        } else if (rest.starts_with("</")) {
            skip_behind(">", 0);
        } else {
            page_.markup += "&lt;";
            ++at_;
        }
    }

    void skip_behind(std::string_view end, std::size_t from) {
        const std::size_t found = html_.find(end, at_ + from);
        at_ = found == std::string_view::npos ? html_.size() : found + end.size();
    }

    Tag read_tag() {
        Tag tag;
        const std::size_t begin = at_++;
        if (html_[at_] == '/') {
            tag.is_end = true;
            ++at_;
        }
        while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '/' &&
               html_[at_] != '>') {
            tag.name.push_back(lower(html_[at_++]));
        }
        std::size_t attributes = 0;
        while (at_ < html_.size() && html_[at_] != '>') {
            if (is_space(html_[at_]) || html_[at_] == '/') {
                ++at_;
                continue;
            }
            read_attribute();
            if (++attributes > kMaxAttributes) {
                throw Error(ErrorCode::bad_article, "has a <" + tag.name + "> tag with more than " +
                                                        std::to_string(kMaxAttributes) +
                                                        " attributes");
            }
        }
        if (at_ < html_.size()) ++at_;
        tag.source = html_.substr(begin, at_ - begin);
        tag.closes_itself = tag.source.ends_with("/>");
        return tag;
    }

    void read_attribute() {
        ++at_;  // a name may begin with '='
        while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '/' &&
               html_[at_] != '>' && html_[at_] != '=') {
            ++at_;
        }
        skip_spaces();
        if (at_ == html_.size() || html_[at_] != '=') return;
        ++at_;
        skip_spaces();
        if (at_ == html_.size()) return;
        if (html_[at_] == '"' || html_[at_] == '\'') {
            at_ = std::min(html_.find(html_[at_], at_ + 1), html_.size() - 1) + 1;
        } else {
            while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '>') ++at_;
        }
    }

    void skip_spaces() {
        while (at_ < html_.size() && is_space(html_[at_])) ++at_;
    }

    void at_tag(const Tag& tag) {
        if (!tag.is_end && (tag.name == "script" || tag.name == "style")) {
            skip_script(tag);
            return;
        }
        if (tag.name == "script" || tag.name == "style" || tag.name == "plaintext") return;
        page_.markup.append(tag.source);
        looks_ += open_.size() + formatting_.size();
        if (tag.is_end) {
            close(tag);
        } else {
            open(tag);
        }
        check();
    }

    /// Leaves a script or a style out, up to its end tag.
    void skip_script(const Tag& tag) {
        const std::string end_tag = "</" + tag.name;
        const std::size_t begin = at_;
        while (at_ < html_.size() && !begins_with(html_.substr(at_), end_tag)) {
            at_ = std::min(html_.find('<', at_ + 1), html_.size());
        }
        std::string source(tag.source);
        std::ranges::transform(source, source.begin(), lower);
        if (source.find("ld+json") != std::string::npos) {
            page_.json_ld.emplace_back(html_.substr(begin, at_ - begin));
        }
        if (at_ < html_.size()) skip_behind(">", 0);
    }

    void open(const Tag& tag) {
        // Links do not nest: a link closes the one before.
        if (tag.name == "a" || tag.name == "nobr") close(tag);
        nodes_ += 1 + formatting_.size();
        if (foreign_ > 0 && leaves_foreign(tag.name)) leave_foreign();
        const bool in_foreign = foreign_ > 0;
        const bool is_leaf =
            in_foreign ? tag.closes_itself : is_void(tag.name) || has_optional_end(tag.name);
        if (!is_leaf) {
            open_.push_back(tag.name);
            if (is_foreign(tag.name)) ++foreign_;
            if (may_hold_raw_text(tag.name)) raw_ = tag.name;
        }
        if (!is_leaf && is_formatting(tag.name)) remember_formatting(tag);
    }

    /// Closes an SVG that was never closed, unless HTML may stand inside it.
    void leave_foreign() {
        const auto first = std::ranges::find_if(open_, is_foreign);
        if (std::any_of(first, open_.end(), holds_html)) return;
        open_.erase(first, open_.end());
        foreign_ = 0;
    }

    /// Three open elements that look the same are as many as the parser keeps.
    void remember_formatting(const Tag& tag) {
        const auto same = std::ranges::count(formatting_, tag.source, &Formatting::source);
        if (same < 3) formatting_.push_back({tag.name, tag.source});
    }

    void forget_formatting(const std::string& name) {
        const auto last = std::find_if(formatting_.rbegin(), formatting_.rend(),
                                       [&](const Formatting& one) { return one.name == name; });
        if (last != formatting_.rend()) formatting_.erase(std::next(last).base());
    }

    void close(const Tag& tag) {
        if (!raw_.empty()) {
            if (tag.name != raw_) return;  // to the parser this may be text
            raw_.clear();
        }
        forget_formatting(tag.name);
        std::size_t above = open_.size();
        while (above > 0 && open_[above - 1] != tag.name && is_inline(open_[above - 1])) --above;
        if (above == 0 || open_[above - 1] != tag.name) return;
        open_.resize(above - 1);
        if (is_foreign(tag.name)) --foreign_;
    }

    void check() const {
        if (open_.size() + formatting_.size() > kMaxDepth) {
            throw Error(ErrorCode::bad_article, "has elements nested more than " +
                                                    std::to_string(kMaxDepth) +
                                                    " deep; no browser's page is built so");
        }
        if (looks_ > kMaxLooks) {
            throw Error(ErrorCode::bad_article,
                        "has too many tags inside elements that are never closed");
        }
        if (nodes_ > kMaxNodes) {
            throw Error(ErrorCode::bad_article,
                        "has more than " + std::to_string(kMaxNodes) +
                            " elements once those that are never closed are counted");
        }
    }

    struct Formatting {
        std::string name;
        std::string_view source;
    };

    std::string_view html_;
    std::size_t at_ = 0;
    PageMarkup page_;
    std::vector<std::string> open_;
    std::vector<Formatting> formatting_;
    std::size_t foreign_ = 0;
    std::size_t nodes_ = 0;
    std::size_t looks_ = 0;
    std::string raw_;  ///< the open element that may hold raw text
};

}  // namespace

PageMarkup scan_markup(std::string_view html) {
    return Scan(html).run();
}

}  // namespace kiosque::reading
