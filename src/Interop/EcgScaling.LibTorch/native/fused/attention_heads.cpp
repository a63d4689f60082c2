#include "attention_heads.h"

#include "../counter_mask.h"
#include "../vectorised.h"
#include "lanes.h"

#include <cmath>

namespace egs::fused {
namespace {

constexpr int64_t kBlock = 32;  // tokens whose scores are held at once
constexpr int kRows = 4;

constexpr int64_t padded(int64_t count) { return (count + kLanes - 1) / kLanes * kLanes; }

// c[i][j] = (add ? c[i][j] : 0) + sum over k of a[i * a_row + k * a_depth] * b[k * b_row + j], for kRows rows and kVectors vectors of columns.
template <int kHeight, int kVectors>
EGS_INLINE void multiply_tile(int64_t depth, const float* a, int64_t a_row, int64_t a_depth, const float* b, int64_t b_row, float* c, int64_t c_row, bool add) {
  Vec sum[kHeight][kVectors];
#pragma GCC unroll 8
  for (int i = 0; i < kHeight; ++i)
#pragma GCC unroll 8
    for (int v = 0; v < kVectors; ++v) sum[i][v] = add ? load(c + i * c_row + v * kLanes) : Vec{};
  for (int64_t k = 0; k < depth; ++k) {
    Vec columns[kVectors];
#pragma GCC unroll 8
    for (int v = 0; v < kVectors; ++v) columns[v] = load(b + k * b_row + v * kLanes);
#pragma GCC unroll 8
    for (int i = 0; i < kHeight; ++i) {
      const float scalar = a[i * a_row + k * a_depth];
#pragma GCC unroll 8
      for (int v = 0; v < kVectors; ++v) sum[i][v] += columns[v] * scalar;
    }
  }
#pragma GCC unroll 8
  for (int i = 0; i < kHeight; ++i)
#pragma GCC unroll 8
    for (int v = 0; v < kVectors; ++v) store(c + i * c_row + v * kLanes, sum[i][v]);
}

template <int kHeight>
EGS_INLINE void multiply_rows(int64_t columns, int64_t depth, const float* a, int64_t a_row, int64_t a_depth, const float* b, int64_t b_row, float* c, int64_t c_row, bool add) {
  int64_t j = 0;
  for (; j + 4 * kLanes <= columns; j += 4 * kLanes) multiply_tile<kHeight, 4>(depth, a, a_row, a_depth, b + j, b_row, c + j, c_row, add);
  for (; j + 2 * kLanes <= columns; j += 2 * kLanes) multiply_tile<kHeight, 2>(depth, a, a_row, a_depth, b + j, b_row, c + j, c_row, add);
  for (; j < columns; j += kLanes) multiply_tile<kHeight, 1>(depth, a, a_row, a_depth, b + j, b_row, c + j, c_row, add);
}

// c = (add ? c : 0) + a b; columns is a multiple of kLanes.
EGS_INLINE void multiply(int64_t rows, int64_t columns, int64_t depth, const float* a, int64_t a_row, int64_t a_depth, const float* b, int64_t b_row, float* c, int64_t c_row, bool add) {
  int64_t i = 0;
  for (; i + kRows <= rows; i += kRows) multiply_rows<kRows>(columns, depth, a + i * a_row, a_row, a_depth, b, b_row, c + i * c_row, c_row, add);
  for (; i < rows; ++i) multiply_rows<1>(columns, depth, a + i * a_row, a_row, a_depth, b, b_row, c + i * c_row, c_row, add);
}

// Rows of `size` floats, `stride` apart, side by side and filled up with zeros.
EGS_INLINE void gather(const float* from, int64_t stride, int64_t rows, int64_t size, float* to) {
  const int64_t wide = padded(size);
  for (int64_t r = 0; r < rows; ++r) {
    for (int64_t i = 0; i < size; ++i) to[r * wide + i] = from[r * stride + i];
    for (int64_t i = size; i < wide; ++i) to[r * wide + i] = 0;
  }
}

// The same turned round: (feature, token).
EGS_INLINE void gather_turned(const float* from, int64_t stride, int64_t rows, int64_t size, float* to) {
  const int64_t wide = padded(rows);
  for (int64_t i = 0; i < size; ++i) {
    for (int64_t r = 0; r < rows; ++r) to[i * wide + r] = from[r * stride + i];
    for (int64_t r = rows; r < wide; ++r) to[i * wide + r] = 0;
  }
}

EGS_INLINE void scatter(const float* from, int64_t rows, int64_t size, int64_t stride, float* to) {
  const int64_t wide = padded(size);
  for (int64_t r = 0; r < rows; ++r)
    for (int64_t i = 0; i < size; ++i) to[r * stride + i] = from[r * wide + i];
}

EGS_INLINE int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

// A vector of a row of `count` scores: what lies beyond them is zero.
EGS_INLINE Vec within(Vec value, int64_t left) {
  if (left >= kLanes) return value;
  for (int64_t l = left; l < kLanes; ++l) value[l] = 0;
  return value;
}

EGS_INLINE float largest_of(const float* row, int64_t count) {
  Vec best = splat(row[0]);
  int64_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    const Vec value = load(row + i);
    best = value > best ? value : best;
  }
  float lanes[kLanes];
  store(lanes, best);
  float largest = row[0];
  for (int l = 0; l < kLanes; ++l) largest = lanes[l] > largest ? lanes[l] : largest;
  for (; i < count; ++i) largest = row[i] > largest ? row[i] : largest;
  return largest;
}

EGS_INLINE void add(float* row, const float* bias, int64_t count) {
  for (int64_t j = 0; j < count; j += kLanes) store(row + j, load(row + j) + load(bias + j));
}

// Zero or 1 / keep for each weight of a few queries, row after row, in the order of the counter's elements; and room for the bytes they are made of.
constexpr int64_t factors_scratch(int64_t tokens) { return 2 * (kBlock * tokens + kLanes); }

EGS_INLINE void draw_factors(const Weighting& weighting, int64_t tokens, int64_t query, int64_t rows, float* factors) {
  const int64_t count = rows * tokens;
  auto* kept = reinterpret_cast<uint8_t*>(factors + kBlock * tokens + kLanes);
  kept_from_counter(weighting.mask_key, weighting.first + query * tokens, count, weighting.keep, kept);
  const float scale = 1.0f / static_cast<float>(weighting.keep);
  for (int64_t i = 0; i < count; ++i) factors[i] = static_cast<float>(kept[i]) * scale;
  // The last row's last vector is read to its end.
  for (int l = 0; l < kLanes; ++l) factors[count + l] = 0;
}
}  // namespace

int64_t Head::forward_scratch() const { return size * padded(tokens) + tokens * padded(size) + kBlock * (padded(tokens) + padded(size)) + factors_scratch(tokens); }

int64_t Head::backward_scratch() const {
  return 2 * size * padded(tokens) + 4 * tokens * padded(size) + kBlock * (2 * padded(tokens) + 3 * padded(size)) + factors_scratch(tokens);
}

EGS_VECTORISED
void attend(const Head& head, const Weighting& weighting, float* result, float* log_sums, float* scratch) {
  const int64_t across = padded(head.tokens), wide = padded(head.size);
  const float scale = weighting.scale;
  const bool dropping = weighting.keep < 1;
  float* keys = scratch;  // (feature, token)
  float* values = keys + head.size * across;
  float* scores = values + head.tokens * wide;
  float* mixed = scores + kBlock * across;
  float* factors = mixed + kBlock * wide;
  gather_turned(head.key, head.projected, head.tokens, head.size, keys);
  gather(head.value, head.stride, head.tokens, head.size, values);
  for (int64_t first = 0; first < head.tokens; first += kBlock) {
    const int64_t rows = smaller(kBlock, head.tokens - first);
    multiply(rows, across, head.size, head.query + first * head.projected, head.projected, 1, keys, across, scores, across, false);
    if (dropping) draw_factors(weighting, head.tokens, first, rows, factors);
    for (int64_t r = 0; r < rows; ++r) {
      float* row = scores + r * across;
      if (weighting.bias != nullptr) add(row, weighting.bias, head.tokens);
      const float largest = scale * largest_of(row, head.tokens);
      Vec sums{};
      for (int64_t j = 0; j < head.tokens; j += kLanes) {
        const Vec weight = within(exp(load(row + j) * scale - largest), head.tokens - j);
        sums += weight;
        store(row + j, weight);
      }
      const float sum = total(sums);
      log_sums[first + r] = largest + std::log(sum);
      const float share = 1.0f / sum;
      if (dropping) {
        for (int64_t j = 0; j < head.tokens; j += kLanes) store(row + j, load(row + j) * share * load(factors + r * head.tokens + j));
      } else {
        for (int64_t j = 0; j < head.tokens; j += kLanes) store(row + j, load(row + j) * share);
      }
    }
    multiply(rows, wide, head.tokens, scores, across, 1, values, wide, mixed, wide, false);
    scatter(mixed, rows, head.size, head.width, result + first * head.width);
  }
}

EGS_VECTORISED
void attend_gradient(const Head& head, const Weighting& weighting, const float* result, const float* gradient, const float* log_sums, float* d_query, float* d_key, float* d_value,
                     float* scratch) {
  const int64_t across = padded(head.tokens), wide = padded(head.size);
  const float scale = weighting.scale;
  const bool dropping = weighting.keep < 1;
  float* turned_keys = scratch;  // (feature, token)
  float* turned_values = turned_keys + head.size * across;
  float* keys = turned_values + head.size * across;  // (token, feature)
  float* key_gradients = keys + head.tokens * wide;
  float* value_gradients = key_gradients + head.tokens * wide;
  float* weights = value_gradients + head.tokens * wide;
  float* slopes = weights + kBlock * across;
  float* queries = slopes + kBlock * across;
  float* gradients = queries + kBlock * wide;
  float* query_gradients = gradients + kBlock * wide;
  float* factors = query_gradients + kBlock * wide;
  gather_turned(head.key, head.projected, head.tokens, head.size, turned_keys);
  gather_turned(head.value, head.stride, head.tokens, head.size, turned_values);
  gather(head.key, head.projected, head.tokens, head.size, keys);
  for (int64_t first = 0; first < head.tokens; first += kBlock) {
    const int64_t rows = smaller(kBlock, head.tokens - first);
    gather(head.query + first * head.projected, head.projected, rows, head.size, queries);
    gather(gradient + first * head.width, head.width, rows, head.size, gradients);
    multiply(rows, across, head.size, queries, wide, 1, turned_keys, across, weights, across, false);
    multiply(rows, across, head.size, gradients, wide, 1, turned_values, across, slopes, across, false);
    if (dropping) draw_factors(weighting, head.tokens, first, rows, factors);
    for (int64_t r = 0; r < rows; ++r) {
      // The softmax's gradient is p (dp - sum of p dp), and that sum is the product of the result with its gradient, dropout or not.
      const float* out = result + (first + r) * head.width;
      Vec products{};
      int64_t i = 0;
      for (; i + kLanes <= head.size; i += kLanes) products += load(out + i) * load(gradients + r * wide + i);
      if (i < head.size) products += load_some(out + i, static_cast<int>(head.size - i)) * load(gradients + r * wide + i);
      const float product = total(products);
      const float log_sum = log_sums[first + r];
      if (weighting.bias != nullptr) add(weights + r * across, weighting.bias, head.tokens);
      for (int64_t j = 0; j < head.tokens; j += kLanes) {
        float *weight = weights + r * across + j, *slope = slopes + r * across + j;
        const Vec p = within(exp(load(weight) * scale - log_sum), head.tokens - j);
        const Vec factor = dropping ? load(factors + r * head.tokens + j) : splat(1.0f);
        store(weight, p * factor);
        store(slope, within(p * (load(slope) * factor - product) * scale, head.tokens - j));
      }
    }
    multiply(rows, wide, head.tokens, slopes, across, 1, keys, wide, query_gradients, wide, false);
    scatter(query_gradients, rows, head.size, head.stride, d_query + first * head.stride);
    multiply(head.tokens, wide, rows, slopes, 1, across, queries, wide, key_gradients, wide, first > 0);
    multiply(head.tokens, wide, rows, weights, 1, across, gradients, wide, value_gradients, wide, first > 0);
  }
  scatter(key_gradients, head.tokens, head.size, head.stride, d_key);
  scatter(value_gradients, head.tokens, head.size, head.stride, d_value);
}

EGS_VECTORISED
void rotate_rows(const float* from, int64_t stride, int64_t rows, int64_t size, const float* cos, const float* sin, float direction, float* to, int64_t to_stride) {
  const int64_t half = size / 2;
  for (int64_t r = 0; r < rows; ++r, from += stride, to += to_stride, cos += half, sin += half) {
    for (int64_t i = 0; i < half; ++i) {
      const float a = from[i], b = from[i + half], turn = direction * sin[i];
      to[i] = a * cos[i] - b * turn;
      to[i + half] = b * cos[i] + a * turn;
    }
  }
}

}  // namespace egs::fused
