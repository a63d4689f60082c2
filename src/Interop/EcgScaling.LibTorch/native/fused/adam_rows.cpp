#include "adam_rows.h"

#include "../vectorised.h"

namespace egs::fused {

EGS_VECTORISED
void adam_step(const AdamStep& given, int64_t count, float* __restrict weight, const float* __restrict gradient, float* __restrict mean, float* __restrict square, float* __restrict most) {
  const AdamStep step = given;
  if (most == nullptr) {
    for (int64_t i = 0; i < count; ++i) {
      const float g = gradient[i] + step.penalty * weight[i];
      const float m = step.beta1 * mean[i] + step.fresh1 * g, s = step.beta2 * square[i] + step.fresh2 * g * g;
      mean[i] = m;
      square[i] = s;
      weight[i] = step.keep * weight[i] - step.rate * m / (__builtin_sqrtf(s) * step.root + step.eps);
    }
    return;
  }
  for (int64_t i = 0; i < count; ++i) {
    const float g = gradient[i] + step.penalty * weight[i];
    const float m = step.beta1 * mean[i] + step.fresh1 * g, s = step.beta2 * square[i] + step.fresh2 * g * g;
    const float largest = s > most[i] ? s : most[i];
    mean[i] = m;
    square[i] = s;
    most[i] = largest;
    weight[i] = step.keep * weight[i] - step.rate * m / (__builtin_sqrtf(largest) * step.root + step.eps);
  }
}

}  // namespace egs::fused
