// Included by portable.cpp, avx2.cpp and avx512.cpp, which define EGS_LANES, EGS_OUTPUTS, EGS_VECTORS, EGS_GRADIENTS, EGS_TAPS and EGS_KERNELS.
// Nothing of the standard library: its inline functions, compiled here for one instruction set, could be linked into code that runs on any.
#include "kernels.h"

namespace egs::conv {
namespace {

typedef float Vec __attribute__((vector_size(EGS_LANES * 4)));
typedef float Loose __attribute__((vector_size(EGS_LANES * 4), aligned(4)));

inline __attribute__((always_inline)) Vec load(const float* from) { return *reinterpret_cast<const Loose*>(from); }
inline __attribute__((always_inline)) void store(float* to, Vec value) { *reinterpret_cast<Loose*>(to) = value; }

template <int kOutputs, int kVectors>
void correlate(const float* tile, int64_t channel_stride, int channels, const int64_t* positions, const int64_t* taps, int tap_count,
               const float* weights, float* out) {
  Vec sum[kOutputs][kVectors];
#pragma GCC unroll 8
  for (int o = 0; o < kOutputs; ++o)
#pragma GCC unroll 8
    for (int v = 0; v < kVectors; ++v) sum[o][v] = Vec{};
  const float* at[kVectors];
#pragma GCC unroll 8
  for (int v = 0; v < kVectors; ++v) at[v] = tile + positions[v];
  for (int c = 0; c < channels; ++c) {
    for (int j = 0; j < tap_count; ++j) {
      const int64_t tap = taps[j];
      Vec x[kVectors];
#pragma GCC unroll 8
      for (int v = 0; v < kVectors; ++v) x[v] = load(at[v] + tap);
#pragma GCC unroll 8
      for (int o = 0; o < kOutputs; ++o) {
        const float w = weights[o];
#pragma GCC unroll 8
        for (int v = 0; v < kVectors; ++v) sum[o][v] += x[v] * w;
      }
      weights += kOutputs;
    }
#pragma GCC unroll 8
    for (int v = 0; v < kVectors; ++v) at[v] += channel_stride;
  }
#pragma GCC unroll 8
  for (int o = 0; o < kOutputs; ++o)
#pragma GCC unroll 8
    for (int v = 0; v < kVectors; ++v) store(out + (o * kVectors + v) * EGS_LANES, sum[o][v]);
}

template <int kOutputs, int kTaps>
void accumulate(const float* gradient, int64_t gradient_row, int64_t gradient_sample, const float* input, int64_t input_sample,
                const int64_t* taps, int64_t samples, int64_t vectors, float* sums, int64_t sums_row) {
  Vec sum[kOutputs][kTaps];
#pragma GCC unroll 8
  for (int o = 0; o < kOutputs; ++o)
#pragma GCC unroll 8
    for (int j = 0; j < kTaps; ++j) sum[o][j] = Vec{};
  for (int64_t n = 0; n < samples; ++n) {
    const float* dy[kOutputs];
    const float* x[kTaps];
#pragma GCC unroll 8
    for (int o = 0; o < kOutputs; ++o) dy[o] = gradient + n * gradient_sample + o * gradient_row;
#pragma GCC unroll 8
    for (int j = 0; j < kTaps; ++j) x[j] = input + n * input_sample + taps[j];
    for (int64_t i = 0; i < vectors * EGS_LANES; i += EGS_LANES) {
      Vec row[kOutputs];
#pragma GCC unroll 8
      for (int o = 0; o < kOutputs; ++o) row[o] = load(dy[o] + i);
#pragma GCC unroll 8
      for (int j = 0; j < kTaps; ++j) {
        const Vec shifted = load(x[j] + i);
#pragma GCC unroll 8
        for (int o = 0; o < kOutputs; ++o) sum[o][j] += row[o] * shifted;
      }
    }
  }
#pragma GCC unroll 8
  for (int o = 0; o < kOutputs; ++o)
#pragma GCC unroll 8
    for (int j = 0; j < kTaps; ++j) {
      float lanes[EGS_LANES];
      store(lanes, sum[o][j]);
#pragma GCC unroll 4
      for (int half = EGS_LANES / 2; half > 0; half /= 2)
        for (int l = 0; l < half; ++l) lanes[l] += lanes[l + half];
      sums[o * sums_row + j] += lanes[0];
    }
}

template <int kVectors>
Correlate correlate_of(int outputs) {
  switch (outputs) {
    case 1: return correlate<1, kVectors>;
    case 2: return correlate<2, kVectors>;
    case 3: return correlate<3, kVectors>;
    case 4: return correlate<4, kVectors>;
#if EGS_OUTPUTS > 4
    case 5: return correlate<5, (kVectors > 4 ? 4 : kVectors)>;
    case 6: return correlate<6, (kVectors > 4 ? 4 : kVectors)>;
    case 7: return correlate<7, (kVectors > 3 ? 3 : kVectors)>;
    case 8: return correlate<8, (kVectors > 3 ? 3 : kVectors)>;
#endif
    default: return nullptr;
  }
}

Correlate pick_correlate(int outputs, int vectors) {
  switch (vectors) {
    case 3: return correlate_of<3>(outputs);
#if EGS_OUTPUTS > 4
    case 4: return correlate_of<4>(outputs);
    case 6: return correlate_of<6>(outputs);
#endif
    default: return nullptr;
  }
}

template <int kOutputs>
Accumulate accumulate_of(int taps) {
  switch (taps) {
    case 1: return accumulate<kOutputs, 1>;
    case 2: return accumulate<kOutputs, 2>;
    case 3: return accumulate<kOutputs, 3>;
    case 4: return accumulate<kOutputs, 4>;
    case 5: return accumulate<kOutputs, 5>;
    case 6: return accumulate<kOutputs, 6>;
    default: return nullptr;
  }
}

Accumulate pick_accumulate(int outputs, int taps) {
  switch (outputs) {
    case 1: return accumulate_of<1>(taps);
    case 2: return accumulate_of<2>(taps);
#if EGS_GRADIENTS > 2
    case 3: return accumulate_of<3>(taps);
    case 4: return accumulate_of<4>(taps);
#endif
    default: return nullptr;
  }
}

// Every kPlanes-th sample of a row, one plane after another; and back.
template <int kPlanes>
void split(const float* from, int64_t count, float* const* planes) {
  for (int64_t i = 0; i < count; ++i)
#pragma GCC unroll 8
    for (int p = 0; p < kPlanes; ++p) planes[p][i] = from[i * kPlanes + p];
}

template <int kPlanes>
void join(const float* const* planes, int64_t count, float* to) {
  for (int64_t i = 0; i < count; ++i)
#pragma GCC unroll 8
    for (int p = 0; p < kPlanes; ++p) to[i * kPlanes + p] = planes[p][i];
}

void split_planes(const float* from, int64_t count, int planes, float* const* to) {
  switch (planes) {
    case 2: return split<2>(from, count, to);
    case 3: return split<3>(from, count, to);
    case 4: return split<4>(from, count, to);
    default:
      for (int64_t i = 0; i < count; ++i)
        for (int p = 0; p < planes; ++p) to[p][i] = from[i * planes + p];
  }
}

void join_planes(const float* const* from, int64_t count, int planes, float* to) {
  switch (planes) {
    case 2: return join<2>(from, count, to);
    case 3: return join<3>(from, count, to);
    case 4: return join<4>(from, count, to);
    default:
      for (int64_t i = 0; i < count; ++i)
        for (int p = 0; p < planes; ++p) to[i * planes + p] = from[p][i];
  }
}

constexpr int kVectorsOf[] = EGS_VECTORS;
}  // namespace

extern const Kernels EGS_KERNELS = {EGS_NAME, EGS_LANES, EGS_OUTPUTS, kVectorsOf, pick_correlate, EGS_GRADIENTS, EGS_TAPS, pick_accumulate, split_planes, join_planes};

}  // namespace egs::conv
