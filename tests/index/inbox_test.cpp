#include "index/inbox.hpp"

#include <atomic>
#include <fstream>
#include <functional>
#include <thread>

#include <sys/stat.h>
#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "index/article_json.hpp"
#include "index/article_name.hpp"
#include "index/durable_file.hpp"
#include "support/test_index.hpp"

using namespace kiosque;
using namespace kiosque::index;

namespace {

namespace fs = std::filesystem;

struct Fixture {
    test::TemporaryFolder folder;
    fs::path index = folder.path() / "index";
    Inbox inbox{index};

    fs::path write(const std::string& name, const std::string& bytes) const {
        return folder.write("index/inbox/" + name, bytes);
    }
    /// Writes bytes where the entry of an id stands.
    fs::path write_entry(const std::string& id, const std::string& bytes) const {
        const fs::path file = inbox.article_file(id);
        return folder.write(fs::relative(file, folder.path()).string(), bytes);
    }
    std::vector<fs::path> files() const {
        std::vector<fs::path> found;
        if (!fs::exists(index)) return found;
        for (const auto& each : fs::recursive_directory_iterator(index)) {
            if (each.is_regular_file()) found.push_back(each.path());
        }
        return found;
    }
};

std::string message_of(const std::function<void()>& act, ErrorCode code) {
    try {
        act();
    } catch (const Error& error) {
        CHECK(error.code() == code);
        return error.what();
    }
    return "nothing was thrown";
}

}  // namespace

TEST_CASE_METHOD(Fixture, "what is put into the inbox is there with its task", "[index][inbox]") {
    const std::string name =
        inbox.put({test::full_article(), test::article("b", "Le gaz", "Un gaz.")});
    const auto entry = Inbox::read_entry(inbox.article_file("énergie/parc.md"));
    REQUIRE(entry);
    REQUIRE(entry->article);
    CHECK(entry->id == "énergie/parc.md");
    CHECK(write_article_json(*entry->article) == write_article_json(test::full_article()));

    const auto waiting = inbox.waiting();
    REQUIRE(waiting.size() == 1);
    CHECK(waiting[0].name == name);
    CHECK(waiting[0].received.size() == std::string("2026-11-22T08:30:00Z").size());
    REQUIRE(waiting[0].changes.size() == 2);
    CHECK(waiting[0].changes[0].id == "énergie/parc.md");
    CHECK_FALSE(waiting[0].changes[0].is_deletion);
    CHECK(waiting[0].changes[1].id == "b");

    const auto task = inbox.task(name);
    REQUIRE(task);
    CHECK(task->articles == 2);
    CHECK_FALSE(task->outcome);
    CHECK(files().size() == 3);
}

TEST_CASE_METHOD(Fixture, "an entry stands under the hash of its id", "[index][inbox]") {
    CHECK(name_of_id("") == "99aa06d3014798d86001c324468d497f");
    const std::string name = name_of_id("énergie/parc.md");
    CHECK(inbox.article_file("énergie/parc.md") ==
          index / "inbox" / "articles" / name.substr(0, 2) / (name + ".json"));
    CHECK(inbox.articles_folder() == index / "inbox" / "articles");
}

TEST_CASE_METHOD(Fixture, "a deletion is marked, also of what nobody knows", "[index][inbox]") {
    inbox.put({test::full_article()});
    const std::string name = inbox.remove(test::full_article().id);
    const auto entry = Inbox::read_entry(inbox.article_file(test::full_article().id));
    REQUIRE(entry);
    CHECK(entry->id == test::full_article().id);
    CHECK_FALSE(entry->article);
    REQUIRE(inbox.waiting().size() == 2);
    const auto task = inbox.task(name);
    REQUIRE(task);
    CHECK(task->changes[0].is_deletion);
    inbox.remove("unknown");
    CHECK(inbox.waiting().size() == 3);
    inbox.put({test::full_article()});
    CHECK(Inbox::read_entry(inbox.article_file(test::full_article().id))->article);
}

TEST_CASE_METHOD(Fixture, "a task is settled with what became of it", "[index][inbox]") {
    const std::string name = inbox.put({test::full_article()});
    const auto waiting = inbox.waiting();
    REQUIRE(waiting.size() == 1);
    inbox.settle(waiting[0], {true, "0007.12", {{"b", std::string(5000, 'x')}}});
    CHECK(inbox.waiting().empty());
    const auto task = inbox.task(name);
    REQUIRE(task);
    CHECK(task->received == waiting[0].received);
    CHECK(task->settled >= task->received);
    CHECK(task->articles == 1);
    REQUIRE(task->outcome);
    CHECK(task->outcome->is_indexed);
    CHECK(task->outcome->generation == "0007.12");
    REQUIRE(task->outcome->failures.size() == 1);
    CHECK(task->outcome->failures[0].id == "b");
    CHECK(task->outcome->failures[0].detail.size() == Inbox::kMaxDetailBytes);
    // The entry stays: an index that is built anew needs it.
    CHECK(Inbox::read_entry(inbox.article_file(test::full_article().id)));
}

TEST_CASE_METHOD(Fixture, "a task whose settling was cut short is settled for those who ask",
                 "[index][inbox]") {
    const std::string name = inbox.put({test::full_article()});
    const auto task = inbox.waiting().front();
    inbox.settle(task, {false, "", {}});
    write("tasks/waiting/" + name + ".json", write_waiting_task(task));
    CHECK(inbox.waiting().size() == 1);
    REQUIRE(inbox.task(name)->outcome);
    CHECK_FALSE(inbox.task(name)->outcome->is_indexed);
    CHECK(inbox.task(name)->outcome->generation.empty());
    CHECK_NOTHROW(inbox.settle(inbox.waiting().front(), {true, "0001.1", {}}));
    CHECK(inbox.task(name)->outcome->is_indexed);
    CHECK(inbox.waiting().empty());
}

TEST_CASE_METHOD(Fixture, "the newest settled tasks are kept", "[index][inbox]") {
    CHECK_NOTHROW(inbox.prune_settled(0));
    std::vector<std::string> names;
    for (int i = 0; i < 5; ++i)
        names.push_back("00000000000" + std::to_string(i) + "-" + random_digits());
    for (const auto& name : names) {
        InboxTask task;
        task.name = name;
        task.received = "2026-11-22T08:30:00Z";
        inbox.remove("x");
        inbox.settle(task, {true, "0001.1", {}});
    }
    inbox.prune_settled(2);
    CHECK_FALSE(inbox.task(names[2]));
    CHECK(inbox.task(names[3]));
    CHECK(inbox.task(names[4]));
}

TEST_CASE_METHOD(Fixture, "tasks wait in the order in which they came", "[index][inbox]") {
    std::vector<std::string> names;
    for (int i = 0; i < 5; ++i) {
        names.push_back(inbox.remove(std::to_string(i)));
        // The next one comes in another millisecond, which names tell apart.
        const auto now =
            std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
        while (std::chrono::system_clock::now() < now + std::chrono::milliseconds(1)) {
        }
    }
    std::vector<std::string> waiting;
    for (const auto& task : inbox.waiting()) waiting.push_back(task.name);
    CHECK(waiting == names);
}

TEST_CASE_METHOD(Fixture, "a name that is none of a task never reaches the file system",
                 "[index][inbox]") {
    const std::string name = inbox.put({test::full_article()});
    write("tasks/secret.json", "{}");
    for (const std::string& wrong :
         {std::string(), std::string("../secret"), name + "/", name + ".json", "/" + name,
          name.substr(1), std::string(29, '.'), std::string("000000000000-000000000000000\0", 29),
          std::string("00000000000G-0000000000000000"), std::string(1 << 20, 'a')}) {
        CHECK_FALSE(inbox.task(wrong));
    }
    CHECK(inbox.task(name));
    CHECK_FALSE(inbox.task("000000000000-0000000000000000"));
}

TEST_CASE_METHOD(Fixture, "an empty inbox is no error and is not made by asking",
                 "[index][inbox]") {
    CHECK(inbox.waiting().empty());
    CHECK_FALSE(inbox.task(new_task_name()));
    CHECK_FALSE(Inbox::read_entry(inbox.article_file("x")));
    CHECK_FALSE(fs::exists(index));
}

TEST_CASE_METHOD(Fixture, "leftovers and foreign files are no tasks", "[index][inbox]") {
    const std::string name = inbox.put({test::full_article()});
    write("tasks/waiting/" + name + ".json.0011223344556677.new", "{\"task\"");
    write("tasks/waiting/notes.json", "{}");
    write("tasks/waiting/" + new_task_name() + ".json", "{\"task\": 1}");
    CHECK(inbox.waiting().size() == 1);
}

TEST_CASE_METHOD(Fixture, "a task that was altered is refused with what is wrong",
                 "[index][inbox]") {
    const auto [folder_name, text, reason] = GENERATE(table<std::string, std::string, std::string>({
        {"waiting", "", "it is not valid JSON"},
        {"waiting", "[]", "it must be an object"},
        {"waiting", R"({"task": "other"})", "it tells of another task"},
        {"waiting", R"({"task": "NAME", "received": "hier", "articles": []})",
         "'received' must be a time such as 2026-11-22T08:30:00Z"},
        {"waiting", R"({"task": "NAME", "received": "2026-11-22T08:30:00Z", "articles": [1]})",
         "'articles' must be a list of objects"},
        {"waiting",
         R"({"task": "NAME", "received": "2026-11-22T08:30:00Z", "articles": [{"id": "a"}]})",
         "'deleted' must be true or false"},
        {"waiting", "[[[[[[1]]]]]]", "it is nested too deeply"},
        {"settled",
         R"({"task": "NAME", "received": "2026-11-22T08:30:00Z", "settled":
                 "2026-11-22T08:30:00Z", "status": "lost"})",
         "'status' must be 'indexed' or 'failed'"},
        {"settled",
         R"({"task": "NAME", "received": "2026-11-22T08:30:00Z", "settled":
                 "2026-11-22T08:30:00Z", "status": "failed", "articles": -1})",
         "'articles' must be a number"},
    }));
    const std::string name = new_task_name();
    std::string bytes = text;
    if (bytes.find("NAME") != std::string::npos) bytes.replace(bytes.find("NAME"), 4, name);
    const fs::path file = write("tasks/" + folder_name + "/" + name + ".json", bytes);
    CAPTURE(text);
    CHECK(message_of([&] { inbox.task(name); }, ErrorCode::index_damaged) ==
          file.string() + " is no task of the inbox: " + reason + "; remove it");
    CHECK(inbox.waiting().empty());
}

TEST_CASE_METHOD(Fixture, "an entry that was altered is refused with what is wrong",
                 "[index][inbox]") {
    const auto [text, reason] = GENERATE(table<std::string, std::string>({
        {"", "it is not valid JSON"},
        {"{\"id\": \"a\xFF\"}", "it is not valid JSON"},
        {"[]", "it must be an object"},
        {"{}", "'id' is missing"},
        {R"({"id": 1})", "'id' must be a text"},
        {R"({"id": "", "title": "t", "body": "b"})", "'id' is empty"},
        {R"({"id": "a\u0000", "title": "t", "body": "b"})", "'id' has control characters"},
        {R"({"id": "a", "title": "t\nu", "body": "b"})", "'title' has control characters"},
        {R"({"id": "a", "title": "t", "body": "b\u0007"})", "'body' has control characters"},
        {R"({"id": "a", "title": "t"})", "'body' is missing"},
        {R"({"id": "a", "title": "t", "body": "b", "tags": "x"})",
         "'tags' must be a list of texts"},
        {R"({"id": "a", "title": "t", "body": "b", "tags": [""]})", "'tags' has an empty text"},
        {R"({"id": "a", "title": "t", "body": "b", "url": "javascript:alert"})",
         "'url' must begin with https:// or http://"},
        {R"({"id": "a", "title": "t", "body": "b", "more": {"x": "y"}})",
         "'more' must be a list of texts"},
        {R"({"id": "a", "title": "t", "body": "b", "day": 1e300})",
         "'day' must be a whole number of days of the years 1 to 9999"},
        {R"({"id": "a", "title": "t", "body": "b", "day": 99999999})",
         "'day' must be a whole number of days of the years 1 to 9999"},
        {R"({"id": "a", "deleted": false})", "'deleted' must be true where it stands"},
        {R"({"deleted": true})", "'id' is missing"},
        {R"([[[[[[[1]]]]]]])", "it is nested too deeply"},
    }));
    const fs::path file = write_entry("a", text);
    CAPTURE(text);
    CHECK(message_of([&] { Inbox::read_entry(file); }, ErrorCode::bad_article) ==
          file.string() + " is no entry of the inbox: " + reason +
              "; remove it, or send its article again");
}

TEST_CASE_METHOD(Fixture, "an id of more than 500 bytes is none", "[index][inbox]") {
    const std::string id(501, 'a');
    CHECK(message_of([&] { inbox.put({test::article(id, "t", "b")}); }, ErrorCode::bad_article) ==
          "the article is no entry of the inbox: 'id' has more than 500 bytes");
    CHECK(files().empty());
}

TEST_CASE_METHOD(Fixture, "an entry under the name of another id is refused", "[index][inbox]") {
    const fs::path file = write_entry("b", R"({"id": "a", "deleted": true})");
    CHECK(message_of([&] { Inbox::read_entry(file); }, ErrorCode::bad_article) ==
          file.string() +
              " is no entry of the inbox: its name is not that of its id; remove it, or send its "
              "article again");
}

TEST_CASE_METHOD(Fixture, "what is no plain file is not read", "[index][inbox]") {
    inbox.put({test::full_article()});
    const fs::path real = inbox.article_file(test::full_article().id);
    const fs::path file = write_entry("a", "");
    const auto refused = [&] {
        return message_of([&] { Inbox::read_entry(file); }, ErrorCode::io_failed);
    };
    fs::remove(file);
    fs::create_symlink(real, file);
    CHECK(refused() == "cannot read " + file.string() + ": it is no file");
    fs::remove(file);
    REQUIRE(::mkfifo(file.c_str(), 0644) == 0);
    CHECK(refused() == "cannot read " + file.string() + ": it is no file");
    fs::remove(file);
    fs::create_directory(file);
    CHECK(refused() == "cannot read " + file.string() + ": it is no file");
    fs::remove(file);
    std::ofstream(file).close();
    fs::resize_file(file, Inbox::kMaxEntryBytes + 1);  // a hole: no bytes on the disk
    CHECK(refused() == "cannot read " + file.string() + ": it has more than 67108864 bytes");
}

TEST_CASE_METHOD(Fixture, "where the inbox cannot be written nothing is taken, and that is said",
                 "[index][inbox]") {
    SECTION("a file stands where the inbox would be") {
        folder.write("index/inbox", "");
        CHECK(message_of([&] { inbox.put({test::full_article()}); }, ErrorCode::not_stored) ==
              "nothing was taken; send it again once the server can write its inbox: cannot make "
              "the folder " +
                  (index / "inbox/tasks/waiting").string() + ": Not a directory");
        CHECK(message_of([&] { inbox.remove("a"); }, ErrorCode::not_stored)
                  .starts_with("nothing was taken"));
    }
    SECTION("one of several articles cannot be written") {
        inbox.put({test::article("old", "Avant", "Un texte.")});
        const auto before = files();
        const fs::path blocked = inbox.article_file("blocked").parent_path();
        REQUIRE(blocked != inbox.article_file("old").parent_path());
        folder.write(fs::relative(blocked, folder.path()).string(), "");
        CHECK(message_of(
                  [&] {
                      inbox.put({test::article("old", "Après", "Un autre."),
                                 test::article("blocked", "Titre", "Un texte.")});
                  },
                  ErrorCode::not_stored)
                  .starts_with("nothing was taken"));
        CHECK(files().size() == before.size() + 1);  // nothing is left behind
        CHECK(Inbox::read_entry(inbox.article_file("old"))->article->title == "Avant");
        CHECK(inbox.waiting().size() == 1);
    }
}

TEST_CASE_METHOD(Fixture, "many writers of one id leave one whole article and all their tasks",
                 "[index][inbox]") {
    constexpr int kWriters = 8;
    constexpr int kRounds = 20;
    std::atomic<int> failures = 0;
    std::vector<std::thread> writers;
    std::vector<std::vector<std::string>> names(kWriters);
    for (int writer = 0; writer < kWriters; ++writer) {
        writers.emplace_back([&, writer] {
            const std::string letter(1, static_cast<char>('a' + writer));
            std::string body;
            for (int i = 0; i < 5000; ++i) body += letter;
            const Inbox own(index);
            for (int round = 0; round < kRounds; ++round) {
                try {
                    names[static_cast<std::size_t>(writer)].push_back(
                        own.put({test::article("x", letter, body)}));
                    const auto entry = Inbox::read_entry(own.article_file("x"));
                    const auto& read = entry.value().article.value();
                    const bool is_whole =
                        read.body.size() == 5000 &&
                        read.body.find_first_not_of(read.title) == std::string::npos;
                    if (!is_whole) ++failures;
                } catch (const std::exception&) {
                    ++failures;
                }
            }
        });
    }
    for (auto& writer : writers) writer.join();
    CHECK(failures == 0);
    CHECK(inbox.waiting().size() == kWriters * kRounds);
    for (const auto& list : names) {
        for (const auto& name : list) CHECK(inbox.task(name));
    }
    CHECK(files().size() == kWriters * kRounds + 1);
}

TEST_CASE("an article without an id is known by all that it says", "[index][inbox]") {
    const Article article = test::full_article();
    const std::string id = id_of_content(article);
    CHECK(id.size() == 18);
    CHECK(id.starts_with("a-"));
    Article same = article;
    same.id = "another";
    CHECK(id_of_content(same) == id);
    Article other = article;
    other.tags = {"eau"};
    CHECK(id_of_content(other) != id);
}
