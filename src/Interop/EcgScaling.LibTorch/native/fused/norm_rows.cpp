#include "norm_rows.h"

#include "../vectorised.h"

namespace egs::fused {
namespace {

constexpr int kLanes = 16;
typedef float Vec __attribute__((vector_size(kLanes * 4)));
typedef float Loose __attribute__((vector_size(kLanes * 4), aligned(4)));

inline __attribute__((always_inline)) Vec load(const float* from) { return *reinterpret_cast<const Loose*>(from); }

inline __attribute__((always_inline)) float total(Vec value) {
  float sum = 0;
  for (int l = 0; l < kLanes; ++l) sum += value[l];
  return sum;
}

inline __attribute__((always_inline)) Vec masked(Vec gradient, Vec y) { return y > 0.0f ? gradient : Vec{}; }
}  // namespace

EGS_VECTORISED
void row_moments(const float* x, int64_t count, double* mean, double* squares) {
  Vec sum{}, more{};
  int64_t i = 0;
  for (; i + 2 * kLanes <= count; i += 2 * kLanes) {
    sum += load(x + i);
    more += load(x + i + kLanes);
  }
  float rest = 0;
  for (; i < count; ++i) rest += x[i];
  const float average = (total(sum + more) + rest) / static_cast<float>(count);

  Vec square{}, square_more{};
  float square_rest = 0, distance_rest = 0;
  Vec distances{};
  for (i = 0; i + 2 * kLanes <= count; i += 2 * kLanes) {
    const Vec a = load(x + i) - average, b = load(x + i + kLanes) - average;
    square += a * a;
    square_more += b * b;
    distances += a + b;
  }
  for (; i < count; ++i) {
    const float a = x[i] - average;
    square_rest += a * a;
    distance_rest += a;
  }
  // What the rounded mean is off by: the sums stay exact to second order.
  const double off = (static_cast<double>(total(distances)) + distance_rest) / static_cast<double>(count);
  *mean = static_cast<double>(average) + off;
  *squares = static_cast<double>(total(square + square_more)) + square_rest - off * off * static_cast<double>(count);
}

EGS_VECTORISED
void row_apply(const float* x, float* y, int64_t count, float scale, float shift, bool relu, const uint8_t* kept, float kept_scale) {
  if (!relu) {
    for (int64_t i = 0; i < count; ++i) y[i] = scale * x[i] + shift;
  } else if (kept == nullptr) {
    for (int64_t i = 0; i < count; ++i) {
      const float z = scale * x[i] + shift;
      y[i] = z > 0.0f ? z : z != z ? z : 0.0f;
    }
  } else {
    for (int64_t i = 0; i < count; ++i) {
      const float z = scale * x[i] + shift;
      y[i] = (z > 0.0f ? z : z != z ? z : 0.0f) * (static_cast<float>(kept[i]) * kept_scale);
    }
  }
}

EGS_VECTORISED
void row_gradient_sums(const float* gradient, const float* y, const float* x, int64_t count, float mean, float gradient_scale, double* sum, double* product) {
  Vec sums{}, products{};
  float sum_rest = 0, product_rest = 0;
  int64_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    const Vec dz = y == nullptr ? load(gradient + i) : masked(load(gradient + i), load(y + i));
    sums += dz;
    products += dz * (load(x + i) - mean);
  }
  for (; i < count; ++i) {
    const float dz = y == nullptr || y[i] > 0.0f ? gradient[i] : 0.0f;
    sum_rest += dz;
    product_rest += dz * (x[i] - mean);
  }
  *sum = (static_cast<double>(total(sums)) + sum_rest) * gradient_scale;
  *product = (static_cast<double>(total(products)) + product_rest) * gradient_scale;
}

EGS_VECTORISED
void row_gradient(const float* gradient, const float* y, const float* x, float* dx, int64_t count, float mean, float gradient_scale, float factor, float shift, float slope) {
  const float scaled = factor * gradient_scale;
  if (y == nullptr) {
    for (int64_t i = 0; i < count; ++i) dx[i] = scaled * gradient[i] - shift - slope * (x[i] - mean);
  } else {
    for (int64_t i = 0; i < count; ++i) dx[i] = scaled * (y[i] > 0.0f ? gradient[i] : 0.0f) - shift - slope * (x[i] - mean);
  }
}

}  // namespace egs::fused
