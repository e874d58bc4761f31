#include "reading/markdown_text.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include <cmark.h>

#include "base/error.hpp"
#include "reading/cleaning/lines.hpp"
#include "reading/encoding.hpp"
#include "reading/html_body.hpp"
#include "text/normalization.hpp"

namespace kiosque::reading {
namespace {

/// The parser's time grows with the square of the brackets that a paragraph leaves open: measured,
/// 20,000 take 0.7 s and 330,000 more than a minute.
constexpr std::size_t kMaxBrackets = 5000;

/// Counts from empty line to empty line, which no paragraph crosses.
void refuse_too_many_brackets(std::string_view markdown) {
    std::size_t brackets = 0;
    bool line_is_empty = true;
    for (const char c : markdown) {
        if (c == '\n') {
            if (line_is_empty) brackets = 0;
            line_is_empty = true;
        } else if (c != ' ' && c != '\t') {
            line_is_empty = false;
        }
        if (c == '[' && ++brackets > kMaxBrackets) {
            throw Error(ErrorCode::bad_article, "has a paragraph with more than " +
                                                    std::to_string(kMaxBrackets) +
                                                    " opening brackets");
        }
    }
}

using Document = std::unique_ptr<cmark_node, decltype(&cmark_node_free)>;
using Iterator = std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)>;

std::vector<std::string> split_at_line_ends(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

/// "| --- | :---: |", the line under the head of a table.
bool is_table_rule(const std::string& line) {
    return line.find('|') != std::string::npos && line.find("--") != std::string::npos &&
           line.find_first_not_of("|-: \t") == std::string::npos;
}

std::string without_pipes(std::string row) {
    std::ranges::replace(row, '|', ' ');
    return one_line(row);
}

/// CommonMark has no tables: one comes as a paragraph of lines with pipes.
class ParagraphText {
public:
    explicit ParagraphText(const std::string& text) : lines_(split_at_line_ends(text)) {}

    std::vector<std::string> blocks() const {
        const auto rule = std::ranges::find_if(lines_, is_table_rule);
        if (rule == lines_.begin() || rule == lines_.end())
            return {joined(lines_.begin(), lines_.end())};
        std::vector<std::string> blocks = {joined(lines_.begin(), rule - 1),
                                           without_pipes(*(rule - 1))};
        auto row = rule + 1;
        for (; row != lines_.end() && row->find('|') != std::string::npos; ++row) {
            blocks.push_back(without_pipes(*row));
        }
        blocks.push_back(joined(row, lines_.end()));
        return blocks;
    }

private:
    using Position = std::vector<std::string>::const_iterator;

    static std::string joined(Position begin, Position end) {
        std::string text;
        for (auto line = begin; line != end; ++line) text += *line + " ";
        return one_line(text);
    }

    std::vector<std::string> lines_;
};

/// Gathers the text of inline nodes; what stands between <script> or <style> tags is none.
class InlineText {
public:
    void add(const char* literal) {
        if (literal != nullptr && hidden_by_.empty()) text_ += literal;
    }

    void add_break() { text_ += '\n'; }

    void meet_tag(const char* literal) {
        const std::string tag = text::to_lower(literal == nullptr ? "" : literal);
        for (const std::string name : {"script", "style"}) {
            if (tag.starts_with("<" + name)) hidden_by_ = name;
            if (tag.starts_with("</" + name) && hidden_by_ == name) hidden_by_.clear();
        }
        if (tag.starts_with("<br")) add_break();
    }

    std::string take() {
        hidden_by_.clear();
        return std::exchange(text_, {});
    }

private:
    std::string text_;
    std::string hidden_by_;
};

class BlockCollector {
public:
    void meet(cmark_event_type event, cmark_node* node) {
        const bool enters = event == CMARK_EVENT_ENTER;
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_TEXT:
            case CMARK_NODE_CODE:
                inline_.add(cmark_node_get_literal(node));
                break;
            case CMARK_NODE_SOFTBREAK:
            case CMARK_NODE_LINEBREAK:
                inline_.add_break();
                break;
            case CMARK_NODE_HTML_INLINE:
                inline_.meet_tag(cmark_node_get_literal(node));
                break;
            case CMARK_NODE_CODE_BLOCK:
                add(cmark_node_get_literal(node), 0);
                break;
            case CMARK_NODE_HTML_BLOCK:
                for (const std::string& paragraph :
                     fragment_paragraphs(cmark_node_get_literal(node))) {
                    add(paragraph, 0);
                }
                break;
            case CMARK_NODE_PARAGRAPH:
                if (enters) break;
                for (const std::string& text : ParagraphText(inline_.take()).blocks()) add(text, 0);
                break;
            case CMARK_NODE_HEADING:
                if (!enters) add(inline_.take(), cmark_node_get_heading_level(node));
                break;
            default:
                break;
        }
    }

    std::vector<MarkdownBlock> blocks;

private:
    void add(std::string_view text, int heading_level) {
        std::string line = one_line(plain_text(text));
        if (!line.empty()) blocks.push_back({std::move(line), heading_level});
    }

    InlineText inline_;
};

}  // namespace

std::vector<MarkdownBlock> markdown_blocks(std::string_view markdown) {
    refuse_too_many_brackets(markdown);
    const Document document(
        cmark_parse_document(markdown.data(), markdown.size(), CMARK_OPT_DEFAULT),
        &cmark_node_free);
    const Iterator iterator(cmark_iter_new(document.get()), &cmark_iter_free);
    BlockCollector collector;
    for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator.get())) {
        collector.meet(event, cmark_iter_get_node(iterator.get()));
    }
    return std::move(collector.blocks);
}

}  // namespace kiosque::reading
