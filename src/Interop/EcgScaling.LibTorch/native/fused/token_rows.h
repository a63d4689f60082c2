// Rows of features of the Transformer's fused layers; each call does some rows, and the callers share the rows out.
#pragma once
#include <cstdint>

namespace egs::fused {

// y = (x - mean) * inverse deviation * weight + bias, row by row. Kept are the mean, what its rounding left out of the normalised values,
// and the inverse deviation.
void normalise_rows(const float* x, int64_t rows, int64_t width, const float* weight, const float* bias, double eps, float* y, float* mean, float* rest, float* inverse);

// The gradient of x; gradients of weight and bias are added to dw and db.
void normalise_rows_gradient(const float* dy, const float* x, int64_t rows, int64_t width, const float* weight, const float* mean, const float* rest, const float* inverse,
                             float* dx, float* dw, float* db);

// z += bias, then y = gelu(z).
void bias_gelu_rows(float* z, int64_t rows, int64_t width, const float* bias, float* y);

// dz = dy * gelu'(z); its columns are added to db.
void gelu_rows_gradient(const float* dy, const float* z, int64_t rows, int64_t width, float* dz, float* db);

// y = x + bias.
void bias_rows(const float* x, int64_t rows, int64_t width, const float* bias, float* y);

// Adds the columns to `sums`.
void add_columns(const float* x, int64_t rows, int64_t width, float* sums);

}  // namespace egs::fused
