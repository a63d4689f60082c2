// Multi-head self-attention from the joint projection (batch, token, 3 x head x feature) straight to (batch, token, head x feature): no transposes, and scores
// only for a few tokens of a head at a time, forward and backward.
#include "../shim.h"
#include "again.h"
#include "attention_heads.h"
#include "shares.h"

#include <cmath>

#include <ATen/Functions.h>
#include <torch/csrc/autograd/custom_function.h>

using namespace egs;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

struct Layout {
  int64_t batch, tokens, heads, size;
  Layout(const at::Tensor& joint, int64_t heads) : batch(joint.size(0)), tokens(joint.size(1)), heads(heads), size(joint.size(2) / 3 / heads) {}
  int64_t width() const { return heads * size; }
  int64_t result(int64_t item) const { return item / heads * tokens * width() + item % heads * size; }
  int64_t part(int64_t item, int64_t which) const { return item / heads * tokens * 3 * width() + which * width() + item % heads * size; }
  fused::Head head(const float* joint, int64_t item) const {
    return {joint + part(item, 0), joint + part(item, 1), joint + part(item, 2), tokens, size, 3 * width(), width()};
  }
  float scale() const { return 1.0f / std::sqrt(static_cast<float>(size)); }
};

at::Tensor plain(const at::Tensor& joint, const Layout& layout) {
  auto parts = joint.view({layout.batch, layout.tokens, 3, layout.heads, layout.size}).permute({2, 0, 3, 1, 4}).unbind(0);
  auto weights = at::softmax(at::mul(at::matmul(parts[0], parts[1].transpose(2, 3)), layout.scale()), -1);
  return at::matmul(weights, parts[2]).transpose(1, 2).reshape({layout.batch, layout.tokens, layout.width()});
}

struct FusedAttention : torch::autograd::Function<FusedAttention> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& given, int64_t heads) {
    auto joint = given.contiguous();
    const Layout layout(joint, heads);
    auto result = at::empty({layout.batch, layout.tokens, layout.width()}, joint.options());
    auto log_sums = at::empty({layout.batch * heads, layout.tokens}, joint.options());
    at::parallel_for(0, layout.batch * heads, 1, [&, from = joint.data_ptr<float>(), to = result.data_ptr<float>(), sums = log_sums.data_ptr<float>()](int64_t begin, int64_t end) {
      Scratch scratch(layout.head(from, 0).forward_scratch());
      for (int64_t item = begin; item < end; ++item)
        fused::attend(layout.head(from, item), layout.scale(), to + layout.result(item), sums + item * layout.tokens, scratch.get());
    });
    ctx->save_for_backward({joint, result, log_sums});
    ctx->saved_data["heads"] = heads;
    return result;
  }

  static variable_list backward(AutogradContext* ctx, variable_list gradients) {
    auto saved = ctx->get_saved_variables();
    auto joint = saved[0], result = saved[1], log_sums = saved[2], gradient = gradients[0];
    if (!gradient.defined()) return {at::Tensor(), at::Tensor()};
    const Layout layout(joint, ctx->saved_data["heads"].toInt());
    if (fused::to_be_differentiated(gradient)) return {fused::differentiate({joint}, gradient, [&] { return plain(joint, layout); })[0], at::Tensor()};
    gradient = gradient.contiguous();
    auto d_joint = at::empty_like(joint);
    at::parallel_for(0, layout.batch * layout.heads, 1, [&, from = joint.data_ptr<float>(), to = d_joint.data_ptr<float>(), out = result.data_ptr<float>(),
                                                         g = gradient.data_ptr<float>(), sums = log_sums.data_ptr<float>()](int64_t begin, int64_t end) {
      Scratch scratch(layout.head(from, 0).backward_scratch());
      for (int64_t item = begin; item < end; ++item)
        fused::attend_gradient(layout.head(from, item), layout.scale(), out + layout.result(item), g + layout.result(item), sums + item * layout.tokens,
                               to + layout.part(item, 0), to + layout.part(item, 1), to + layout.part(item, 2), scratch.get());
    });
    return {d_joint, at::Tensor()};
  }
};
}  // namespace

// joint is (batch, token, 3 x head x feature): queries, keys, values, head after head. 32-bit floats on the CPU.
EGS_API void* egs_self_attention(void* joint, int64_t heads) {
  return guarded<void*>(nullptr, [&]() -> void* {
    auto input = borrow(joint);
    TORCH_CHECK(input.dim() == 3 && input.numel() > 0 && input.device().is_cpu() && input.scalar_type() == at::kFloat, "the fused attention takes (batch, token, feature) in 32-bit floats on the CPU");
    TORCH_CHECK(heads > 0 && input.size(2) % (3 * heads) == 0, "queries, keys and values of ", heads, " heads do not divide ", input.size(2), " features");
    return own(FusedAttention::apply(input, heads));
  });
}
