// Products of many rows with a weight that fits the caches. The weight is packed into panels once a call, the rows are read where they lie; no thread waits for another
// within a product. Sums over `in` or over rows are made in blocks of a fixed size, so that bits do not depend on the number of threads.
#include "product.h"
#include "../processor.h"
#include "../scratch.h"
#include "kernels.h"

#include <cstdlib>
#include <cstring>
#include <string>

#include <ATen/Functions.h>
#include <ATen/Parallel.h>

namespace egs::products {
namespace {

constexpr int64_t kDepth = 256;             // of a block of sums: a panel of it is 32 KB
constexpr int64_t kWide = 512;              // columns whose panels stay in the second cache
constexpr int64_t kTall = 65;               // rows that share a copy of theirs
constexpr int64_t kGroup = 4;               // panels that share a copy of the other factor
constexpr int64_t kApart = 16;              // floats between copied rows: rows a power of two apart fall on the same few places of the first cache
constexpr int64_t kFewestRows = 16;
constexpr int64_t kLargestWeight = 1 << 20;  // beyond it OpenBLAS is as fast

const Kernels* choose() {
  const char* wanted = std::getenv("ECGSCALING_PRODUCT_KERNELS");
  const std::string name = wanted == nullptr ? "" : wanted;
#if defined(__x86_64__)
  if (has_avx512() && (name.empty() || name == "avx512")) return &kAvx512;
  if (has_avx2() && name != "libtorch") return &kAvx2;
#endif
  return nullptr;
}

const Kernels* kernels() {
  static const Kernels* chosen = choose();
  return chosen;
}

bool handles(int64_t rows, int64_t in, int64_t out) {
  return kernels() != nullptr && rows >= kFewestRows && in > 0 && out > 0 && in * out <= kLargestWeight;
}

int64_t parts_of(int64_t count, int64_t size) { return (count + size - 1) / size; }

// All panels of a matrix (depth, wide): block of kDepth after block, in each panel after panel.
class Panels {
 public:
  Panels(const float* from, int64_t depth, int64_t wide, int64_t row, bool transposed)
      : depth_(depth), wide_(wide), count_(parts_of(wide, kernels()->columns)), memory_(depth * count_ * kernels()->columns) {
    const int columns = kernels()->columns;
    at::parallel_for(0, count_ * parts_of(depth, kDepth), 4, [&](int64_t begin, int64_t end) {
      for (int64_t item = begin; item < end; ++item) {
        const int64_t first = item / count_ * kDepth, panel = item % count_, column = panel * columns;
        const auto pack = transposed ? kernels()->pack_transposed : kernels()->pack;
        pack(from + (transposed ? column * row + first : first * row + column), row, depth_of(first), wide_of(panel), at(first, panel));
      }
    });
  }
  int64_t depth() const { return depth_; }
  int64_t wide() const { return wide_; }
  int64_t count() const { return count_; }
  int64_t depth_of(int64_t first) const { return std::min(kDepth, depth_ - first); }
  int wide_of(int64_t panel) const { return static_cast<int>(std::min<int64_t>(kernels()->columns, wide_ - panel * kernels()->columns)); }
  float* at(int64_t first, int64_t panel) const { return memory_.get() + (first * count_ + panel * depth_of(first)) * kernels()->columns; }

 private:
  int64_t depth_, wide_, count_;
  Scratch memory_;
};

// The blocks of `rows` rows, of all but equal heights.
template <typename Body>
void each_block(int64_t rows, Body&& body) {
  const int64_t blocks = parts_of(rows, kernels()->max_rows), height = rows / blocks, higher = rows % blocks;
  for (int64_t block = 0, row = 0; block < blocks; ++block) {
    const int count = static_cast<int>(height + (block < higher));
    body(row, kernels()->block(count));
    row += count;
  }
}

// Rows of a, one after another in memory, times all panels. `copy` has room for kTall rows of a block, apart.
void rows_times(const float* a, int64_t rows, const Panels& panels, float* c, bool add, float* copy) {
  const int64_t near = std::max<int64_t>(1, kWide / kernels()->columns), depth = panels.depth();
  for (int64_t left = 0; left < panels.count(); left += near)
    for (int64_t first = 0; first < depth; first += kDepth) {
      const int64_t right = std::min(panels.count(), left + near), deep = panels.depth_of(first);
      for (int64_t top = 0; top < rows; top += kTall) {
        const int64_t tall = std::min(kTall, rows - top);
        const float* from = a + top * depth + first;
        int64_t row_stride = depth;
        if (depth > kDepth) {
          for (int64_t i = 0; i < tall; ++i) std::memcpy(copy + i * (kDepth + kApart), from + i * depth, static_cast<size_t>(deep) * sizeof(float));
          from = copy;
          row_stride = kDepth + kApart;
        }
        each_block(tall, [&](int64_t row, Block block) {
          for (int64_t panel = left; panel < right; ++panel)
            block(from + row * row_stride, row_stride, 1, panels.at(first, panel), deep, c + (top + row) * panels.wide() + panel * kernels()->columns, panels.wide(),
                  panels.wide_of(panel), add || first > 0);
        });
      }
    }
}

void product(const at::Tensor& a, const Panels& panels, at::Tensor& c, bool add) {
  const int64_t rows = a.size(0), threads = at::get_num_threads(), shares = std::min(rows, threads * parts_of(rows, threads * 4 * kTall));
  at::parallel_for(0, shares, 1, [&, from = a.data_ptr<float>(), to = c.data_ptr<float>()](int64_t begin, int64_t end) {
    Scratch copy(kTall * (kDepth + kApart));
    for (int64_t share = begin; share < end; ++share) {
      const int64_t top = rows * share / shares, bottom = rows * (share + 1) / shares;
      rows_times(from + top * panels.depth(), bottom - top, panels, to + top * panels.wide(), add, copy.get());
    }
  });
}

// Rows from `top` to `bottom` of g^T times the panels from `left` to `right` of x, over all rows of g and x.
struct Gradient {
  const float *g, *x;
  int64_t rows, out, in;
  float* to;

  static int64_t scratch() { return kDepth * (kGroup * kernels()->columns + kTall + kApart); }

  void make(int64_t left, int64_t right, int64_t top, int64_t bottom, float* memory) const {
    const int64_t columns = kernels()->columns;
    float* copy = memory + kDepth * kGroup * columns;
    for (int64_t first = 0; first < rows; first += kDepth) {
      const int64_t deep = std::min(kDepth, rows - first);
      const auto packed = [&](int64_t panel) { return memory + (panel - left) * deep * columns; };
      const auto wide = [&](int64_t panel) { return static_cast<int>(std::min(columns, in - panel * columns)); };
      for (int64_t panel = left; panel < right; ++panel) kernels()->pack(x + first * in + panel * columns, in, deep, wide(panel), packed(panel));
      for (int64_t tile = top; tile < bottom; tile += kTall) {
        const int64_t tall = std::min(kTall, bottom - tile);
        const float* from = g + first * out + tile;
        int64_t step = out;
        if (out % 512 == 0) {
          step = kTall + kApart;
          for (int64_t k = 0; k < deep; ++k) std::memcpy(copy + k * step, from + k * out, static_cast<size_t>(tall) * sizeof(float));
          from = copy;
        }
        each_block(tall, [&](int64_t row, Block block) {
          for (int64_t panel = left; panel < right; ++panel)
            block(from + row, 1, step, packed(panel), deep, to + (tile + row) * in + panel * columns, in, wide(panel), first > 0);
        });
      }
    }
  }
};
}  // namespace

void times_transposed(const at::Tensor& x, const at::Tensor& weight, at::Tensor& y, bool add) {
  if (!handles(x.size(0), weight.size(1), weight.size(0))) {
    if (add)
      y.addmm_(x, weight.t());
    else
      at::mm_out(y, x, weight.t());
    return;
  }
  auto from = x.contiguous(), packed = weight.contiguous();
  product(from, Panels(packed.data_ptr<float>(), weight.size(1), weight.size(0), weight.size(1), true), y, add);
}

at::Tensor times(const at::Tensor& g, const at::Tensor& weight) {
  if (!handles(g.size(0), weight.size(1), weight.size(0))) return at::mm(g, weight);
  auto from = g.contiguous(), packed = weight.contiguous();
  auto dx = at::empty({g.size(0), weight.size(1)}, g.options());
  product(from, Panels(packed.data_ptr<float>(), weight.size(0), weight.size(1), weight.size(1), false), dx, false);
  return dx;
}

at::Tensor transposed_times(const at::Tensor& g, const at::Tensor& x) {
  if (!handles(g.size(0), x.size(1), g.size(1))) return at::mm(g.t(), x);
  auto left = g.contiguous(), right = x.contiguous();
  auto dw = at::empty({g.size(1), x.size(1)}, g.options());
  const Gradient gradient{left.data_ptr<float>(), right.data_ptr<float>(), g.size(0), g.size(1), x.size(1), dw.data_ptr<float>()};
  // Each thread has a tile of the result: groups of panels, and parts of their height where there are fewer groups than threads.
  const int64_t panels = parts_of(gradient.in, kernels()->columns), threads = at::get_num_threads();
  const int64_t group = std::max<int64_t>(1, std::min(kGroup, panels / threads)), groups = parts_of(panels, group);
  const int64_t heights = std::min(parts_of(gradient.out, kernels()->max_rows), groups % threads == 0 ? 1 : parts_of(4 * threads, groups));
  at::parallel_for(0, groups * heights, 1, [&](int64_t begin, int64_t end) {
    Scratch memory(Gradient::scratch());
    for (int64_t tile = begin; tile < end; ++tile) {
      const int64_t left_panel = tile / heights * group, height = tile % heights;
      gradient.make(left_panel, std::min(panels, left_panel + group), gradient.out * height / heights, gradient.out * (height + 1) / heights, memory.get());
    }
  });
  return dw;
}

}  // namespace egs::products
