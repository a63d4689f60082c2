// The three matrix products of a linear layer over many rows: its result and the gradients of input and weight. All tensors are matrices of 32-bit floats on the CPU.
#pragma once
#include "../shim.h"

namespace egs::products {

// x (rows, in) times weight (out, in) transposed, written to the contiguous `y` (rows, out), or added to it.
void times_transposed(const at::Tensor& x, const at::Tensor& weight, at::Tensor& y, bool add = false);

// g (rows, out) times weight (out, in).
at::Tensor times(const at::Tensor& g, const at::Tensor& weight);

// g (rows, out) transposed times x (rows, in).
at::Tensor transposed_times(const at::Tensor& g, const at::Tensor& x);

}  // namespace egs::products
