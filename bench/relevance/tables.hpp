#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

/// The tables that bench/relevance/run leaves for the programs of this folder: a line a row, tabs
/// between the columns.
namespace kiosque::bench {

struct DocumentRow {
    std::string id;
    std::string title;
    std::string text;
};

struct QueryRow {
    std::string id;
    std::string text;
};

/// Grades of documents, by query id and document id.
using Judgements = std::map<std::string, std::map<std::string, int>>;

/// All throw std::runtime_error that names the file, and the line where there is one, when it
/// cannot be read.
std::vector<DocumentRow> read_documents(const std::filesystem::path& path);
std::vector<QueryRow> read_queries(const std::filesystem::path& path);
Judgements read_judgements(const std::filesystem::path& path);

/// nDCG@10 of document ids, best first; `grades` are those of the query, one of them above 0.
double ndcg(const std::vector<std::string>& documents, const std::map<std::string, int>& grades);

}  // namespace kiosque::bench
