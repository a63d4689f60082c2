#include "convolution.h"

#include "../processor.h"
#include "../scratch.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include <ATen/Parallel.h>

namespace egs::conv {
namespace {

int64_t ceil_div(int64_t a, int64_t b) { return (a + b - 1) / b; }

// `count` things in blocks of at most `largest`, as even as can be.
std::vector<int64_t> even_blocks(int64_t count, int64_t largest) {
  int64_t blocks = ceil_div(count, largest);
  std::vector<int64_t> starts(blocks + 1, 0);
  for (int64_t b = 0; b <= blocks; ++b) starts[b] = count * b / blocks;
  return starts;
}

// A row of samples is seen as `planes` interleaved rows, so that a strided convolution walks each of them sample by sample:
// plane p holds source[planes * (first + i) + p - left] at i, zero outside the row.
struct Planes {
  int64_t planes, left;
};

void pack(const Kernels& set, Planes view, const float* source, int64_t length, int64_t first, int64_t count, float* to, int64_t plane_stride) {
  int64_t planes = view.planes;
  int64_t begin = planes * first - view.left;
  // Whole steps that lie inside the row in every plane.
  int64_t low = std::min(count, std::max<int64_t>(0, ceil_div(std::max<int64_t>(0, -begin), planes)));
  int64_t high = std::max(low, std::min(count, (length - begin) / planes));
  if (length - begin < 0) high = low;
  for (int64_t p = 0; p < planes; ++p) {
    float* row = to + p * plane_stride;
    for (int64_t i = 0; i < low; ++i) {
      int64_t at = begin + planes * i + p;
      row[i] = at >= 0 && at < length ? source[at] : 0.0f;
    }
    for (int64_t i = high; i < count; ++i) {
      int64_t at = begin + planes * i + p;
      row[i] = at >= 0 && at < length ? source[at] : 0.0f;
    }
  }
  if (high == low) return;
  const float* from = source + begin + planes * low;
  if (planes == 1) {
    std::memcpy(to + low, from, static_cast<size_t>(high - low) * sizeof(float));
    return;
  }
  float* rows[8];
  for (int64_t p = 0; p < planes; ++p) rows[p] = to + p * plane_stride + low;
  set.split_planes(from, high - low, static_cast<int>(planes), rows);
}

struct Tap {
  int64_t kernel;  // index into the kernel
  int64_t plane, shift;
};

// target[n][o][phases * i + r] = sum over channels c and taps of phase r of weight(o, c, tap.kernel) * plane tap.plane of source[n][c] at i + tap.shift.
struct Pass {
  int64_t batch, channels, source_length, outputs, target_length;
  Planes view;
  std::vector<std::vector<Tap>> phases;
  int64_t halo = 0;
  const float* source;
  float* target;
  const float* weight;
  int64_t weight_output_stride, weight_channel_stride;
};

class Packed {
 public:
  Packed(const Kernels& set, const Pass& pass) : starts_(even_blocks(pass.outputs, set.max_outputs)) {
    int64_t taps = 0;
    for (auto& phase : pass.phases) taps += static_cast<int64_t>(phase.size());
    weights_ = Scratch(pass.outputs * pass.channels * taps);
    float* to = weights_.get();
    for (auto& phase : pass.phases) {
      for (size_t b = 0; b + 1 < starts_.size(); ++b) {
        blocks_.push_back(to);
        for (int64_t c = 0; c < pass.channels; ++c)
          for (auto& tap : phase)
            for (int64_t o = starts_[b]; o < starts_[b + 1]; ++o) *to++ = pass.weight[o * pass.weight_output_stride + c * pass.weight_channel_stride + tap.kernel];
      }
    }
  }

  int64_t blocks() const { return static_cast<int64_t>(starts_.size()) - 1; }
  int64_t start(int64_t block) const { return starts_[block]; }
  int outputs(int64_t block) const { return static_cast<int>(starts_[block + 1] - starts_[block]); }
  const float* weights(int64_t phase, int64_t block) const { return blocks_[phase * blocks() + block]; }

 private:
  std::vector<int64_t> starts_;
  std::vector<const float*> blocks_;
  Scratch weights_;
};

void run(const Pass& pass) {
  auto& set = kernels();
  Packed packed(set, pass);
  const int64_t lanes = set.lanes;
  const int64_t phases = static_cast<int64_t>(pass.phases.size());
  int largest = 0;
  for (int64_t b = 0; b < packed.blocks(); ++b) largest = std::max(largest, packed.outputs(b));
  const int64_t vectors = set.vectors[largest];
  const int64_t per_row = ceil_div(ceil_div(pass.target_length, phases), lanes);
  const int64_t total = pass.batch * per_row;
  const int64_t plane_stride = ceil_div(vectors * (lanes + pass.halo), lanes) * lanes;
  const int64_t channel_stride = pass.view.planes * plane_stride;

  std::vector<std::vector<int64_t>> taps(phases);
  for (int64_t r = 0; r < phases; ++r)
    for (auto& tap : pass.phases[r]) taps[r].push_back(tap.plane * plane_stride + tap.shift);

  at::parallel_for(0, ceil_div(total, vectors), 1, [&](int64_t group_begin, int64_t group_end) {
    auto tile = Scratch(pass.channels * channel_stride);
    auto out = Scratch(phases * set.max_outputs * kMaxVectors * lanes);
    for (int64_t group = group_begin; group < group_end; ++group) {
      int64_t positions[kMaxVectors] = {};
      int64_t samples[kMaxVectors], firsts[kMaxVectors];
      const int64_t used = std::min(vectors, total - group * vectors);
      int64_t width = 0;  // of the plane so far
      for (int64_t v = 0; v < used;) {
        int64_t index = group * vectors + v;
        int64_t sample = index / per_row, first = index % per_row;
        int64_t run = std::min(used - v, per_row - first);
        int64_t count = run * lanes + pass.halo;
        for (int64_t c = 0; c < pass.channels; ++c)
          pack(set, pass.view, pass.source + (sample * pass.channels + c) * pass.source_length, pass.source_length, first * lanes, count,
               tile.get() + c * channel_stride + width, plane_stride);
        for (int64_t k = 0; k < run; ++k, ++v) {
          positions[v] = width + k * lanes;
          samples[v] = sample;
          firsts[v] = (first + k) * lanes;
        }
        width += count;
      }
      for (int64_t b = 0; b < packed.blocks(); ++b) {
        const int outputs = packed.outputs(b);
        auto kernel = set.correlate(outputs, static_cast<int>(vectors));
        const int64_t phase_stride = outputs * vectors * lanes;
        for (int64_t r = 0; r < phases; ++r)
          kernel(tile.get(), channel_stride, static_cast<int>(pass.channels), positions, taps[r].data(), static_cast<int>(taps[r].size()), packed.weights(r, b),
                 out.get() + r * phase_stride);
        for (int o = 0; o < outputs; ++o) {
          for (int64_t v = 0; v < used; ++v) {
            float* to = pass.target + (samples[v] * pass.outputs + packed.start(b) + o) * pass.target_length + firsts[v] * phases;
            const float* from = out.get() + (o * vectors + v) * lanes;
            int64_t left = pass.target_length - firsts[v] * phases;
            if (phases == 1) {
              std::memcpy(to, from, static_cast<size_t>(std::min(left, lanes)) * sizeof(float));
              continue;
            }
            const float* rows[8];
            for (int64_t r = 0; r < phases; ++r) rows[r] = from + r * phase_stride;
            int64_t whole = std::min(lanes, left / phases);
            set.join_planes(rows, whole, static_cast<int>(phases), to);
            for (int64_t u = whole * phases; u < std::min(left, lanes * phases); ++u) to[u] = rows[u % phases][u / phases];
          }
        }
      }
    }
  });
}

const Kernels& choose() {
  const char* wanted = std::getenv("ECGSCALING_CONVOLUTION_KERNELS");
  std::string name = wanted == nullptr ? "" : wanted;
#if defined(__x86_64__)
  if (has_avx512() && (name.empty() || name == "avx512")) return kAvx512;
  if (has_avx2() && name != "portable") return kAvx2;
#endif
  return kPortable;
}
}  // namespace

const Kernels& kernels() {
  static const Kernels& chosen = choose();
  return chosen;
}

Geometry Geometry::of(const at::Tensor& input, const at::Tensor& weight, int64_t stride, int64_t padding) {
  return {input.size(0), input.size(1), input.size(2), weight.size(0), (input.size(2) + 2 * padding - weight.size(2)) / stride + 1, weight.size(2), stride, padding};
}

void forward(const Geometry& shape, const float* input, const float* weight, float* output) {
  Pass pass{shape.batch, shape.in_channels, shape.in_samples, shape.out_channels, shape.out_samples, {shape.stride, shape.padding}, {}, 0,
            input, output, weight, shape.in_channels * shape.kernel, shape.kernel};
  std::vector<Tap> taps;
  for (int64_t k = 0; k < shape.kernel; ++k) taps.push_back({k, k % shape.stride, k / shape.stride});
  pass.halo = (shape.kernel - 1) / shape.stride;
  pass.phases.push_back(std::move(taps));
  run(pass);
}

void input_gradient(const Geometry& shape, const float* gradient, const float* weight, float* result) {
  // Sample u = stride * i + r of the input meets the gradient at i + (r + padding) / stride - m through kernel index (r + padding) % stride + stride * m.
  int64_t left = 0;
  Pass pass{shape.batch, shape.out_channels, shape.out_samples, shape.in_channels, shape.in_samples, {1, 0}, {}, 0,
            gradient, result, weight, shape.kernel, shape.in_channels * shape.kernel};
  for (int64_t r = 0; r < shape.stride; ++r) {
    std::vector<Tap> taps;
    for (int64_t m = 0, k = (r + shape.padding) % shape.stride; k < shape.kernel; ++m, k += shape.stride) {
      int64_t shift = (r + shape.padding) / shape.stride - m;
      left = std::max(left, -shift);
      taps.push_back({k, 0, shift});
    }
    pass.phases.push_back(std::move(taps));
  }
  for (auto& taps : pass.phases)
    for (auto& tap : taps) {
      tap.shift += left;
      pass.halo = std::max(pass.halo, tap.shift);
    }
  pass.view.left = left;
  run(pass);
}

void weight_gradient(const Geometry& shape, const float* gradient, const float* input, float* result) {
  auto& set = kernels();
  const int64_t lanes = set.lanes, stride = shape.stride;
  const int64_t vectors = ceil_div(shape.out_samples, lanes), padded = vectors * lanes;
  const int64_t width = padded + (shape.kernel - 1) / stride;
  const bool whole = padded == shape.out_samples;
  // As many tracings at once as fit the caches with their gradients, but enough of them to amortise the sums of lanes.
  const int64_t bytes = 4 * (shape.in_channels * stride * width + shape.out_channels * padded);
  const int64_t chunk = std::min(shape.batch, std::max<int64_t>({1, (int64_t(4) << 20) / bytes, ceil_div(64, vectors)}));
  const int64_t plane_stride = chunk * width, channel_stride = stride * plane_stride;
  auto x = Scratch(shape.in_channels * channel_stride);
  auto dy = whole ? Scratch() : Scratch(shape.out_channels * chunk * padded);
  auto outputs = even_blocks(shape.out_channels, set.max_gradients);
  auto tap_blocks = even_blocks(shape.kernel, set.max_taps);
  std::vector<int64_t> taps;
  for (int64_t k = 0; k < shape.kernel; ++k) taps.push_back(k % stride * plane_stride + k / stride);
  std::memset(result, 0, static_cast<size_t>(shape.out_channels * shape.in_channels * shape.kernel) * sizeof(float));

  for (int64_t first = 0; first < shape.batch; first += chunk) {
    const int64_t samples = std::min(chunk, shape.batch - first);
    at::parallel_for(0, samples * shape.in_channels, 8, [&](int64_t begin, int64_t end) {
      for (int64_t item = begin; item < end; ++item) {
        int64_t n = item / shape.in_channels, c = item % shape.in_channels;
        pack(set, {stride, shape.padding}, input + ((first + n) * shape.in_channels + c) * shape.in_samples, shape.in_samples, 0, width,
             x.get() + c * channel_stride + n * width, plane_stride);
      }
    });
    const float* rows = gradient + first * shape.out_channels * shape.out_samples;
    int64_t row = shape.out_samples, sample = shape.out_channels * shape.out_samples;
    if (!whole) {
      at::parallel_for(0, samples * shape.out_channels, 64, [&](int64_t begin, int64_t end) {
        for (int64_t item = begin; item < end; ++item) {
          float* to = dy.get() + item * padded;
          std::memcpy(to, rows + item * shape.out_samples, static_cast<size_t>(shape.out_samples) * sizeof(float));
          std::memset(to + shape.out_samples, 0, static_cast<size_t>(padded - shape.out_samples) * sizeof(float));
        }
      });
      rows = dy.get();
      row = padded;
      sample = shape.out_channels * padded;
    }
    const int64_t blocks = static_cast<int64_t>(outputs.size()) - 1;
    at::parallel_for(0, blocks * shape.in_channels, 1, [&](int64_t begin, int64_t end) {
      for (int64_t item = begin; item < end; ++item) {
        int64_t b = item / shape.in_channels, c = item % shape.in_channels;
        int count = static_cast<int>(outputs[b + 1] - outputs[b]);
        for (size_t t = 0; t + 1 < tap_blocks.size(); ++t) {
          auto kernel = set.accumulate(count, static_cast<int>(tap_blocks[t + 1] - tap_blocks[t]));
          kernel(rows + outputs[b] * row, row, sample, x.get() + c * channel_stride, width, taps.data() + tap_blocks[t], samples, vectors,
                 result + (outputs[b] * shape.in_channels + c) * shape.kernel + tap_blocks[t], shape.in_channels * shape.kernel);
        }
      }
    });
  }
}

}  // namespace egs::conv
