#pragma once
#include <ATen/core/Tensor.h>

namespace egs::fused {

// Whether normalise() takes x with these scales and statistics: 32-bit floats on the CPU, one scale and shift per channel.
bool normalises(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, const at::Tensor& running_mean, const at::Tensor& running_var);

// Training-mode batch normalisation of x (batch, channel, sample), then ReLU and dropout with probability p where wanted.
// `group`: by the statistics of all its processes; 0: of this one.
at::Tensor normalise(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, const at::Tensor& running_mean, const at::Tensor& running_var, double momentum,
                     double eps, bool relu, double p, int64_t group);

}  // namespace egs::fused
