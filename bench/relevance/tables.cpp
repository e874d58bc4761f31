#include "bench/relevance/tables.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <stdexcept>

namespace kiosque::bench {
namespace {

constexpr std::size_t kRanks = 10;

/// The lines of a file, each cut at its tabs into `columns`.
std::vector<std::vector<std::string>> read_rows(const std::filesystem::path& path,
                                                std::size_t columns) {
    std::ifstream lines(path);
    if (!lines) throw std::runtime_error("cannot read " + path.string());
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> row;
        std::size_t begin = 0;
        for (std::size_t tab; (tab = line.find('\t', begin)) != std::string::npos;) {
            row.push_back(line.substr(begin, tab - begin));
            begin = tab + 1;
        }
        row.push_back(line.substr(begin));
        if (row.size() != columns) {
            throw std::runtime_error(path.string() + ":" + std::to_string(rows.size() + 1) +
                                     ": expected " + std::to_string(columns) +
                                     " columns with tabs between, but found " +
                                     std::to_string(row.size()));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

double gain(const std::vector<int>& grades) {
    double sum = 0;
    for (std::size_t rank = 0; rank < std::min(grades.size(), kRanks); ++rank) {
        sum += grades[rank] / std::log2(static_cast<double>(rank) + 2);
    }
    return sum;
}

}  // namespace

std::vector<DocumentRow> read_documents(const std::filesystem::path& path) {
    std::vector<DocumentRow> documents;
    for (auto& row : read_rows(path, 3)) {
        documents.push_back({std::move(row[0]), std::move(row[1]), std::move(row[2])});
    }
    return documents;
}

std::vector<QueryRow> read_queries(const std::filesystem::path& path) {
    std::vector<QueryRow> queries;
    for (auto& row : read_rows(path, 2)) {
        queries.push_back({std::move(row[0]), std::move(row[1])});
    }
    return queries;
}

Judgements read_judgements(const std::filesystem::path& path) {
    Judgements judgements;
    for (const auto& row : read_rows(path, 3)) judgements[row[0]][row[1]] = std::stoi(row[2]);
    return judgements;
}

double ndcg(const std::vector<std::string>& documents, const std::map<std::string, int>& grades) {
    std::vector<int> reached;
    for (const auto& document : documents) {
        const auto grade = grades.find(document);
        reached.push_back(grade == grades.end() ? 0 : grade->second);
    }
    std::vector<int> best;
    for (const auto& [document, grade] : grades) best.push_back(grade);
    std::sort(best.begin(), best.end(), std::greater<>());
    return gain(reached) / gain(best);
}

}  // namespace kiosque::bench
