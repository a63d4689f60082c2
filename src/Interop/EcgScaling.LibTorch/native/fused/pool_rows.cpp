#include "pool_rows.h"

#include "../vectorised.h"

namespace egs::fused {
namespace {

#define EGS_INLINE inline __attribute__((always_inline))

constexpr int64_t kBlock = 16;  // windows whose places are held as whole numbers, as wide as the samples

EGS_INLINE bool replaces(float value, float best) { return (value > best) | (value != value); }

// kBlock windows; with a length that is known to the compiler the loop over them becomes one over vectors.
EGS_INLINE void block_maxima(const float* __restrict x, int64_t window, float* __restrict y, uint8_t* __restrict places) {
  int32_t place[kBlock];
  for (int64_t w = 0; w < kBlock; ++w) {
    float best = x[w * window];
    int32_t at = 0;
#pragma GCC unroll 8
    for (int64_t i = 1; i < window; ++i) {
      const float value = x[w * window + i];
      const bool taken = replaces(value, best);
      best = taken ? value : best;
      at = taken ? static_cast<int32_t>(i) : at;
    }
    y[w] = best;
    place[w] = at;
  }
  if (places == nullptr) return;
  for (int64_t w = 0; w < kBlock; ++w) places[w] = static_cast<uint8_t>(place[w]);
}

EGS_INLINE void spread(const float* dy, const uint8_t* places, int64_t window, int64_t windows, float* dx) {
  for (int64_t w = 0; w < windows; ++w, dx += window) {
    for (int64_t i = 0; i < window; ++i) dx[i] = 0;
    dx[places[w]] = dy[w];
  }
}
}  // namespace

EGS_VECTORISED
void window_maxima(const float* x, int64_t samples, int64_t window, int64_t windows, float* y, uint8_t* places) {
  const int64_t whole = samples / window < windows ? samples / window : windows;
  int64_t w = 0;
  for (; w + kBlock <= whole; w += kBlock) {
    const float* from = x + w * window;
    uint8_t* kept = places == nullptr ? nullptr : places + w;
    if (window == 2) block_maxima(from, 2, y + w, kept);
    else if (window == 4) block_maxima(from, 4, y + w, kept);
    else block_maxima(from, window, y + w, kept);
  }
  for (; w < windows; ++w) {
    const float* from = x + w * window;
    const int64_t count = samples - w * window < window ? samples - w * window : window;
    int64_t place = 0;
    for (int64_t i = 1; i < count; ++i) place = replaces(from[i], from[place]) ? i : place;
    y[w] = from[place];
    if (places != nullptr) places[w] = static_cast<uint8_t>(place);
  }
}

EGS_VECTORISED
void window_maxima_gradient(const float* dy, const uint8_t* places, int64_t samples, int64_t window, int64_t windows, float* dx) {
  const int64_t whole = samples / window < windows ? samples / window : windows;
  if (window == 2) spread(dy, places, 2, whole, dx);
  else if (window == 4) spread(dy, places, 4, whole, dx);
  else spread(dy, places, window, whole, dx);
  for (int64_t i = whole * window; i < samples; ++i) dx[i] = 0;
  if (whole < windows) dx[whole * window + places[whole]] = dy[whole];
}

}  // namespace egs::fused
