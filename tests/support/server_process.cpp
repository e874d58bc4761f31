#include "support/server_process.hpp"
#include "support/waiting.hpp"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

#include <fcntl.h>
#include <grp.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kiosque::test {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
}

fs::path temporary_file() {
    std::string name = (fs::temp_directory_path() / "kiosque-out-XXXXXX").string();
    const int fd = ::mkstemp(name.data());
    if (fd < 0) throw std::runtime_error("no temporary file");
    ::close(fd);
    return name;
}

void redirect(const fs::path& file, int descriptor) {
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    ::dup2(fd, descriptor);
    ::close(fd);
}

/// In the child: only what may be called between fork and exec.
void restrain(const Restraint& restraint) {
    constexpr uid_t kNobody = 65'534;
    if (restraint.most_files > 0) {
        const rlimit files{restraint.most_files, restraint.most_files};
        ::setrlimit(RLIMIT_NOFILE, &files);
    }
    if (!restraint.as_nobody) return;
    if (::setgroups(0, nullptr) != 0 || ::setgid(kNobody) != 0 || ::setuid(kNobody) != 0) {
        ::_exit(126);
    }
}

/// The environment of the child, as `restraint` has it.
std::vector<std::string> environment_of(const Restraint& restraint) {
    const std::string sanitizer = "ASAN_OPTIONS=";
    std::string options;
    std::vector<std::string> variables;
    for (char** each = environ; *each != nullptr; ++each) {
        const std::string variable = *each;
        if (variable.starts_with(sanitizer)) {
            options = variable.substr(sanitizer.size());
        } else {
            variables.push_back(variable);
        }
    }
    if (!restraint.keeps_freed_memory) {
        options += ":quarantine_size_mb=4:allocator_release_to_os_interval_ms=500";
    }
    if (!options.empty()) variables.push_back(sanitizer + options);
    return variables;
}

pid_t start(const std::string& name, const std::vector<std::string>& arguments, const fs::path& out,
            const fs::path& err, const Restraint& restraint) {
    const std::string program = std::string(KIOSQUE_BIN) + "/" + name;
    std::vector<char*> argv;
    argv.push_back(const_cast<char*>(program.c_str()));
    for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    const auto variables = environment_of(restraint);
    std::vector<char*> envp;
    for (const auto& variable : variables) envp.push_back(const_cast<char*>(variable.c_str()));
    envp.push_back(nullptr);
    // A signal that comes before the program runs must not meet the handlers of the test framework,
    // which wait there for locks that nobody holds any more.
    sigset_t all;
    sigset_t before;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before);
    const pid_t pid = ::fork();
    if (pid == 0) {
        for (const int ending : {SIGTERM, SIGINT, SIGABRT, SIGSEGV}) ::signal(ending, SIG_DFL);
        ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
        redirect("/dev/null", STDIN_FILENO);
        redirect(out, STDOUT_FILENO);
        redirect(err, STDERR_FILENO);
        restrain(restraint);
        ::execve(program.c_str(), argv.data(), envp.data());
        ::_exit(127);
    }
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return pid;
}

int exit_code(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

ProgramResult run_program(const std::string& name, const std::vector<std::string>& arguments) {
    const fs::path out = temporary_file();
    const fs::path err = temporary_file();
    int status = 0;
    ::waitpid(start(name, arguments, out, err, {}), &status, 0);
    ProgramResult result{exit_code(status), read_file(out), read_file(err)};
    fs::remove(out);
    fs::remove(err);
    return result;
}

RunningProgram::RunningProgram(const std::string& name, const std::vector<std::string>& arguments,
                               const fs::path& err_file, const Restraint& restraint)
    : pid_(start(name, arguments, "/dev/null", err_file, restraint)) {}

RunningProgram::~RunningProgram() {
    if (!is_running()) return;
    send_signal(SIGKILL);
    wait();
}

bool RunningProgram::is_running() {
    if (exit_code_ >= 0) return false;
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) == 0) return true;
    exit_code_ = exit_code(status);
    return false;
}

void RunningProgram::send_signal(int signal) const {
    ::kill(pid_, signal);
}

int RunningProgram::wait() {
    if (exit_code_ >= 0) return exit_code_;
    int status = 0;
    ::waitpid(pid_, &status, 0);
    return exit_code_ = exit_code(status);
}

std::size_t RunningProgram::resident_kilobytes() const {
    std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:")) return std::stoul(line.substr(6));
    }
    return 0;
}

std::size_t RunningProgram::open_descriptors() const {
    std::size_t count = 0;
    for (fs::directory_iterator each("/proc/" + std::to_string(pid_) + "/fd"), end; each != end;
         ++each) {
        ++count;
    }
    return count;
}

void RunningProgram::limit_descriptors(std::size_t most) const {
    rlimit limit{};
    ::prlimit(pid_, RLIMIT_NOFILE, nullptr, &limit);
    limit.rlim_cur = most;
    if (::prlimit(pid_, RLIMIT_NOFILE, &limit, nullptr) != 0) {
        throw std::runtime_error("the limit of a program cannot be changed");
    }
}

ServerProcess::ServerProcess(const fs::path& index, std::vector<std::string> more_arguments,
                             const Restraint& restraint)
    : log_file_(temporary_file()) {
    std::vector<std::string> arguments = {"--index", index.string(), "--port", "0"};
    arguments.insert(arguments.end(), more_arguments.begin(), more_arguments.end());
    program_ = std::make_unique<RunningProgram>("kiosque-server", arguments, log_file_, restraint);
    // The port is known from the log; looked for again and again until the server has said it.
    const std::string told = "listening on http://127.0.0.1:";
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (port_ == 0) {
        const std::string said = log();
        const std::size_t at = said.find(told);
        if (at != std::string::npos && said.find("/", at + told.size()) != std::string::npos) {
            port_ = std::stoi(said.substr(at + told.size()));
            break;
        }
        if (!program_->is_running() || std::chrono::steady_clock::now() > give_up) {
            throw std::runtime_error("the server did not start: " + said);
        }
        give_way();
    }
}

ServerProcess::~ServerProcess() {
    program_.reset();
    fs::remove(log_file_);
}

std::string ServerProcess::log() const {
    return read_file(log_file_);
}

}  // namespace kiosque::test
