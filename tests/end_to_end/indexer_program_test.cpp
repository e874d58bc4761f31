#include <catch2/catch.hpp>

#include "support/server_process.hpp"
#include "support/test_index.hpp"

using namespace kiosque::test;

TEST_CASE("the exit code says how a run of the indexer went", "[end_to_end][indexer]") {
    const TemporaryFolder folder;
    folder.write("corpus/a.md", "# Le gaz\n\nUn texte.\n");
    const std::string corpus = (folder.path() / "corpus").string();
    const std::string index = (folder.path() / "index").string();

    const auto good = run_program("kiosque-index", {"--index", index, corpus});
    CHECK(good.exit_code == 0);
    CHECK(good.out.starts_with("1 articles indexed in "));
    CHECK(good.err.empty());

    folder.write("corpus/bad.json", "{");
    const auto some = run_program("kiosque-index", {"--index", index, corpus});
    CHECK(some.exit_code == 3);
    CHECK(some.err.find("bad.json") != std::string::npos);

    CHECK(run_program("kiosque-index", {"--index", index}).exit_code == 2);
    CHECK(run_program("kiosque-index", {"--nonsense"}).exit_code == 2);
    CHECK(run_program("kiosque-index", {"--index", index, "/nowhere"}).exit_code == 1);
    CHECK(run_program("kiosque-index", {"--help"}).exit_code == 0);
}

TEST_CASE("a missing dictionary is told in one line", "[end_to_end][indexer]") {
    const TemporaryFolder folder;
    folder.write("a.md", "Un texte.\n");
    ::setenv("KIOSQUE_DICTIONARY", "/nowhere", 1);
    const auto result = run_program("kiosque-index", {"--index", (folder.path() / "i").string(),
                                                      (folder.path() / "a.md").string()});
    ::unsetenv("KIOSQUE_DICTIONARY");
    CHECK(result.exit_code == 1);
    CHECK(result.err.find("install the package hunspell-fr-classical") != std::string::npos);
}
