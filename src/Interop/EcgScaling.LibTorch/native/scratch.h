#pragma once
#include <algorithm>
#include <cstdint>

#include <c10/core/CPUAllocator.h>

namespace egs {

// Memory of one call, on a cache line. Through libtorch's allocator, whose freed blocks are kept: fresh pages would cost more than what is put into them.
class Scratch {
 public:
  Scratch() = default;
  explicit Scratch(int64_t count) : memory_(c10::GetCPUAllocator()->allocate(static_cast<size_t>(std::max<int64_t>(count, 1)) * sizeof(float))) {}
  float* get() const { return static_cast<float*>(memory_.get()); }

 private:
  c10::DataPtr memory_;
};

}  // namespace egs
