// Linear layers: alone, and with what stands around them in a Transformer block, GELU after one, the residual sum after another.
#include "../products/product.h"
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

at::Tensor rows_of(const at::Tensor& x) { return x.contiguous().view({-1, x.size(-1)}); }

std::vector<int64_t> shape_with(const at::Tensor& x, int64_t width) {
  auto shape = x.sizes().vec();
  shape.back() = width;
  return shape;
}

// The bias's gradient from that of the result, (rows, out).
at::Tensor sums_of(const at::Tensor& dy) {
  const int64_t width = dy.size(1);
  auto db = at::empty({width}, dy.options());
  fused::sum_shares(dy.size(0), width, db.data_ptr<float>(), [&, g = dy.data_ptr<float>()](int64_t first, int64_t end, float* part) {
    fused::add_columns(g + first * width, end - first, width, part);
  });
  return db;
}

// Of input, weight and bias, where the bias's is known.
variable_list gradients_of(AutogradContext* ctx, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& dy, const at::Tensor& db) {
  at::Tensor dx, dw;
  if (ctx->needs_input_grad(1)) dw = products::transposed_times(dy, rows_of(x));
  if (ctx->needs_input_grad(0)) dx = products::times(dy, weight).view(x.sizes());
  return {dx, dw, db};
}

struct PlainLinear : torch::autograd::Function<PlainLinear> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    // What is returned is no view: libtorch would forbid its change in place.
    auto result = at::empty(shape_with(x, weight.size(0)), x.options()), y = rows_of(result);
    products::times_transposed(rows_of(x), weight, y);
    const int64_t width = y.size(1);
    fused::each_share(y.size(0), [&, to = y.data_ptr<float>(), b = bias.data_ptr<float>()](int64_t, int64_t first, int64_t end) {
      fused::bias_rows(to + first * width, end - first, width, b, to + first * width);
    });
    ctx->save_for_backward({x, weight, bias});
    return result;
  }

  static variable_list backward(AutogradContext* ctx, variable_list gradients) {
    auto saved = ctx->get_saved_variables();
    auto x = saved[0], weight = saved[1], bias = saved[2], gradient = gradients[0];
    if (!gradient.defined()) return {at::Tensor(), at::Tensor(), at::Tensor()};
    if (fused::to_be_differentiated(gradient)) return fused::differentiate({x, weight, bias}, gradient, [&] { return at::linear(x, weight, bias); });
    auto dy = rows_of(gradient);
    return gradients_of(ctx, x, weight, dy, sums_of(dy));
  }
};

struct LinearGelu : torch::autograd::Function<LinearGelu> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    auto rows = rows_of(x);
    auto z = at::empty({rows.size(0), weight.size(0)}, x.options());
    products::times_transposed(rows, weight, z);
    auto y = at::empty(shape_with(x, weight.size(0)), x.options());
    const int64_t width = z.size(1);
    fused::each_share(z.size(0), [&, inner = z.data_ptr<float>(), to = y.data_ptr<float>(), b = bias.data_ptr<float>()](int64_t, int64_t first, int64_t end) {
      fused::bias_gelu_rows(inner + first * width, end - first, width, b, to + first * width);
    });
    ctx->save_for_backward({x, weight, bias, z});
    return y;
  }

  static variable_list backward(AutogradContext* ctx, variable_list gradients) {
    auto saved = ctx->get_saved_variables();
    auto x = saved[0], weight = saved[1], bias = saved[2], z = saved[3], gradient = gradients[0];
    if (!gradient.defined()) return {at::Tensor(), at::Tensor(), at::Tensor()};
    if (fused::to_be_differentiated(gradient)) return fused::differentiate({x, weight, bias}, gradient, [&] { return at::gelu(at::linear(x, weight, bias)); });
    auto dy = rows_of(gradient);
    const int64_t width = z.size(1);
    auto dz = at::empty_like(z), db = at::empty_like(bias);
    fused::sum_shares(z.size(0), width, db.data_ptr<float>(), [&, g = dy.data_ptr<float>(), inner = z.data_ptr<float>(), to = dz.data_ptr<float>()](int64_t first, int64_t end, float* part) {
      const int64_t at = first * width;
      fused::gelu_rows_gradient(g + at, inner + at, end - first, width, to + at, part);
    });
    return gradients_of(ctx, x, weight, dz, db);
  }
};

struct LinearAdd : torch::autograd::Function<LinearAdd> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, const at::Tensor& residual) {
    auto around = rows_of(residual);
    auto result = at::empty(residual.sizes(), residual.options()), y = rows_of(result);
    const int64_t width = y.size(1);
    fused::each_share(y.size(0), [&, from = around.data_ptr<float>(), to = y.data_ptr<float>(), b = bias.data_ptr<float>()](int64_t, int64_t first, int64_t end) {
      fused::bias_rows(from + first * width, end - first, width, b, to + first * width);
    });
    products::times_transposed(rows_of(x), weight, y, true);
    ctx->save_for_backward({x, weight, bias, residual});
    return result;
  }

  static variable_list backward(AutogradContext* ctx, variable_list gradients) {
    auto saved = ctx->get_saved_variables();
    auto x = saved[0], weight = saved[1], bias = saved[2], residual = saved[3], gradient = gradients[0];
    if (!gradient.defined()) return {at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor()};
    if (fused::to_be_differentiated(gradient))
      return fused::differentiate({x, weight, bias, residual}, gradient, [&] { return at::add(residual, at::linear(x, weight, bias)); });
    auto dy = rows_of(gradient);
    auto found = gradients_of(ctx, x, weight, dy, sums_of(dy));
    found.push_back(gradient);
    return found;
  }
};

void require(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
  for (const auto& tensor : {x, weight, bias})
    TORCH_CHECK(tensor.defined() && tensor.numel() > 0 && tensor.device().is_cpu() && tensor.scalar_type() == at::kFloat, "the fused linear layers take 32-bit floats on the CPU");
  TORCH_CHECK(x.dim() > 0 && weight.dim() == 2 && bias.dim() == 1 && bias.is_contiguous() && weight.size(1) == x.size(-1) && weight.size(0) == bias.size(0),
              "a linear layer of weight ", weight.sizes(), " and bias ", bias.sizes(), " does not fit an input of ", x.sizes());
}
}  // namespace

// x weight^T + bias of x (..., in), weight (out, in), bias (out).
EGS_API void* egs_linear(void* x, void* weight, void* bias) {
  return guarded<void*>(nullptr, [&]() -> void* {
    auto input = borrow(x), scale = borrow(weight), shift = borrow(bias);
    require(input, scale, shift);
    return own(PlainLinear::apply(input, scale, shift));
  });
}

// gelu(x weight^T + bias) of x (..., in), weight (out, in), bias (out).
EGS_API void* egs_linear_gelu(void* x, void* weight, void* bias) {
  return guarded<void*>(nullptr, [&]() -> void* {
    auto input = borrow(x), scale = borrow(weight), shift = borrow(bias);
    require(input, scale, shift);
    return own(LinearGelu::apply(input, scale, shift));
  });
}

// residual + x weight^T + bias; residual (..., out).
EGS_API void* egs_linear_add(void* x, void* weight, void* bias, void* residual) {
  return guarded<void*>(nullptr, [&]() -> void* {
    auto input = borrow(x), scale = borrow(weight), shift = borrow(bias), around = borrow(residual);
    require(input, scale, shift);
    TORCH_CHECK(around.defined() && around.device().is_cpu() && around.scalar_type() == at::kFloat && around.sizes().vec() == shape_with(input, scale.size(0)),
                "the residual has the shape of the layer's result in 32-bit floats");
    return own(LinearAdd::apply(input, scale, shift, around));
  });
}
