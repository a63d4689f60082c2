// Layer normalisation over the last dimension: one pass forward, one backward that also sums the gradients of scale and shift.
#include "../shim.h"
#include "again.h"
#include "shares.h"
#include "token_rows.h"

#include <ATen/Functions.h>
#include <torch/csrc/autograd/custom_function.h>

using namespace egs;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {
struct FusedLayerNorm : torch::autograd::Function<FusedLayerNorm> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& given, const at::Tensor& weight, const at::Tensor& bias, double eps) {
    auto x = given.contiguous();
    const int64_t width = x.size(-1), rows = x.numel() / width;
    // The mean's second row is what its rounding left out of the normalised values.
    auto y = at::empty_like(x), mean = at::empty({2, rows}, x.options()), inverse = at::empty({rows}, x.options());
    fused::each_share(rows, [&, from = x.data_ptr<float>(), to = y.data_ptr<float>(), w = weight.data_ptr<float>(), b = bias.data_ptr<float>(),
                             m = mean.data_ptr<float>(), s = inverse.data_ptr<float>()](int64_t, int64_t first, int64_t end) {
      fused::normalise_rows(from + first * width, end - first, width, w, b, eps, to + first * width, m + first, m + rows + first, s + first);
    });
    ctx->save_for_backward({x, weight, bias, mean, inverse});
    ctx->saved_data["eps"] = eps;
    return y;
  }

  static variable_list backward(AutogradContext* ctx, variable_list gradients) {
    auto saved = ctx->get_saved_variables();
    auto x = saved[0], weight = saved[1], bias = saved[2], mean = saved[3], inverse = saved[4], gradient = gradients[0];
    variable_list result(4);
    if (!gradient.defined()) return result;
    if (fused::to_be_differentiated(gradient)) {
      auto found = fused::differentiate({x, weight, bias}, gradient, [&] { return at::layer_norm(x, weight.sizes(), weight, bias, ctx->saved_data["eps"].toDouble()); });
      std::copy(found.begin(), found.end(), result.begin());
      return result;
    }
    gradient = gradient.contiguous();
    const int64_t width = x.size(-1), rows = x.numel() / width;
    auto dx = at::empty_like(x), sums = at::empty({2, width}, x.options());
    fused::sum_shares(rows, 2 * width, sums.data_ptr<float>(), [&, g = gradient.data_ptr<float>(), from = x.data_ptr<float>(), to = dx.data_ptr<float>(),
                                                               w = weight.data_ptr<float>(), m = mean.data_ptr<float>(), s = inverse.data_ptr<float>()](int64_t first, int64_t end, float* part) {
      const int64_t at = first * width;
      fused::normalise_rows_gradient(g + at, from + at, end - first, width, w, m + first, m + rows + first, s + first, to + at, part, part + width);
    });
    result[0] = dx;
    result[1] = sums[0];
    result[2] = sums[1];
    return result;
  }
};
}  // namespace

// Of x (..., width), contiguous scale and shift (width), all 32-bit floats on the CPU.
EGS_API void* egs_layer_norm(void* x, void* weight, void* bias, double eps) {
  return guarded<void*>(nullptr, [&]() -> void* {
    auto input = borrow(x), scale = borrow(weight), shift = borrow(bias);
    TORCH_CHECK(input.dim() > 0 && input.numel() > 0 && input.device().is_cpu() && input.scalar_type() == at::kFloat, "the fused layer normalisation takes 32-bit floats on the CPU");
    for (const auto& tensor : {scale, shift})
      TORCH_CHECK(tensor.defined() && tensor.is_contiguous() && tensor.scalar_type() == at::kFloat && tensor.numel() == input.size(-1), "scale and shift have one float per feature");
    return own(FusedLayerNorm::apply(input, scale, shift, eps));
  });
}
