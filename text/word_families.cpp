#include "text/word_families.hpp"

#include <algorithm>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

#include "embedded/demonyms_tsv.hpp"
#include "embedded/derivations_tsv.hpp"
#include "embedded/transcriptions_tsv.hpp"
#include "text/normalization.hpp"
#include "text/word_table.hpp"

namespace kiosque::text {
namespace {

/// Whose words a table has, and what its terms are.
struct Table {
    std::string_view text;
    bool has_names;
    bool heads_are_terms;
};

class Families {
public:
    Families() {
        for (const Table& table :
             {Table{kDerivationsTsv, false, false}, Table{kDemonymsTsv, true, true},
              Table{kTranscriptionsTsv, true, false}}) {
            for (std::string_view rest = table.text; !rest.empty();) {
                const std::string_view line = next_part(rest, '\n');
                if (!line.empty() && line.front() != '#') add(line, table);
            }
        }
    }

    const FamilyHead* head_of(const std::string& word) const {
        const auto found = heads_of_words_.find(word);
        return found == heads_of_words_.end() ? nullptr : found->second;
    }

private:
    void add(std::string_view line, const Table& table) {
        const bool is_term = line.front() == '=';
        if (is_term) line.remove_prefix(1);
        const std::string first = exact_form(line.substr(0, line.find('\t')));
        const FamilyHead* head = &heads_.emplace_back(first, is_term || table.heads_are_terms);
        while (!line.empty()) {
            const std::string word = exact_form(next_part(line, '\t'));
            heads_of_words_.emplace(word, head);
            if (table.has_names) heads_of_words_.emplace(fold(word), head);
        }
    }

    std::deque<FamilyHead> heads_;  ///< where they stay
    std::unordered_map<std::string, const FamilyHead*> heads_of_words_;
};

}  // namespace

const FamilyHead* family_head(const std::string& word) {
    static const Families families;
    return families.head_of(word);
}

}  // namespace kiosque::text
