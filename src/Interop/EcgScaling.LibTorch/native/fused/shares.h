// Rows in shares of a fixed size, so that sums over rows do not depend on the number of threads.
#pragma once
#include "../scratch.h"

#include <cstring>

#include <ATen/Parallel.h>

namespace egs::fused {

constexpr int64_t kShare = 64;

template <typename Body>
void each_share(int64_t rows, Body&& body) {
  at::parallel_for(0, (rows + kShare - 1) / kShare, 1, [&](int64_t begin, int64_t end) {
    for (int64_t share = begin; share < end; ++share) body(share, share * kShare, std::min(rows, (share + 1) * kShare));
  });
}

// body(share, first row, end, sums): adds to the share's own `width` sums. The shares' sums are added up in order into `result`.
template <typename Body>
void sum_shares(int64_t rows, int64_t width, float* result, Body&& body) {
  const int64_t shares = (rows + kShare - 1) / kShare;
  Scratch parts(shares * width);
  each_share(rows, [&](int64_t share, int64_t first, int64_t end) {
    float* sums = parts.get() + share * width;
    std::memset(sums, 0, static_cast<size_t>(width) * sizeof(float));
    body(first, end, sums);
  });
  std::memset(result, 0, static_cast<size_t>(width) * sizeof(float));
  for (int64_t share = 0; share < shares; ++share)
    for (int64_t i = 0; i < width; ++i) result[i] += parts.get()[share * width + i];
}

}  // namespace egs::fused
