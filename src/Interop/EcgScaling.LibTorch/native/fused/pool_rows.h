// Maxima of windows that follow one another without overlap, for one row of samples at a time.
#pragma once
#include <cstdint>

namespace egs::fused {

// y[w] is the largest of the `window` samples from w * window on, of those that the row still has for the last window. A NaN is larger than anything;
// of equals the first is taken, of NaNs the last. `places`, where not null, keeps how far each window's maximum lies from its start.
void window_maxima(const float* x, int64_t samples, int64_t window, int64_t windows, float* y, uint8_t* places);

// dx is the gradient at each window's maximum and zero everywhere else, samples after the last window included.
void window_maxima_gradient(const float* dy, const uint8_t* places, int64_t samples, int64_t window, int64_t windows, float* dx);

}  // namespace egs::fused
