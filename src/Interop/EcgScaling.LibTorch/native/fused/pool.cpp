// Maximum over windows that do not overlap. One byte an output says which sample of its window it was: libtorch keeps the input and eight bytes an output, and its
// backward pass fills the gradient with zeros before it adds to it.
#include "../shim.h"
#include "again.h"
#include "pool_rows.h"

#include <algorithm>

#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>

using namespace egs;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

template <typename Body>
void each_row(const at::Tensor& x, Body&& body) {
  const int64_t samples = x.size(-1);
  at::parallel_for(0, x.numel() / samples, std::max<int64_t>(1, 16384 / samples), [&](int64_t begin, int64_t end) {
    for (int64_t r = begin; r < end; ++r) body(r);
  });
}

std::vector<int64_t> pooled_shape(const at::Tensor& x, int64_t windows) {
  auto shape = x.sizes().vec();
  shape.back() = windows;
  return shape;
}

at::Tensor pooled(const at::Tensor& given, int64_t window, int64_t windows, uint8_t* places) {
  auto x = given.contiguous();
  auto y = at::empty(pooled_shape(x, windows), x.options());
  const int64_t samples = x.size(-1);
  each_row(x, [&, from = x.data_ptr<float>(), to = y.data_ptr<float>()](int64_t r) {
    fused::window_maxima(from + r * samples, samples, window, windows, to + r * windows, places == nullptr ? nullptr : places + r * windows);
  });
  return y;
}

struct MaxPool : torch::autograd::Function<MaxPool> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& x, int64_t window, int64_t windows) {
    auto places = at::empty(pooled_shape(x, windows), x.options().dtype(at::kByte));
    ctx->save_for_backward({places});
    ctx->saved_data["window"] = window;
    ctx->saved_data["shape"] = x.sizes().vec();
    return pooled(x, window, windows, places.data_ptr<uint8_t>());
  }

  static variable_list backward(AutogradContext* ctx, variable_list gradients) {
    auto places = ctx->get_saved_variables()[0], gradient = gradients[0];
    const int64_t window = ctx->saved_data["window"].toInt(), windows = places.size(-1);
    const auto shape = ctx->saved_data["shape"].toIntVector();
    if (!gradient.defined()) return {at::Tensor(), at::Tensor(), at::Tensor()};
    if (fused::to_be_differentiated(gradient)) {
      // Linear in the gradient: each element goes to its maximum's place.
      auto samples = places.to(at::kLong).add(at::arange(windows, places.options().dtype(at::kLong)).mul(window));
      return {at::zeros(shape, gradient.options()).scatter(-1, samples, gradient), at::Tensor(), at::Tensor()};
    }
    gradient = gradient.contiguous();
    auto dx = at::empty(shape, gradient.options());
    const int64_t samples = shape.back();
    each_row(dx, [&, from = gradient.data_ptr<float>(), at = places.data_ptr<uint8_t>(), to = dx.data_ptr<float>()](int64_t r) {
      fused::window_maxima_gradient(from + r * windows, at + r * windows, samples, window, windows, to + r * samples);
    });
    return {dx, at::Tensor(), at::Tensor()};
  }
};
}  // namespace

// Maxima over windows of `window` samples of the last dimension, one after another; ceil: also of a last, incomplete window. 32-bit floats on the CPU.
EGS_API void* egs_max_pool(void* input, int64_t window, int32_t ceil) {
  return guarded<void*>(nullptr, [&]() -> void* {
    auto x = borrow(input);
    TORCH_CHECK(x.dim() > 0 && x.numel() > 0 && x.device().is_cpu() && x.scalar_type() == at::kFloat, "the fused max-pool takes 32-bit floats on the CPU");
    TORCH_CHECK(window > 0 && window <= 256, "a window of ", window, " samples: the place of a maximum is kept in a byte");
    const int64_t windows = (x.size(-1) + (ceil != 0 ? window - 1 : 0)) / window;
    TORCH_CHECK(windows > 0, x.size(-1), " samples do not fill a window of ", window);
    const bool differentiated = c10::GradMode::is_enabled() && x.requires_grad();
    return own(differentiated ? MaxPool::apply(x, window, windows) : pooled(x, window, windows, nullptr));
  });
}
