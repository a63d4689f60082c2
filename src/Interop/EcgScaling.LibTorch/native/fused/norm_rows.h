// One row (a channel of a tracing) of the fused normalisation at a time; norm.cpp adds the rows up.
#pragma once
#include <cstdint>

namespace egs::fused {

// Mean and sum of squared distances from it.
void row_moments(const float* x, int64_t count, double* mean, double* squares);

// y = scale * x + shift, negative values set to zero where relu is, then multiplied by kept * kept_scale unless kept is null.
void row_apply(const float* x, float* y, int64_t count, float scale, float shift, bool relu, const uint8_t* kept, float kept_scale);

// Sums of dz and of dz * (x - mean), where dz = gradient * gradient_scale, zero where y is zero if y is given.
void row_gradient_sums(const float* gradient, const float* y, const float* x, int64_t count, float mean, float gradient_scale, double* sum, double* product);

// dx = factor * dz - shift - slope * (x - mean).
void row_gradient(const float* gradient, const float* y, const float* x, float* dx, int64_t count, float mean, float gradient_scale, float factor, float shift, float slope);

}  // namespace egs::fused
