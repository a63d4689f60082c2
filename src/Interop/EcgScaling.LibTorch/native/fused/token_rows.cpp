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

EGS_INLINE Vec get(const float* from, int count) { return count == kLanes ? load(from) : load_some(from, count); }
EGS_INLINE void put(float* to, Vec value, int count) {
  if (count == kLanes) store(to, value);
  else store_some(to, value, count);
}
}  // namespace

EGS_VECTORISED
void normalise_rows(const float* x, int64_t rows, int64_t width, const float* weight, const float* bias, float eps, float* y, float* mean, float* inverse) {
  for (int64_t r = 0; r < rows; ++r, x += width, y += width) {
    Vec sum{};
    each_vector(width, [&](int64_t i, int count) __attribute__((always_inline)) { sum += get(x + i, count); });
    const float average = total(sum) / static_cast<float>(width);
    Vec squares{};
    each_vector(width, [&](int64_t i, int count) __attribute__((always_inline)) {
      const Vec away = get(x + i, count) - average;
      squares += away * away;
    });
    // Lanes beyond the row were counted as zeros.
    const float beyond = static_cast<float>((kLanes - width % kLanes) % kLanes);
    const float variance = (total(squares) - beyond * average * average) / static_cast<float>(width);
    const float scale = 1.0f / __builtin_sqrtf((variance > 0.0f ? variance : variance != variance ? variance : 0.0f) + eps);
    mean[r] = average;
    inverse[r] = scale;
    each_vector(width, [&](int64_t i, int count) __attribute__((always_inline)) {
      put(y + i, (get(x + i, count) - average) * scale * get(weight + i, count) + get(bias + i, count), count);
    });
  }
}

EGS_VECTORISED
void normalise_rows_gradient(const float* dy, const float* x, int64_t rows, int64_t width, const float* weight, const float* mean, const float* inverse, float* dx,
                             float* dw, float* db) {
  for (int64_t r = 0; r < rows; ++r, x += width, dy += width, dx += width) {
    const float average = mean[r], scale = inverse[r];
    Vec sums{}, products{};
    each_vector(width, [&](int64_t i, int count) __attribute__((always_inline)) {
      const Vec gradient = get(dy + i, count), normal = (get(x + i, count) - average) * scale, inner = gradient * get(weight + i, count);
      sums += inner;
      products += inner * normal;
      put(dw + i, get(dw + i, count) + gradient * normal, count);
      put(db + i, get(db + i, count) + gradient, count);
    });
    const float shift = total(sums) / static_cast<float>(width), slope = total(products) / static_cast<float>(width);
    each_vector(width, [&](int64_t i, int count) __attribute__((always_inline)) {
      const Vec normal = (get(x + i, count) - average) * scale;
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
