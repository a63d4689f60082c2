// Adam and AdamW over all parameters in one pass over memory.
#include "../shim.h"
#include "adam_rows.h"

#include <cmath>
#include <vector>

#include <ATen/Functions.h>
#include <ATen/Parallel.h>

using namespace egs;

namespace {
constexpr int64_t kPiece = 1 << 14;

struct Piece {
  fused::AdamStep step;
  int64_t count;
  float *weight, *mean, *square, *most;
  const float* gradient;
};

bool plain(const at::Tensor& tensor, const at::Tensor& weight) {
  return tensor.defined() && tensor.device().is_cpu() && tensor.scalar_type() == at::kFloat && tensor.layout() == at::kStrided && tensor.is_contiguous() && tensor.sizes() == weight.sizes();
}
}  // namespace

// `count` parameters with their gradients, mean gradients, mean squared gradients, largest mean squares (null without amsgrad) and steps taken, this one included.
// 1: done; 0: not for these tensors (32-bit floats on the CPU, contiguous), and nothing was changed.
EGS_API int32_t egs_adam_step(void* const* weights, void* const* gradients, void* const* means, void* const* squares, void* const* most, const int64_t* steps, int32_t count,
                              double rate, double beta1, double beta2, double eps, double decay, int32_t decoupled) {
  return guarded<int32_t>(-1, [&]() -> int32_t {
    std::vector<Piece> pieces;
    std::vector<at::Tensor> held;
    for (int32_t i = 0; i < count; ++i) {
      auto weight = borrow(weights[i]), gradient = borrow(gradients[i]), mean = borrow(means[i]), square = borrow(squares[i]);
      auto largest = most == nullptr ? at::Tensor() : borrow(most[i]);
      for (const auto& tensor : {weight, gradient, mean, square})
        if (!plain(tensor, weight)) return 0;
      if (most != nullptr && !plain(largest, weight)) return 0;
      const auto taken = static_cast<double>(steps[i]);
      const fused::AdamStep step{static_cast<float>(decoupled != 0 ? 1 - rate * decay : 1), static_cast<float>(decoupled != 0 ? 0 : decay), static_cast<float>(beta1), static_cast<float>(1 - beta1),
                                 static_cast<float>(beta2), static_cast<float>(1 - beta2), static_cast<float>(eps), static_cast<float>(rate / (1 - std::pow(beta1, taken))), static_cast<float>(1 / std::sqrt(1 - std::pow(beta2, taken)))};
      // Pieces of a fixed size: what is computed together does not depend on the number of threads.
      for (int64_t at = 0; at < weight.numel(); at += kPiece)
        pieces.push_back({step, std::min(kPiece, weight.numel() - at), weight.data_ptr<float>() + at, mean.data_ptr<float>() + at, square.data_ptr<float>() + at,
                          most == nullptr ? nullptr : largest.data_ptr<float>() + at, gradient.data_ptr<float>() + at});
      held.push_back(std::move(weight));
    }
    int64_t total = 0;
    for (const auto& piece : pieces) total += piece.count;
    const auto number = static_cast<int64_t>(pieces.size());
    const auto work = [&](int64_t begin, int64_t end) {
      for (int64_t p = begin; p < end; ++p) {
        const auto& piece = pieces[p];
        fused::adam_step(piece.step, piece.count, piece.weight, piece.gradient, piece.mean, piece.square, piece.most);
      }
    };
    if (total < 2 * kPiece) work(0, number);
    else at::parallel_for(0, number, 1, work);
    for (auto& weight : held) weight.unsafeGetTensorImpl()->bump_version();
    return 1;
  });
}
