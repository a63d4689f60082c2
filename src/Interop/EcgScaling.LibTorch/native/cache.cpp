// A CPU allocator that keeps freed blocks for the next tensor of that size. glibc gives large blocks back to the kernel at once, and a
// training step then spends a tenth of its time in page faults on memory it had a moment ago. Blocks in use and blocks kept together
// never exceed the most that was ever in use by more than as much again, or 256 MiB: measured on small ResNets, with that no step has a
// page fault any more, and the process is as large as with glibc, which keeps freed memory too, in pieces.
#include "shim.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>
#include <vector>

#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>

using namespace egs;

namespace {
constexpr size_t kSmallest = 64 * 1024;  // below it malloc is as good
constexpr size_t kPage = 4096;
constexpr size_t kHugePage = 2 * 1024 * 1024;
constexpr size_t kHeader = 64;           // keeps the data on a cache line, as libtorch has it
constexpr size_t kSlack = size_t(256) << 20;
constexpr int kClasses = 48 * 16;

struct Header {
  size_t bytes;  // of the whole block
  int32_t size_class;  // -1: from malloc
};
static_assert(sizeof(Header) <= kHeader, "the header must fit before the data");

// Sixteen classes between one power of two and the next: at most 6 % unused.
int class_of(size_t bytes) {
  int power = 63 - __builtin_clzll(bytes);
  return (power - 16) * 16 + static_cast<int>((bytes >> (power - 4)) & 15);
}

size_t round_up(size_t bytes) {
  int power = 63 - __builtin_clzll(bytes);
  size_t step = std::max(kPage, size_t(1) << (power - 4));
  return (bytes + step - 1) / step * step;
}

class Cache {
 public:
  Header* take(size_t wanted) {
    size_t bytes = round_up(wanted);
    int size_class = class_of(bytes);
    {
      std::lock_guard<std::mutex> lock(mutex_);
      auto& list = free_[size_class];
      in_use_ += bytes;
      peak_ = std::max(peak_, in_use_);
      if (!list.empty()) {
        auto* block = list.back();
        list.pop_back();
        kept_ -= bytes;
        ++hits_;
        return block;
      }
      ++misses_;
      shrink(peak_ + std::min(peak_, kSlack) - in_use_);
    }
    // Outside the lock: the kernel may take its time.
    void* memory = map(bytes);
    if (memory == nullptr) {
      trim(0);
      memory = map(bytes);
    }
    if (memory == nullptr) {
      std::lock_guard<std::mutex> lock(mutex_);
      in_use_ -= bytes;
      return nullptr;
    }
    auto* block = static_cast<Header*>(memory);
    block->bytes = bytes;
    block->size_class = size_class;
    return block;
  }

  void give(Header* block) {
    size_t bytes = block->bytes;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      in_use_ -= bytes;
      if (kept_ + bytes <= limit_) {
        free_[block->size_class].push_back(block);
        kept_ += bytes;
        return;
      }
    }
    munmap(block, bytes);
  }

  // Gives blocks back to the kernel until at most `allowed` bytes are kept.
  void trim(size_t allowed) {
    std::lock_guard<std::mutex> lock(mutex_);
    shrink(allowed);
    peak_ = in_use_ + kept_;
  }

  void set_limit(size_t bytes) { limit_ = bytes; }

  void statistics(int64_t* values) {
    std::lock_guard<std::mutex> lock(mutex_);
    values[0] = static_cast<int64_t>(in_use_);
    values[1] = static_cast<int64_t>(kept_);
    values[2] = static_cast<int64_t>(peak_);
    values[3] = hits_;
    values[4] = misses_;
  }

 private:
  static void* map(size_t bytes) {
    void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return nullptr;
    if (bytes >= 2 * kHugePage) madvise(memory, bytes, MADV_HUGEPAGE);
    return memory;
  }

  // Largest first: they free most with least work. A pass starts where the last one found something.
  void shrink(size_t allowed) {
    for (int size_class = kClasses - 1; size_class >= 0 && kept_ > allowed; --size_class) {
      auto& list = free_[size_class];
      while (!list.empty() && kept_ > allowed) {
        auto* block = list.back();
        list.pop_back();
        kept_ -= block->bytes;
        munmap(block, block->bytes);
      }
    }
  }

  std::mutex mutex_;
  std::vector<Header*> free_[kClasses];
  size_t in_use_ = 0, kept_ = 0, peak_ = 0;
  size_t limit_ = SIZE_MAX;
  int64_t hits_ = 0, misses_ = 0;
};

Cache& cache() {
  static Cache* instance = new Cache;  // tensors may outlive static destructors
  return *instance;
}

void release(void* data) {
  if (data == nullptr) return;
  auto* block = reinterpret_cast<Header*>(static_cast<char*>(data) - kHeader);
  if (block->size_class < 0) std::free(block);
  else cache().give(block);
}

// libtorch made allocate() non-const and added copy_data() on the way from 1.13 to 2.x: both forms are here, whichever is virtual counts.
struct CachingAllocator final : c10::Allocator {
  c10::DataPtr allocate(size_t bytes) const { return make(bytes); }
  c10::DataPtr allocate(size_t bytes) { return make(bytes); }
  c10::DeleterFnPtr raw_deleter() const { return &release; }
  void copy_data(void* target, const void* source, std::size_t bytes) const { std::memcpy(target, source, bytes); }

 private:
  static c10::DataPtr make(size_t bytes) {
    if (bytes == 0) return {nullptr, nullptr, &release, c10::Device(c10::DeviceType::CPU)};
    TORCH_CHECK(bytes < (size_t(1) << 62), "a tensor of ", bytes, " bytes");
    Header* block = nullptr;
    if (bytes < kSmallest) {
      void* memory = nullptr;
      if (posix_memalign(&memory, kHeader, bytes + kHeader) == 0) {
        block = static_cast<Header*>(memory);
        block->size_class = -1;
      }
    } else {
      block = cache().take(bytes + kHeader);
    }
    TORCH_CHECK(block != nullptr, "not enough memory for a tensor of ", bytes, " bytes");
    void* data = reinterpret_cast<char*>(block) + kHeader;
    return {data, data, &release, c10::Device(c10::DeviceType::CPU)};
  }
};
}  // namespace

// ECGSCALING_TORCH_CACHE: 0 leaves libtorch's own allocator, a number is the most MiB kept, unset: no more than the peak use.
EGS_API int32_t egs_use_cache() {
  return guarded<int32_t>(-1, [&] {
    const char* text = std::getenv("ECGSCALING_TORCH_CACHE");
    if (text != nullptr && *text != '\0') {
      auto mebibytes = std::strtoull(text, nullptr, 10);
      if (mebibytes == 0) return 0;
      cache().set_limit(mebibytes << 20);
    }
    static auto* allocator = new CachingAllocator;
    c10::SetCPUAllocator(allocator, 1);
    return 1;
  });
}

EGS_API int32_t egs_trim_cache() {
  return guarded<int32_t>(-1, [&] {
    cache().trim(0);
    return 0;
  });
}

// In use, kept, peak in use (bytes), hits, misses.
EGS_API void egs_cache_statistics(int64_t* values) { cache().statistics(values); }
