#pragma once
#include <cstdint>

namespace egs::fused {

struct AdamStep {
  float keep;        // what decoupled weight decay leaves of a weight
  float penalty;     // times the weight, added to the gradient
  float beta1, fresh1;  // what stays of the mean gradient, what comes
  float beta2, fresh2;
  float eps;
  float rate;        // learning rate over the correction of the mean
  float root;        // one over the root of the correction of the mean square
};

// weight, mean gradient and mean squared gradient in one pass; `most` is amsgrad's largest mean square, or null.
void adam_step(const AdamStep& step, int64_t count, float* weight, const float* gradient, float* mean, float* square, float* most);

}  // namespace egs::fused
