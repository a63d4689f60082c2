// Multi-head self-attention from the joint projection (batch, token, 3 x head x feature) straight to (batch, token, head x feature): no transposes, and scores
// only for a few tokens of a head at a time, forward and backward. Rotary positions, a mask of keys and dropout of the weights are part of the same pass; what was
// dropped is drawn again in the backward pass.
#include "../counter_mask.h"
#include "../shim.h"
#include "again.h"
#include "attention_heads.h"
#include "shares.h"

#include <cmath>
#include <limits>

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
  int64_t stride() const { return 3 * width(); }
  int64_t result(int64_t item) const { return item / heads * tokens * width() + item % heads * size; }
  int64_t part(int64_t item, int64_t which) const { return item / heads * tokens * stride() + which * width() + item % heads * size; }
  fused::Head head(const float* joint, int64_t item) const {
    return {joint + part(item, 0), joint + part(item, 1), joint + part(item, 2), tokens, size, stride(), stride(), width()};
  }
};

// What attention may have beside the projection: a bias for each key, rotary positions, dropout.
struct Setting {
  at::Tensor bias, cos, sin;
  double keep = 1;
  uint64_t mask_key = 0;

  // cos and sin of all tracings, or of this one.
  int64_t angles(const Layout& layout, int64_t item) const {
    const int64_t one = layout.tokens * (layout.size / 2);
    return cos.numel() > one ? item / layout.heads * one : 0;
  }
  fused::Weighting weighting(const Layout& layout, int64_t item) const {
    const float* added = bias.defined() ? bias.data_ptr<float>() + item / layout.heads * layout.tokens : nullptr;
    return {1.0f / std::sqrt(static_cast<float>(layout.size)), added, keep, mask_key, item * layout.tokens * layout.tokens};
  }
  // Queries and keys turned by their positions, where there are any, into `memory`.
  fused::Head rotated(const Layout& layout, fused::Head head, int64_t item, float* memory) const {
    if (!cos.defined()) return head;
    const float *c = cos.data_ptr<float>() + angles(layout, item), *s = sin.data_ptr<float>() + angles(layout, item);
    float* keys = memory + layout.tokens * layout.size;
    fused::rotate_rows(head.query, head.projected, layout.tokens, layout.size, c, s, 1, memory, layout.size);
    fused::rotate_rows(head.key, head.projected, layout.tokens, layout.size, c, s, 1, keys, layout.size);
    head.query = memory;
    head.key = keys;
    head.projected = layout.size;
    return head;
  }
  // Their gradients turned back.
  void turn_back(const Layout& layout, int64_t item, float* gradient) const {
    if (!cos.defined()) return;
    const float *c = cos.data_ptr<float>() + angles(layout, item), *s = sin.data_ptr<float>() + angles(layout, item);
    fused::rotate_rows(gradient, layout.stride(), layout.tokens, layout.size, c, s, -1, gradient, layout.stride());
  }
};

// Floats for one head's turned queries and keys.
int64_t rotated_scratch(const Layout& layout) { return 2 * layout.tokens * layout.size; }

at::Tensor rotate(const at::Tensor& x, const Layout& layout, const Setting& setting) {
  const int64_t half = layout.size / 2;
  auto c = setting.cos.view({-1, 1, layout.tokens, half}), s = setting.sin.view({-1, 1, layout.tokens, half});
  auto a = x.narrow(3, 0, half), b = x.narrow(3, half, half);
  return at::cat({a.mul(c).sub(b.mul(s)), b.mul(c).add(a.mul(s))}, 3);
}

at::Tensor plain(const at::Tensor& joint, const Layout& layout, const Setting& setting) {
  auto parts = joint.view({layout.batch, layout.tokens, 3, layout.heads, layout.size}).permute({2, 0, 3, 1, 4}).unbind(0);
  auto query = setting.cos.defined() ? rotate(parts[0], layout, setting) : parts[0];
  auto key = setting.cos.defined() ? rotate(parts[1], layout, setting) : parts[1];
  auto scores = at::mul(at::matmul(query, key.transpose(2, 3)), 1 / std::sqrt(static_cast<double>(layout.size)));
  if (setting.bias.defined()) scores = scores.add(setting.bias.narrow(0, 0, layout.batch * layout.tokens).view({layout.batch, 1, 1, layout.tokens}));
  auto weights = at::softmax(scores, -1);
  if (setting.keep < 1) {
    auto kept = at::empty(weights.sizes(), weights.options().dtype(at::kByte).requires_grad(false));
    kept_from_counter(setting.mask_key, 0, kept.numel(), setting.keep, kept.data_ptr<uint8_t>());
    weights = weights.mul(kept.to(at::kFloat).mul(1 / setting.keep));
  }
  return at::matmul(weights, parts[2]).transpose(1, 2).reshape({layout.batch, layout.tokens, layout.width()});
}

struct FusedAttention : torch::autograd::Function<FusedAttention> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& given, int64_t heads, const Setting& setting) {
    auto joint = given.contiguous();
    const Layout layout(joint, heads);
    auto result = at::empty({layout.batch, layout.tokens, layout.width()}, joint.options());
    auto log_sums = at::empty({layout.batch * heads, layout.tokens}, joint.options());
    at::parallel_for(0, layout.batch * heads, 1, [&, from = joint.data_ptr<float>(), to = result.data_ptr<float>(), sums = log_sums.data_ptr<float>()](int64_t begin, int64_t end) {
      Scratch turned(rotated_scratch(layout)), scratch(layout.head(from, 0).forward_scratch());
      for (int64_t item = begin; item < end; ++item) {
        const auto head = setting.rotated(layout, layout.head(from, item), item, turned.get());
        fused::attend(head, setting.weighting(layout, item), to + layout.result(item), sums + item * layout.tokens, scratch.get());
      }
    });
    ctx->save_for_backward({joint, result, log_sums, setting.bias, setting.cos, setting.sin});
    ctx->saved_data["heads"] = heads;
    ctx->saved_data["keep"] = setting.keep;
    ctx->saved_data["mask"] = static_cast<int64_t>(setting.mask_key);
    return result;
  }

  static variable_list backward(AutogradContext* ctx, variable_list gradients) {
    auto saved = ctx->get_saved_variables();
    auto joint = saved[0], result = saved[1], log_sums = saved[2], gradient = gradients[0];
    if (!gradient.defined()) return {at::Tensor(), at::Tensor(), at::Tensor()};
    const Layout layout(joint, ctx->saved_data["heads"].toInt());
    const Setting setting{saved[3], saved[4], saved[5], ctx->saved_data["keep"].toDouble(), static_cast<uint64_t>(ctx->saved_data["mask"].toInt())};
    if (fused::to_be_differentiated(gradient))
      return {fused::differentiate({joint}, gradient, [&] { return plain(joint, layout, setting); })[0], at::Tensor(), at::Tensor()};
    gradient = gradient.contiguous();
    auto d_joint = at::empty_like(joint);
    at::parallel_for(0, layout.batch * layout.heads, 1, [&, from = joint.data_ptr<float>(), to = d_joint.data_ptr<float>(), out = result.data_ptr<float>(),
                                                         g = gradient.data_ptr<float>(), sums = log_sums.data_ptr<float>()](int64_t begin, int64_t end) {
      Scratch turned(rotated_scratch(layout)), scratch(layout.head(from, 0).backward_scratch());
      for (int64_t item = begin; item < end; ++item) {
        const auto head = setting.rotated(layout, layout.head(from, item), item, turned.get());
        float *d_query = to + layout.part(item, 0), *d_key = to + layout.part(item, 1), *d_value = to + layout.part(item, 2);
        fused::attend_gradient(head, setting.weighting(layout, item), out + layout.result(item), g + layout.result(item), sums + item * layout.tokens, d_query, d_key, d_value,
                               scratch.get());
        setting.turn_back(layout, item, d_query);
        setting.turn_back(layout, item, d_key);
      }
    });
    return {d_joint, at::Tensor(), at::Tensor()};
  }
};

// Zero for a key that may be attended, minus infinity for another; the last row's last vector is read to its end.
at::Tensor key_bias(const at::Tensor& mask, const Layout& layout) {
  constexpr int64_t kBeyond = 16;
  auto keys = mask.contiguous();
  auto bias = at::zeros({layout.batch * layout.tokens + kBeyond}, mask.options().dtype(at::kFloat));
  const bool* attended = keys.data_ptr<bool>();
  for (int64_t i = 0; i < keys.numel(); ++i) bias.data_ptr<float>()[i] = attended[i] ? 0.0f : -std::numeric_limits<float>::infinity();
  return bias;
}

at::Tensor angles_of(const at::Tensor& table, const Layout& layout) {
  const int64_t one = layout.tokens * (layout.size / 2);
  TORCH_CHECK(layout.size % 2 == 0, "rotary positions turn pairs of values, but one head has ", layout.size);
  TORCH_CHECK(table.scalar_type() == at::kFloat && table.device().is_cpu() && (table.numel() == one || table.numel() == layout.batch * one),
              "rotary angles are (token, half of the head), or these for each tracing, in 32-bit floats; got ", table.sizes());
  return table.contiguous();
}
}  // namespace

// joint is (batch, token, 3 x head x feature): queries, keys, values, head after head. 32-bit floats on the CPU. mask, or null: true for keys that may be attended,
// (batch, ..., token). cos and sin, or null: (token, half of the head) or (batch, ..., token, half of the head). p: the share of weights to drop, by the counter's masks.
EGS_API void* egs_self_attention(void* joint, int64_t heads, void* mask, void* cos, void* sin, double p) {
  return guarded<void*>(nullptr, [&]() -> void* {
    auto input = borrow(joint), keys = borrow(mask), cosines = borrow(cos), sines = borrow(sin);
    TORCH_CHECK(input.dim() == 3 && input.numel() > 0 && input.device().is_cpu() && input.scalar_type() == at::kFloat, "the fused attention takes (batch, token, feature) in 32-bit floats on the CPU");
    TORCH_CHECK(heads > 0 && input.size(2) % (3 * heads) == 0, "queries, keys and values of ", heads, " heads do not divide ", input.size(2), " features");
    TORCH_CHECK(p >= 0 && p < 1 && (p == 0 || dropout_from_counter()), "attention drops a share below 1 of its weights, by masks from the counter");
    const Layout layout(input, heads);
    Setting setting;
    if (keys.defined()) {
      TORCH_CHECK(keys.scalar_type() == at::kBool && keys.device().is_cpu() && keys.numel() == layout.batch * layout.tokens, "a mask of keys is (batch, ..., token) of booleans, got ", keys.sizes());
      setting.bias = key_bias(keys, layout);
    }
    TORCH_CHECK(cosines.defined() == sines.defined(), "rotary positions need cosines and sines");
    if (cosines.defined()) {
      setting.cos = angles_of(cosines, layout);
      setting.sin = angles_of(sines, layout);
    }
    if (p > 0) {
      setting.keep = 1 - p;
      setting.mask_key = draw_mask_key();
    }
    return own(FusedAttention::apply(input, heads, setting));
  });
}
