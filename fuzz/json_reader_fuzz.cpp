#include <sstream>

#include "fuzz/articles.hpp"
#include "reading/json_reader.hpp"

using namespace kiosque;
using fuzz::require;

/// Any bytes are sound articles and Problems, as a JSON file and as JSON Lines.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(fuzz::as_text(data, size));
    const auto on_article = [](const reading::ReadArticle& read) {
        fuzz::check_article(read);
        require(!read.article.id.empty(), "an article has an id");
    };
    const auto on_problem = [](const reading::Problem& problem) {
        require(is_valid_utf8(problem.message), "a message is UTF-8");
    };
    reading::read_json(bytes, "a.json", "a.json", on_article, on_problem);
    std::istringstream lines(bytes);
    reading::read_json_lines(lines, 10'000, "a.jsonl", "a.jsonl", on_article, on_problem);
    return 0;
}
