// Batch normalisation, ReLU and dropout of (batch, channel, sample) in one pass over memory forward and two backward. With libtorch's operators the
// same takes seven passes forward and eight backward, and keeps a mask; here the backward pass sees from a zero in the result that nothing passes.
#include "norm.h"

#include "../collectives.h"
#include "../counter_mask.h"
#include "../dropout.h"
#include "../shim.h"
#include "norm_rows.h"

#include <cmath>
#include <vector>

#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>

using namespace egs;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

constexpr int64_t kMaskBytes = 4096;

struct Rows {
  int64_t batch, channels, samples;
  explicit Rows(const at::Tensor& x) : batch(x.size(0)), channels(x.size(1)), samples(x.size(2)) {}
  int64_t count() const { return batch * channels; }
  int64_t grain() const { return std::max<int64_t>(1, 16384 / std::max<int64_t>(1, samples)); }
};

// Mean and sum of squared distances from it, channel by channel, over `values` values each.
struct Moments {
  std::vector<double> mean, squares;
  double values;
};

// Of the rows of one process; rows and parts are put together after Chan, Golub and LeVeque (1979).
Moments moments_of(const Rows& rows, const std::vector<double>& means, const std::vector<double>& squares) {
  Moments all{std::vector<double>(rows.channels), std::vector<double>(rows.channels), static_cast<double>(rows.batch * rows.samples)};
  for (int64_t c = 0; c < rows.channels; ++c) {
    double average = 0, spread = 0;
    for (int64_t n = 0; n < rows.batch; ++n) average += means[n * rows.channels + c];
    average /= static_cast<double>(rows.batch);
    for (int64_t n = 0; n < rows.batch; ++n) {
      double distance = means[n * rows.channels + c] - average;
      spread += squares[n * rows.channels + c] + distance * distance * static_cast<double>(rows.samples);
    }
    all.mean[c] = average;
    all.squares[c] = spread;
  }
  return all;
}

Moments over(int64_t group, const Moments& mine) {
  const auto channels = static_cast<int64_t>(mine.mean.size());
  auto message = mine.mean;
  message.insert(message.end(), mine.squares.begin(), mine.squares.end());
  message.push_back(mine.values);
  const auto length = static_cast<int64_t>(message.size());
  const auto gathered = gather_over(group, message);
  const auto processes = static_cast<int64_t>(gathered.size()) / length;
  Moments all{std::vector<double>(channels), std::vector<double>(channels), 0};
  for (int64_t i = 0; i < processes; ++i) all.values += gathered[(i + 1) * length - 1];
  for (int64_t c = 0; c < channels; ++c) {
    double average = 0, spread = 0;
    for (int64_t i = 0; i < processes; ++i) average += gathered[i * length + c] * gathered[(i + 1) * length - 1];
    average /= all.values;
    for (int64_t i = 0; i < processes; ++i) {
      const double distance = gathered[i * length + c] - average;
      spread += gathered[i * length + channels + c] + distance * distance * gathered[(i + 1) * length - 1];
    }
    all.mean[c] = average;
    all.squares[c] = spread;
  }
  return all;
}

struct FusedNorm : torch::autograd::Function<FusedNorm> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& given, const at::Tensor& weight, const at::Tensor& bias, const at::Tensor& running_mean,
                            const at::Tensor& running_var, double momentum, double eps, bool relu, double p, int64_t group) {
    auto x = given.contiguous();
    Rows rows(x);
    std::vector<double> means(rows.count()), squares(rows.count());
    const float* from = x.data_ptr<float>();
    at::parallel_for(0, rows.count(), rows.grain(), [&](int64_t begin, int64_t end) {
      for (int64_t r = begin; r < end; ++r) fused::row_moments(from + r * rows.samples, rows.samples, &means[r], &squares[r]);
    });

    auto mean = at::empty({rows.channels}, x.options()), inverse = at::empty({rows.channels}, x.options());
    const float *w = weight.data_ptr<float>(), *b = bias.data_ptr<float>();
    float *running_m = running_mean.data_ptr<float>(), *running_v = running_var.data_ptr<float>();
    std::vector<float> scale(rows.channels), shift(rows.channels);
    auto moments = moments_of(rows, means, squares);
    if (group != 0) moments = over(group, moments);
    for (int64_t c = 0; c < rows.channels; ++c) {
      const double average = moments.mean[c], spread = moments.squares[c];
      const double inverse_deviation = 1 / std::sqrt(spread / moments.values + eps);
      mean.data_ptr<float>()[c] = static_cast<float>(average);
      inverse.data_ptr<float>()[c] = static_cast<float>(inverse_deviation);
      scale[c] = static_cast<float>(w[c] * inverse_deviation);
      shift[c] = static_cast<float>(b[c] - average * w[c] * inverse_deviation);
      running_m[c] = static_cast<float>(momentum * average + (1 - momentum) * running_m[c]);
      running_v[c] = static_cast<float>(momentum * (spread / std::max(moments.values - 1, 1.0)) + (1 - momentum) * running_v[c]);
    }

    const bool counted = p > 0 && dropout_from_counter();
    const uint64_t key = counted ? draw_mask_key() : 0;
    at::Tensor kept;
    if (p > 0 && !counted) {
      kept = at::empty(x.sizes(), x.options().dtype(at::kByte));
      draw_kept(kept.data_ptr<uint8_t>(), kept.numel(), 1 - p);
    }
    auto y = at::empty_like(x);
    float* to = y.data_ptr<float>();
    const uint8_t* drawn = kept.defined() ? kept.data_ptr<uint8_t>() : nullptr;
    const float kept_scale = 1.0f / static_cast<float>(1 - p);
    // A counted mask is made for some rows at a time, beside the values it is for.
    const int64_t together = counted ? std::max<int64_t>(1, kMaskBytes / rows.samples) : 1;
    at::parallel_for(0, rows.count(), rows.grain(), [&](int64_t begin, int64_t end) {
      std::vector<uint8_t> some(counted ? together * rows.samples : 0);
      for (int64_t first = begin; first < end; first += together) {
        const int64_t last = std::min(end, first + together);
        if (counted) kept_from_counter(key, first * rows.samples, (last - first) * rows.samples, 1 - p, some.data());
        for (int64_t r = first; r < last; ++r) {
          const int64_t at = r * rows.samples, c = r % rows.channels;
          const uint8_t* mask = counted ? some.data() + (r - first) * rows.samples : drawn == nullptr ? nullptr : drawn + at;
          fused::row_apply(from + at, to + at, rows.samples, scale[c], shift[c], relu, mask, kept_scale);
        }
      }
    });
    ctx->save_for_backward({x, relu ? y : at::Tensor(), weight, mean, inverse});
    ctx->saved_data["eps"] = eps;
    ctx->saved_data["group"] = group;
    ctx->saved_data["values"] = moments.values;
    ctx->saved_data["scale"] = p > 0 ? static_cast<double>(kept_scale) : 1.0;
    return y;
  }

  static variable_list backward(AutogradContext* ctx, variable_list gradients) {
    auto saved = ctx->get_saved_variables();
    auto x = saved[0], y = saved[1], weight = saved[2], mean = saved[3], inverse = saved[4];
    auto gradient = gradients[0];
    const double eps = ctx->saved_data["eps"].toDouble(), gradient_scale = ctx->saved_data["scale"].toDouble();
    const int64_t group = ctx->saved_data["group"].toInt();
    variable_list result(10);
    if (!gradient.defined()) return result;
    if (group == 0 && (c10::GradMode::is_enabled() || gradient.scalar_type() != at::kFloat)) {
      // To be differentiated again: operators that can be.
      auto dz = y.defined() ? gradient.mul(y.detach().gt(0).to(gradient.scalar_type())).mul(gradient_scale) : gradient;
      auto [dx, dw, db] = at::native_batch_norm_backward(dz, x, weight, {}, {}, mean, inverse, true, eps, {true, true, true});
      result[0] = dx;
      result[1] = dw;
      result[2] = db;
      return result;
    }
    gradient = gradient.to(at::kFloat).contiguous();
    Rows rows(x);
    const double values = ctx->saved_data["values"].toDouble();
    std::vector<double> sums(rows.count()), products(rows.count());
    const float *g = gradient.data_ptr<float>(), *from = x.data_ptr<float>(), *result_of = y.defined() ? y.data_ptr<float>() : nullptr;
    const float *m = mean.data_ptr<float>(), *inv = inverse.data_ptr<float>(), *w = weight.data_ptr<float>();
    const auto scale = static_cast<float>(gradient_scale);
    at::parallel_for(0, rows.count(), rows.grain(), [&](int64_t begin, int64_t end) {
      for (int64_t r = begin; r < end; ++r) {
        const int64_t at = r * rows.samples;
        fused::row_gradient_sums(g + at, result_of == nullptr ? nullptr : result_of + at, from + at, rows.samples, m[r % rows.channels], scale, &sums[r], &products[r]);
      }
    });
    auto dw = at::empty_like(weight), db = at::empty_like(weight);
    std::vector<float> factor(rows.channels), shift(rows.channels), slope(rows.channels);
    // Sums, then products, of this process; the whole batch's are those of all processes.
    std::vector<double> mine(2 * rows.channels);
    for (int64_t c = 0; c < rows.channels; ++c) {
      for (int64_t n = 0; n < rows.batch; ++n) {
        mine[c] += sums[n * rows.channels + c];
        mine[rows.channels + c] += products[n * rows.channels + c];
      }
      db.data_ptr<float>()[c] = static_cast<float>(mine[c]);
      dw.data_ptr<float>()[c] = static_cast<float>(mine[rows.channels + c] * inv[c]);
    }
    if (group != 0) {
      const auto gathered = gather_over(group, mine);
      for (size_t i = 0; i < mine.size(); ++i) {
        mine[i] = 0;
        for (size_t at = i; at < gathered.size(); at += mine.size()) mine[i] += gathered[at];
      }
    }
    for (int64_t c = 0; c < rows.channels; ++c) {
      const double sum = mine[c], product = mine[rows.channels + c];
      const double through = static_cast<double>(w[c]) * inv[c];
      factor[c] = static_cast<float>(through);
      shift[c] = static_cast<float>(through * sum / values);
      slope[c] = static_cast<float>(through * inv[c] * inv[c] * product / values);
    }
    result[1] = dw;
    result[2] = db;
    if (!ctx->needs_input_grad(0)) return result;
    auto dx = at::empty_like(x);
    float* to = dx.data_ptr<float>();
    at::parallel_for(0, rows.count(), rows.grain(), [&](int64_t begin, int64_t end) {
      for (int64_t r = begin; r < end; ++r) {
        const int64_t at = r * rows.samples, c = r % rows.channels;
        fused::row_gradient(g + at, result_of == nullptr ? nullptr : result_of + at, from + at, to + at, rows.samples, m[c], scale, factor[c], shift[c], slope[c]);
      }
    });
    result[0] = dx;
    return result;
  }
};
}  // namespace

bool egs::fused::normalises(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, const at::Tensor& running_mean, const at::Tensor& running_var) {
  if (x.dim() != 3 || !x.device().is_cpu() || x.scalar_type() != at::kFloat || x.numel() == 0) return false;
  for (const auto& tensor : {weight, bias, running_mean, running_var})
    if (!tensor.defined() || !tensor.is_contiguous() || tensor.scalar_type() != at::kFloat || tensor.numel() != x.size(1)) return false;
  return true;
}

at::Tensor egs::fused::normalise(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, const at::Tensor& running_mean, const at::Tensor& running_var,
                                 double momentum, double eps, bool relu, double p, int64_t group) {
  TORCH_CHECK(normalises(x, weight, bias, running_mean, running_var),
              "the fused normalisation takes (batch, channel, sample) in 32-bit floats on the CPU, with one scale, shift, mean and variance per channel");
  TORCH_CHECK(group != 0 || x.size(0) * x.size(2) > 1, "expected more than one value per channel, found a tensor of shape ", x.sizes());
  TORCH_CHECK(p >= 0 && p < 1 && (relu || p == 0), "dropout needs a probability below 1 and a ReLU before it");
  return FusedNorm::apply(x, weight, bias, running_mean, running_var, momentum, eps, relu, p, group);
}

// As egs::fused::normalise; group is a handle of egs_group_open or null.
EGS_API void* egs_norm_relu_dropout(void* x, void* weight, void* bias, void* running_mean, void* running_var, double momentum, double eps, int32_t relu, double p, void* group) {
  return guarded<void*>(nullptr, [&]() -> void* {
    return own(fused::normalise(borrow(x), borrow(weight), borrow(bias), borrow(running_mean), borrow(running_var), momentum, eps, relu != 0, p, reinterpret_cast<int64_t>(group)));
  });
}
