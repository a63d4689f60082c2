// Dropout masks from Philox 4x32-10 (Salmon, Moraes, Dror and Shaw 2011): each word is a function of a key and a counter, so that a mask needs no sequence.
// Element e of a mask is word (e / 16) % 4 of the block with counter 16 * (e / 64) + e % 16: sixteen blocks side by side are 64 elements in order.
#include "counter_mask.h"

#include "shim.h"
#include "vectorised.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <mutex>

#include <ATen/CPUGeneratorImpl.h>

using namespace egs;

extern "C" int32_t egs_direct_kernels();

namespace {
constexpr int kBlocks = 16;
constexpr int kGroup = 4 * kBlocks;
typedef uint32_t Words __attribute__((vector_size(kBlocks * 4)));
typedef uint64_t Wide __attribute__((vector_size(kBlocks * 4)));
typedef uint8_t Bytes __attribute__((vector_size(kBlocks)));

#define EGS_INLINE inline __attribute__((always_inline))

// Upper and lower halves of the products of all lanes.
EGS_INLINE void multiply(Words value, uint64_t factor, Words* high, Words* low) {
  const Wide even = ((Wide)value & 0xffffffffu) * factor, odd = ((Wide)value >> 32) * factor;
  *high = (Words)((even >> 32) | (odd & 0xffffffff00000000u));
  *low = (Words)((even & 0xffffffffu) | (odd << 32));
}

EGS_INLINE void philox(Words block[4], uint64_t key) {
  uint32_t first = static_cast<uint32_t>(key), second = static_cast<uint32_t>(key >> 32);
#pragma GCC unroll 10
  for (int round = 0; round < 10; ++round) {
    Words high0, low0, high1, low1;
    multiply(block[0], 0xD2511F53u, &high0, &low0);
    multiply(block[2], 0xCD9E8D57u, &high1, &low1);
    block[0] = high1 ^ block[1] ^ first;
    block[1] = low1;
    block[2] = high0 ^ block[3] ^ second;
    block[3] = low0;
    first += 0x9E3779B9u;
    second += 0xBB67AE85u;
  }
}

// 64 elements from element 64 * group on.
EGS_INLINE void fill_group(uint64_t key, uint64_t group, uint32_t threshold, uint8_t* kept) {
  const Words lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  const uint64_t counter = group * kBlocks;
  Words block[4] = {lane + static_cast<uint32_t>(counter), Words{} + static_cast<uint32_t>(counter >> 32), Words{}, Words{}};
  philox(block, key);
#pragma GCC unroll 4
  for (int word = 0; word < 4; ++word) {
    const Bytes bits = __builtin_convertvector((Words)(block[word] < threshold) & 1u, Bytes);
    __builtin_memcpy(kept + word * kBlocks, &bits, kBlocks);
  }
}

EGS_VECTORISED
void fill_elements(uint64_t key, int64_t first, int64_t count, uint32_t threshold, uint8_t* kept) {
  while (count > 0) {
    const int64_t skipped = first % kGroup;
    if (skipped == 0 && count >= kGroup) {
      fill_group(key, static_cast<uint64_t>(first / kGroup), threshold, kept);
      kept += kGroup;
      first += kGroup;
      count -= kGroup;
      continue;
    }
    uint8_t whole[kGroup];
    fill_group(key, static_cast<uint64_t>(first / kGroup), threshold, whole);
    const int64_t taken = count < kGroup - skipped ? count : kGroup - skipped;
    __builtin_memcpy(kept, whole + skipped, static_cast<size_t>(taken));
    kept += taken;
    first += taken;
    count -= taken;
  }
}

// 0: the Mersenne twister; 1: the counter; otherwise the counter where the kernels are used. ECGSCALING_DROPOUT says libtorch or counter.
std::atomic<int>& source() {
  static std::atomic<int> chosen([] {
    const char* text = std::getenv("ECGSCALING_DROPOUT");
    return text == nullptr ? -1 : std::strcmp(text, "libtorch") == 0 ? 0 : std::strcmp(text, "counter") == 0 ? 1 : -1;
  }());
  return chosen;
}
}  // namespace

bool egs::dropout_from_counter() {
  const int chosen = source();
  return chosen < 0 ? egs_direct_kernels() != 0 : chosen == 1;
}

uint64_t egs::draw_mask_key() {
  auto generator = at::detail::getDefaultCPUGenerator();
  auto* cpu = at::check_generator<at::CPUGeneratorImpl>(generator);
  std::lock_guard<std::mutex> lock(cpu->mutex_);
  return cpu->random64();
}

void egs::kept_from_counter(uint64_t key, int64_t first, int64_t count, double keep, uint8_t* kept) {
  const double threshold = std::min(std::ceil(keep * 4294967296.0), 4294967295.0);
  fill_elements(key, first, count, static_cast<uint32_t>(threshold), kept);
}

// 1: masks come from the counter, 0: from the Mersenne twister.
EGS_API int32_t egs_dropout_from_counter() { return dropout_from_counter() ? 1 : 0; }

// What ECGSCALING_DROPOUT says: 0 libtorch, 1 counter, -1 nothing.
EGS_API int32_t egs_dropout_source() { return source(); }
EGS_API void egs_use_dropout_source(int32_t chosen) { source() = chosen; }

// The elements of a mask whose key is given.
EGS_API void egs_mask_of_key(uint64_t key, int64_t first, int64_t count, double keep, uint8_t* kept) { kept_from_counter(key, first, count, keep, kept); }

// Four words of one block.
EGS_API void egs_philox(const uint32_t* counter, uint64_t key, uint32_t* words) {
  Words block[4];
  for (int word = 0; word < 4; ++word) block[word] = Words{} + counter[word];
  philox(block, key);
  for (int word = 0; word < 4; ++word) words[word] = block[word][0];
}
