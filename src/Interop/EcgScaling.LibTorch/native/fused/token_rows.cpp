#include "token_rows.h"

#include "../vectorised.h"
#include "lanes.h"

namespace egs::fused {
namespace {

// body(i, count): the vector of a row that begins at i, of which `count` floats are in the row.
template <typename Body>
EGS_INLINE void each_vector(int64_t width, Body&& body) {
  int64_t i = 0;
  for (; i + kLanes <= width; i += kLanes) body(i, kLanes);
  if (i < width) body(i, static_cast<int>(width - i));
}

// The same with two chains of sums, so that one need not wait for the other: body(i, count, chain).
template <typename Body>
EGS_INLINE void each_pair(int64_t width, Body&& body) {
  int64_t i = 0;
  for (; i + 2 * kLanes <= width; i += 2 * kLanes) {
    body(i, kLanes, 0);
    body(i + kLanes, kLanes, 1);
  }
  if (i + kLanes <= width) {
    body(i, kLanes, 0);
    i += kLanes;
  }
  if (i < width) body(i, static_cast<int>(width - i), 1);
}

// What lies beyond the row becomes zero.
EGS_INLINE Vec inside(Vec value, int count) {
  const Ints lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  return count == kLanes ? value : lane < count ? value : Vec{};
}

EGS_INLINE Vec get(const float* from, int count) { return count == kLanes ? load(from) : load_some(from, count); }
EGS_INLINE void put(float* to, Vec value, int count) {
  if (count == kLanes) store(to, value);
  else store_some(to, value, count);
}
}  // namespace

EGS_VECTORISED
void normalise_rows(const float* x, int64_t rows, int64_t width, const float* weight, const float* bias, double eps, float* y, float* mean, float* rest, float* inverse) {
  const float share = 1.0f / static_cast<float>(width);
  for (int64_t r = 0; r < rows; ++r, x += width, y += width) {
    Vec sum[2]{};
    each_pair(width, [&](int64_t i, int count, int chain) __attribute__((always_inline)) { sum[chain] += get(x + i, count); });
    const float average = total(sum[0] + sum[1]) * share;
    Vec squares[2]{}, distances[2]{};
    each_pair(width, [&](int64_t i, int count, int chain) __attribute__((always_inline)) {
      const Vec away = inside(get(x + i, count) - average, count);
      squares[chain] += away * away;
      distances[chain] += away;
    });
    // What the rounded mean is off by: where a row's values are all but equal, that is as large as their distances from it.
    float square, off;
    totals(squares[0] + squares[1], distances[0] + distances[1], &square, &off);
    off *= share;
    const float variance = square * share - off * off;
    const float scale = 1.0f / __builtin_sqrtf((variance > 0.0f ? variance : variance != variance ? variance : 0.0f) + static_cast<float>(eps));
    mean[r] = average;
    const float left = off * scale;
    rest[r] = left;
    inverse[r] = scale;
    each_vector(width, [&](int64_t i, int count) __attribute__((always_inline)) {
      put(y + i, ((get(x + i, count) - average) * scale - left) * get(weight + i, count) + get(bias + i, count), count);
    });
  }
}

EGS_VECTORISED
void normalise_rows_gradient(const float* dy, const float* x, int64_t rows, int64_t width, const float* weight, const float* mean, const float* rest, const float* inverse,
                             float* dx, float* dw, float* db) {
  const float share = 1.0f / static_cast<float>(width);
  for (int64_t r = 0; r < rows; ++r, x += width, dy += width, dx += width) {
    const float average = mean[r], left = rest[r], scale = inverse[r];
    Vec sums[2]{}, products[2]{};
    each_pair(width, [&](int64_t i, int count, int chain) __attribute__((always_inline)) {
      const Vec gradient = get(dy + i, count), normal = (get(x + i, count) - average) * scale - left, inner = gradient * get(weight + i, count);
      sums[chain] += inner;
      products[chain] += inner * normal;
      put(dw + i, get(dw + i, count) + gradient * normal, count);
      put(db + i, get(db + i, count) + gradient, count);
    });
    float shift, slope;
    totals(sums[0] + sums[1], products[0] + products[1], &shift, &slope);
    shift *= share;
    slope *= share;
    each_vector(width, [&](int64_t i, int count) __attribute__((always_inline)) {
      const Vec normal = (get(x + i, count) - average) * scale - left;
      put(dx + i, (get(dy + i, count) * get(weight + i, count) - shift - normal * slope) * scale, count);
    });
  }
}

EGS_VECTORISED
void bias_gelu_rows(float* z, int64_t rows, int64_t width, const float* bias, float* y) {
  for (int64_t r = 0; r < rows; ++r, z += width, y += width) {
    each_vector(width, [&](int64_t i, int count) __attribute__((always_inline)) {
      const Vec value = get(z + i, count) + get(bias + i, count);
      Vec share, density;
      normal(value, &share, &density);
      put(z + i, value, count);
      put(y + i, value * share, count);
    });
  }
}

EGS_VECTORISED
void gelu_rows_gradient(const float* dy, const float* z, int64_t rows, int64_t width, float* dz, float* db) {
  for (int64_t r = 0; r < rows; ++r, z += width, dy += width, dz += width) {
    each_vector(width, [&](int64_t i, int count) __attribute__((always_inline)) {
      const Vec value = get(z + i, count);
      Vec share, density;
      normal(value, &share, &density);
      const Vec gradient = get(dy + i, count) * (share + value * density * 0.39894228f);
      put(dz + i, gradient, count);
      put(db + i, get(db + i, count) + gradient, count);
    });
  }
}

EGS_VECTORISED
void bias_rows(const float* x, int64_t rows, int64_t width, const float* bias, float* y) {
  for (int64_t r = 0; r < rows; ++r, x += width, y += width)
    for (int64_t i = 0; i < width; ++i) y[i] = x[i] + bias[i];
}

EGS_VECTORISED
void add_columns(const float* x, int64_t rows, int64_t width, float* sums) {
  for (int64_t r = 0; r < rows; ++r, x += width)
    for (int64_t i = 0; i < width; ++i) sums[i] += x[i];
}

}  // namespace egs::fused
