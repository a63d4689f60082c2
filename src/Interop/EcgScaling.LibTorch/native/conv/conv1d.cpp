// conv1d with gradients by the direct kernels where they apply, by libtorch's operator everywhere else.
#include "../shim.h"
#include "convolution.h"

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <tuple>

#include <ATen/Functions.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>

using namespace egs;
using namespace egs::conv;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {
constexpr int64_t kLongestKernel = 64;
constexpr int64_t kLargestStride = 8;

// ECGSCALING_KERNELS=libtorch leaves every operator to libtorch.
std::atomic<bool>& direct_kernels() {
  static std::atomic<bool> enabled([] {
    const char* text = std::getenv("ECGSCALING_KERNELS");
    return text == nullptr || std::strcmp(text, "libtorch") != 0;
  }());
  return enabled;
}

bool plain(const at::Tensor& tensor) {
  return tensor.defined() && tensor.dim() == 3 && tensor.device().is_cpu() && tensor.layout() == at::kStrided && tensor.scalar_type() == at::kFloat && tensor.numel() > 0;
}

// The measured limits are in docs/performance.md: below a kernel of 3 the work is a matrix product, which libtorch's library does as well.
bool handles(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias, int64_t stride, int64_t padding, int64_t dilation, int64_t groups) {
  return direct_kernels() && plain(input) && plain(weight) && input.size(1) == weight.size(1) && groups == 1 && dilation == 1 && stride >= 1 && stride <= kLargestStride &&
         padding >= 0 && weight.size(2) >= 3 && weight.size(2) <= kLongestKernel && weight.size(2) > stride && padding < weight.size(2) &&
         input.size(2) + 2 * padding >= weight.size(2) && (!bias.defined() || (bias.scalar_type() == at::kFloat && bias.dim() == 1 && bias.size(0) == weight.size(0))) &&
         !autocasting();
}

struct DirectConvolution : torch::autograd::Function<DirectConvolution> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& given, const at::Tensor& given_weight, int64_t stride, int64_t padding) {
    auto input = given.contiguous();
    auto weight = given_weight.contiguous();
    ctx->save_for_backward({input, weight});
    ctx->saved_data["stride"] = stride;
    ctx->saved_data["padding"] = padding;
    auto shape = Geometry::of(input, weight, stride, padding);
    auto output = at::empty({shape.batch, shape.out_channels, shape.out_samples}, input.options());
    conv::forward(shape, input.data_ptr<float>(), weight.data_ptr<float>(), output.data_ptr<float>());
    return output;
  }

  static variable_list backward(AutogradContext* ctx, variable_list gradients) {
    auto saved = ctx->get_saved_variables();
    auto input = saved[0], weight = saved[1], gradient = gradients[0];
    int64_t stride = ctx->saved_data["stride"].toInt(), padding = ctx->saved_data["padding"].toInt();
    bool needs_input = ctx->needs_input_grad(0), needs_weight = ctx->needs_input_grad(1);
    at::Tensor dx, dw;
    if (!gradient.defined()) return {dx, dw, at::Tensor(), at::Tensor()};
    // A gradient that is to be differentiated again needs operators that can be.
    if (c10::GradMode::is_enabled() || gradient.scalar_type() != at::kFloat) {
      std::tie(dx, dw, std::ignore) =
          at::convolution_backward(gradient, input, weight, at::OptionalIntArrayRef(), {stride}, {padding}, {1}, false, {0}, 1, {needs_input, needs_weight, false});
      return {dx, dw, at::Tensor(), at::Tensor()};
    }
    gradient = gradient.contiguous();
    auto shape = Geometry::of(input, weight, stride, padding);
    if (needs_input) {
      dx = at::empty_like(input);
      conv::input_gradient(shape, gradient.data_ptr<float>(), weight.data_ptr<float>(), dx.data_ptr<float>());
    }
    if (needs_weight) {
      dw = at::empty_like(weight);
      conv::weight_gradient(shape, gradient.data_ptr<float>(), input.data_ptr<float>(), dw.data_ptr<float>());
    }
    return {dx, dw, at::Tensor(), at::Tensor()};
  }
};
}  // namespace

EGS_API void* egs_conv1d(void* input_handle, void* weight_handle, void* bias_handle, int64_t stride, int64_t padding, int64_t dilation, int64_t groups) {
  return guarded<void*>(nullptr, [&]() -> void* {
    auto input = borrow(input_handle), weight = borrow(weight_handle), bias = borrow(bias_handle);
    TORCH_CHECK(input.defined() && weight.defined(), "conv1d needs an input and a weight");
    if (handles(input, weight, bias, stride, padding, dilation, groups)) {
      auto output = DirectConvolution::apply(input, weight, stride, padding);
      return own(bias.defined() ? output.add_(bias.view({1, -1, 1})) : output);
    }
    return own(at::conv1d(input, weight, bias.defined() ? c10::optional<at::Tensor>(bias) : c10::nullopt, at::IntArrayRef(stride), at::IntArrayRef(padding), at::IntArrayRef(dilation), groups));
  });
}

// 1: the direct kernels are used where they apply; 0: never.
EGS_API int32_t egs_direct_kernels() { return direct_kernels() ? 1 : 0; }

EGS_API void egs_use_direct_kernels(int32_t enabled) { direct_kernels() = enabled != 0; }

// The instruction set that was picked: "avx512", "avx2" or "portable".
EGS_API const char* egs_kernel_set() { return conv::kernels().name; }
