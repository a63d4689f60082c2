// Self-attention of one head of one tracing, with scores for a few tokens at a time.
#pragma once
#include <cstdint>

namespace egs::fused {

// `tokens` tokens of `size` features each; token t of query, key and value begins t * stride floats after the first. The results' rows are `width` apart.
struct Head {
  const float *query, *key, *value;
  int64_t tokens, size, stride, width;

  // Floats of memory that a call needs.
  int64_t forward_scratch() const;
  int64_t backward_scratch() const;
};

// result = softmax(scale * q k^T) v; log_sums keeps the logarithm of each token's sum.
void attend(const Head& head, float scale, float* result, float* log_sums, float* scratch);

// Gradients, with the stride of query, key and value, of a result whose gradient is given.
void attend_gradient(const Head& head, float scale, const float* result, const float* gradient, const float* log_sums, float* d_query, float* d_key, float* d_value, float* scratch);

}  // namespace egs::fused
