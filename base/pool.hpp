#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace kiosque {

/// Objects that one thread at a time may use, made when none is idle and kept for the next user.
/// Thread-safe.
template <typename Object>
class Pool {
public:
    using Make = std::function<std::unique_ptr<Object>()>;

    explicit Pool(Make make) : make_(std::move(make)) {}

    /// An object of the pool; goes back when the loan ends. The pool must outlive it.
    class Loan {
    public:
        Loan(Pool& pool, std::unique_ptr<Object> object)
            : pool_(&pool), object_(std::move(object)) {}
        ~Loan() {
            if (object_) pool_->give_back(std::move(object_));
        }
        Loan(Loan&&) noexcept = default;
        Loan(const Loan&) = delete;
        Loan& operator=(const Loan&) = delete;

        Object& operator*() const { return *object_; }
        Object* operator->() const { return object_.get(); }

    private:
        Pool* pool_;
        std::unique_ptr<Object> object_;
    };

    Loan borrow() {
        {
            const std::lock_guard lock(mutex_);
            if (!idle_.empty()) {
                auto object = std::move(idle_.back());
                idle_.pop_back();
                return {*this, std::move(object)};
            }
        }
        return {*this, make_()};
    }

private:
    void give_back(std::unique_ptr<Object> object) {
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(object));
    }

    Make make_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Object>> idle_;
};

}  // namespace kiosque
