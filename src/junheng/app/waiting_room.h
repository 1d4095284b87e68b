#pragma once

#include <cstddef>
#include <mutex>

namespace junheng::app {

/// Places for threads that wait, so that some are left that do not. Any thread may call.
class WaitingRoom {
 public:
  explicit WaitingRoom(std::size_t places) : places_(places) {}

  /// A place, while this lives, where there was one.
  class Place {
   public:
    explicit Place(WaitingRoom* room) : room_(room != nullptr && room->enter() ? room : nullptr) {}
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() {
      if (room_ != nullptr) room_->leave();
    }
    [[nodiscard]] bool is_taken() const { return room_ != nullptr; }

   private:
    WaitingRoom* room_;
  };

 private:
  bool enter() {
    const std::lock_guard lock(mutex_);
    if (places_ == 0) return false;
    --places_;
    return true;
  }
  void leave() {
    const std::lock_guard lock(mutex_);
    ++places_;
  }

  std::mutex mutex_;
  std::size_t places_;
};

}  // namespace junheng::app
