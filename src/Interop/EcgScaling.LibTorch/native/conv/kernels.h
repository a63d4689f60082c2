// The innermost loops of the 1-D convolutions, compiled once for each instruction set; convolution.cpp picks one set when the library is loaded.
#pragma once
#include <cstdint>

namespace egs::conv {

constexpr int kMaxVectors = 6;

// out[o][v * lanes + l] = sum over channels c and taps j of weights[c][j][o] * tile[c * channel_stride + positions[v] + taps[j] + l].
using Correlate = void (*)(const float* tile, int64_t channel_stride, int channels, const int64_t* positions, const int64_t* taps, int tap_count,
                           const float* weights, float* out);

// sums[o * tap_count + j] += sum over samples n and times t of gradient[o * gradient_row + n * gradient_sample + t] * input[taps[j] + n * input_sample + t].
using Accumulate = void (*)(const float* gradient, int64_t gradient_row, int64_t gradient_sample, const float* input, int64_t input_sample,
                            const int64_t* taps, int64_t samples, int64_t vectors, float* sums, int64_t sums_row);

struct Kernels {
  const char* name;
  int lanes;
  int max_outputs;                       // channels of one register block of Correlate
  const int* vectors;                    // [outputs]: vectors of time of that block
  Correlate (*correlate)(int outputs, int vectors);
  int max_gradients;                     // output channels of one register block of Accumulate
  int max_taps;
  Accumulate (*accumulate)(int outputs, int taps);
  void (*split_planes)(const float* from, int64_t count, int planes, float* const* to);
  void (*join_planes)(const float* const* from, int64_t count, int planes, float* to);
};

extern const Kernels kPortable;
#if defined(__x86_64__)
extern const Kernels kAvx2;
extern const Kernels kAvx512;
#endif

}  // namespace egs::conv
