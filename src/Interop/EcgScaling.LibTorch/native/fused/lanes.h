// Sixteen floats at a time, for loops that are compiled once for each instruction set (EGS_VECTORISED). Everything here is inlined into them.
#pragma once
#include <cstddef>
#include <cstdint>

namespace egs::fused {

constexpr int kLanes = 16;
typedef float Vec __attribute__((vector_size(kLanes * 4)));
typedef float Loose __attribute__((vector_size(kLanes * 4), aligned(4)));
typedef int32_t Ints __attribute__((vector_size(kLanes * 4)));

#define EGS_INLINE inline __attribute__((always_inline))

EGS_INLINE Vec load(const float* from) { return *reinterpret_cast<const Loose*>(from); }
EGS_INLINE void store(float* to, Vec value) { *reinterpret_cast<Loose*>(to) = value; }
EGS_INLINE Vec splat(float value) { return Vec{} + value; }

// The first `count` of a row's last, incomplete vector; the others are zero, or left alone.
EGS_INLINE Vec load_some(const float* from, int count) {
  Vec value{};
  __builtin_memcpy(&value, from, static_cast<size_t>(count) * sizeof(float));
  return value;
}
EGS_INLINE void store_some(float* to, Vec value, int count) { __builtin_memcpy(to, &value, static_cast<size_t>(count) * sizeof(float)); }

// Halves are added until one lane is left.
EGS_INLINE float total(Vec value) {
  value += __builtin_shuffle(value, Ints{8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15});
  value += __builtin_shuffle(value, Ints{4, 5, 6, 7, 4, 5, 6, 7, 4, 5, 6, 7, 4, 5, 6, 7});
  value += __builtin_shuffle(value, Ints{2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3});
  return value[0] + value[1];
}

// The sums of two vectors at once.
EGS_INLINE void totals(Vec a, Vec b, float* sum_a, float* sum_b) {
  Vec both = __builtin_shuffle(a, b, Ints{0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23}) +
             __builtin_shuffle(a, b, Ints{8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31});
  both += __builtin_shuffle(both, Ints{4, 5, 6, 7, 4, 5, 6, 7, 12, 13, 14, 15, 12, 13, 14, 15});
  both += __builtin_shuffle(both, Ints{2, 3, 2, 3, 2, 3, 2, 3, 10, 11, 10, 11, 10, 11, 10, 11});
  *sum_a = both[0] + both[1];
  *sum_b = both[8] + both[9];
}

// e^x to 2 units in the last place; 0 below -87.
EGS_INLINE Vec exp(Vec x) {
  const Vec rounder = splat(12582912.0f);
  const Vec n = (x * 1.44269504f + rounder) - rounder;
  const Vec r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
  Vec p = r * (1.0f / 5040) + 1.0f / 720;
  p = p * r + 1.0f / 120;
  p = p * r + 1.0f / 24;
  p = p * r + 1.0f / 6;
  p = p * r + 0.5f;
  p = p * r + 1.0f;
  p = p * r + 1.0f;
  const Ints power = (__builtin_convertvector(n, Ints) + 127) << 23;
  return x < -87.0f ? Vec{} : p * (Vec)power;
}

// The normal distribution's share below x, and its density times sqrt(2 pi). erfc(t) = e^(-t^2) u Q(u) with u = 1 / (1 + 0.475 t); Q was fitted
// to scipy's erfcx over t from 0 to 6.5 and is within 4e-7 of it, relatively, in 32-bit arithmetic.
EGS_INLINE void normal(Vec x, Vec* share, Vec* density) {
  const Vec t = (x < 0.0f ? -x : x) * 0.70710678f;
  const Vec u = 1.0f / (0.475f * t + 1.0f);
  Vec q = u * -0.05422954261302948f + 0.2964211404323578f;
  q = q * u - 0.604605495929718f;
  q = q * u + 0.493208646774292f;
  q = q * u - 0.146304190158844f;
  q = q * u + 0.25578445196151733f;
  q = q * u + 0.2220529168844223f;
  q = q * u + 0.2697693109512329f;
  q = q * u + 0.26790279150009155f;
  const Vec bell = exp(-t * t);
  const Vec tail = 0.5f * bell * (q * u);
  *share = x < 0.0f ? tail : 1.0f - tail;
  *density = bell;
}

}  // namespace egs::fused
