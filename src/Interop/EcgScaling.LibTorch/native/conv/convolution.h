// 1-D convolutions of short signals, float32, straight from the definition: no im2col, no reordering of whole tensors.
#pragma once
#include "kernels.h"

#include <ATen/core/Tensor.h>

namespace egs::conv {

struct Geometry {
  int64_t batch, in_channels, in_samples, out_channels, out_samples, kernel, stride, padding;

  static Geometry of(const at::Tensor& input, const at::Tensor& weight, int64_t stride, int64_t padding);
};

const Kernels& kernels();

// All tensors contiguous CPU floats: input (batch, in, sample), weight (out, in, kernel), output and its gradient (batch, out, sample).
void forward(const Geometry& shape, const float* input, const float* weight, float* output);
void input_gradient(const Geometry& shape, const float* gradient, const float* weight, float* input_gradient);
void weight_gradient(const Geometry& shape, const float* gradient, const float* input, float* weight_gradient);

}  // namespace egs::conv
