// Self-attention of one head of one tracing, with scores for a few tokens at a time.
#pragma once
#include <cstdint>

namespace egs::fused {

// `tokens` tokens of `size` features each. Token t of queries and keys begins t * projected floats after the first; of values, and of the gradients of all three, t * stride.
// The results' rows are `width` apart.
struct Head {
  const float *query, *key, *value;
  int64_t tokens, size, projected, stride, width;

  // Floats of memory that a call needs.
  int64_t forward_scratch() const;
  int64_t backward_scratch() const;
};

// How scores become weights: softmax(scale * score + bias), then dropout. `bias` has one number for each key, or is null, and 16 floats after its end that can be read.
// With keep below 1 the weight of key k for query q is element first + q * tokens + k of the counter's mask of `mask_key`.
struct Weighting {
  float scale;
  const float* bias;
  double keep;
  uint64_t mask_key;
  int64_t first;
};

// result = weights v; log_sums keeps the logarithm of each token's sum.
void attend(const Head& head, const Weighting& weighting, float* result, float* log_sums, float* scratch);

// Gradients of a result whose gradient is given.
void attend_gradient(const Head& head, const Weighting& weighting, const float* result, const float* gradient, const float* log_sums, float* d_query, float* d_key, float* d_value,
                     float* scratch);

// Turns the pairs (i, i + size / 2) of each row by its angles, of which `cos` and `sin` hold size / 2 a row; direction -1 turns them back. `to` may be `from`.
void rotate_rows(const float* from, int64_t stride, int64_t rows, int64_t size, const float* cos, const float* sin, float direction, float* to, int64_t to_stride);

}  // namespace egs::fused
