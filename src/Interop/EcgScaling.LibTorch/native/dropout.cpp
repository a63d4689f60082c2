// A dropout mask with the same bits as at::bernoulli_(p) and the same generator state afterwards, several times faster.
// libtorch draws one 53-bit double per element from the generator, two 32-bit words each, through a distribution object; here the Mersenne
// twister's 624 words are refilled and tempered in loops that compilers vectorise, and the comparison is made on whole numbers.
#include "dropout.h"
#include "counter_mask.h"
#include "shim.h"
#include "vectorised.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Functions.h>
#include <ATen/Parallel.h>

using namespace egs;

namespace {
constexpr int kWords = at::MERSENNE_STATE_N;
constexpr int kShift = at::MERSENNE_STATE_M;

uint32_t twist(uint32_t u, uint32_t v) {
  uint32_t mixed = (u & 0x80000000u) | (v & 0x7fffffffu);
  return (mixed >> 1) ^ ((0u - (v & 1u)) & 0x9908b0dfu);
}

EGS_VECTORISED
void refill(uint32_t* state) {
  for (int i = 0; i < kWords - kShift; ++i) state[i] = state[i + kShift] ^ twist(state[i], state[i + 1]);
  for (int i = kWords - kShift; i < kWords - 1; ++i) state[i] = state[i + kShift - kWords] ^ twist(state[i], state[i + 1]);
  state[kWords - 1] = state[kShift - 1] ^ twist(state[kWords - 1], state[0]);
}

EGS_VECTORISED
void temper(const uint32_t* state, uint32_t* words, int count) {
  for (int i = 0; i < count; ++i) {
    uint32_t y = state[i];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    words[i] = y ^ (y >> 18);
  }
}

// Words of the generator in order, block by block, without a call per word.
class Words {
 public:
  explicit Words(at::CPUGeneratorImpl* generator) : generator_(generator), data_(generator->engine().data()) {
    // left_ counts what remains before the next refill; next_ is the first unread word.
    position_ = data_.next_;
    available_ = data_.left_ - 1;
    temper(data_.state_.data() + position_, words_.data(), available_);
    read_ = 0;
  }

  // Pairs of words that lie ready; 0 means that the next pair straddles a refill.
  int pairs_ready() const { return (available_ - read_) / 2; }

  const uint32_t* take_pairs(int pairs) {
    auto* first = words_.data() + read_;
    read_ += 2 * pairs;
    return first;
  }

  uint32_t next() {
    if (read_ == available_) {
      refill(data_.state_.data());
      temper(data_.state_.data(), words_.data(), kWords);
      position_ = 0;
      available_ = kWords;
      read_ = 0;
      refilled_ = true;
    }
    return words_[read_++];
  }

  void finish() {
    data_.next_ = position_ + read_;
    data_.left_ = refilled_ ? kWords + 1 - read_ : data_.left_ - read_;
    at::mt19937 engine(data_.seed_);
    engine.set_data(data_);
    generator_->set_engine(engine);
  }

 private:
  at::CPUGeneratorImpl* generator_;
  at::mt19937_data_pod data_;
  std::array<uint32_t, kWords> words_;
  int position_ = 0;
  int available_ = 0;
  int read_ = 0;
  bool refilled_ = false;
};

constexpr uint64_t kMask = (uint64_t(1) << 53) - 1;

// One element of the mask per pair of words, high word first.
template <typename T>
inline __attribute__((always_inline)) void compare_pairs(const uint32_t* pairs, int count, uint64_t threshold, T scale, T* mask) {
  for (int k = 0; k < count; ++k) {
    uint64_t value = (uint64_t(pairs[2 * k]) << 32 | pairs[2 * k + 1]) & kMask;
    mask[k] = value < threshold ? scale : T(0);
  }
}

EGS_VECTORISED
void compare(const uint32_t* pairs, int count, uint64_t threshold, float scale, float* mask) { compare_pairs(pairs, count, threshold, scale, mask); }

EGS_VECTORISED
void compare(const uint32_t* pairs, int count, uint64_t threshold, double scale, double* mask) { compare_pairs(pairs, count, threshold, scale, mask); }

EGS_VECTORISED
void compare(const uint32_t* pairs, int count, uint64_t threshold, uint8_t scale, uint8_t* mask) { compare_pairs(pairs, count, threshold, scale, mask); }

template <typename T>
void fill(T* mask, int64_t count, double keep, T scale, at::CPUGeneratorImpl* generator) {
  // u < keep with u = k / 2^53, k whole: the same as k < ceil(keep * 2^53).
  const auto threshold = static_cast<uint64_t>(std::ceil(keep * 9007199254740992.0));
  Words words(generator);
  int64_t i = 0;
  while (i < count) {
    int ready = static_cast<int>(std::min<int64_t>(words.pairs_ready(), count - i));
    if (ready == 0) {
      uint64_t high = words.next();
      uint64_t value = (high << 32 | words.next()) & kMask;
      mask[i++] = value < threshold ? scale : T(0);
      continue;
    }
    compare(words.take_pairs(ready), ready, threshold, scale, mask + i);
    i += ready;
  }
  words.finish();
}

// The same from a counter: threads make pieces of it.
template <typename T>
void fill_counted(T* mask, int64_t count, double keep, T scale) {
  constexpr int64_t kPiece = 4096;
  const uint64_t key = draw_mask_key();
  at::parallel_for(0, (count + kPiece - 1) / kPiece, 8, [&](int64_t begin, int64_t end) {
    std::array<uint8_t, kPiece> kept;
    for (int64_t first = begin * kPiece; first < std::min(count, end * kPiece); first += kPiece) {
      const int64_t some = std::min(kPiece, count - first);
      kept_from_counter(key, first, some, keep, kept.data());
      for (int64_t i = 0; i < some; ++i) mask[first + i] = kept[i] != 0 ? scale : T(0);
    }
  });
}
}  // namespace

void egs::draw_kept(uint8_t* kept, int64_t count, double keep) {
  auto generator = at::detail::getDefaultCPUGenerator();
  auto* cpu = at::check_generator<at::CPUGeneratorImpl>(generator);
  std::lock_guard<std::mutex> lock(cpu->mutex_);
  fill<uint8_t>(kept, count, keep, 1, cpu);
}

// A tensor like `handle` (contiguous CPU, float or double) whose elements are 1/keep with probability keep, else 0; counted: from a counter.
EGS_API void* egs_dropout_mask(void* handle, double keep, int32_t counted) {
  return guarded<void*>(nullptr, [&]() -> void* {
    auto input = borrow(handle);
    TORCH_CHECK(keep > 0 && keep <= 1, "keep must be in (0, 1]");
    TORCH_CHECK(input.scalar_type() == at::kFloat || input.scalar_type() == at::kDouble, "a dropout mask is float or double");
    auto mask = at::empty(input.sizes(), input.options().requires_grad(false));
    const bool narrow = input.scalar_type() == at::kFloat;
    // As div_(keep) on a float tensor rounds: the divisor in single precision.
    const float scale = 1.0f / static_cast<float>(keep);
    if (counted != 0) {
      if (narrow) fill_counted<float>(mask.data_ptr<float>(), mask.numel(), keep, scale);
      else fill_counted<double>(mask.data_ptr<double>(), mask.numel(), keep, 1.0 / keep);
      return own(std::move(mask));
    }
    auto generator = at::detail::getDefaultCPUGenerator();
    auto* cpu = at::check_generator<at::CPUGeneratorImpl>(generator);
    std::lock_guard<std::mutex> lock(cpu->mutex_);
    if (narrow) fill<float>(mask.data_ptr<float>(), mask.numel(), keep, scale, cpu);
    else fill<double>(mask.data_ptr<double>(), mask.numel(), keep, 1.0 / keep, cpu);
    return own(std::move(mask));
  });
}
