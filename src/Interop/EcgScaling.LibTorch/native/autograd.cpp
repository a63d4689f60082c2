// Gradients: backward, grad, the .grad field, grad and inference modes.
#include "shim.h"

#include <vector>

#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>

using namespace egs;

namespace {
std::vector<at::Tensor> tensors(void* const* handles, int32_t count) {
  std::vector<at::Tensor> result;
  result.reserve(count);
  for (int32_t i = 0; i < count; ++i) result.push_back(borrow(handles[i]));
  return result;
}
}  // namespace

EGS_API int32_t egs_requires_grad(void* handle) {
  return guarded<int32_t>(-1, [&] { return borrow(handle).requires_grad() ? 1 : 0; });
}

EGS_API int32_t egs_set_requires_grad(void* handle, int32_t value) {
  return guarded<int32_t>(-1, [&] {
    borrow(handle).requires_grad_(value != 0);
    return 0;
  });
}

EGS_API int32_t egs_is_leaf(void* handle) {
  return guarded<int32_t>(-1, [&] { return borrow(handle).is_leaf() ? 1 : 0; });
}

EGS_API int32_t egs_retain_grad(void* handle) {
  return guarded<int32_t>(-1, [&] {
    borrow(handle).retain_grad();
    return 0;
  });
}

// 1 and a new handle, 0 where there is no gradient yet, -1 on error.
EGS_API int32_t egs_grad(void* handle, void** grad) {
  return guarded<int32_t>(-1, [&] {
    *grad = own(borrow(handle).grad());
    return *grad == nullptr ? 0 : 1;
  });
}

EGS_API int32_t egs_set_grad(void* handle, void* grad) {
  return guarded<int32_t>(-1, [&] {
    auto tensor = borrow(handle);
    auto value = borrow(grad);
    TORCH_CHECK(!value.defined() || value.sizes() == tensor.sizes(), "a gradient of shape ", value.sizes(), " for a tensor of shape ", tensor.sizes());
    tensor.mutable_grad() = value;
    return 0;
  });
}

// grad_count is 0 (ones for every root) or root_count; a null handle among them stands for ones.
EGS_API int32_t egs_backward(void* const* roots, int32_t root_count, void* const* grads, int32_t grad_count, int32_t retain_graph,
                             int32_t create_graph, void* const* inputs, int32_t input_count) {
  return guarded<int32_t>(-1, [&] {
    torch::autograd::backward(tensors(roots, root_count), tensors(grads, grad_count), retain_graph != 0, create_graph != 0, tensors(inputs, input_count));
    return 0;
  });
}

EGS_API int32_t egs_autograd_grad(void* const* outputs, int32_t output_count, void* const* inputs, int32_t input_count, void* const* grads,
                                  int32_t grad_count, int32_t retain_graph, int32_t create_graph, int32_t allow_unused, void** results) {
  return guarded<int32_t>(-1, [&] {
    auto found = torch::autograd::grad(tensors(outputs, output_count), tensors(inputs, input_count), tensors(grads, grad_count), retain_graph != 0,
                                       create_graph != 0, allow_unused != 0);
    for (size_t i = 0; i < found.size(); ++i) results[i] = own(std::move(found[i]));
    return static_cast<int32_t>(found.size());
  });
}

EGS_API int32_t egs_grad_mode() { return c10::GradMode::is_enabled() ? 1 : 0; }

EGS_API void egs_set_grad_mode(int32_t enabled) { c10::GradMode::set_enabled(enabled != 0); }

EGS_API int32_t egs_inference_mode() { return c10::InferenceMode::is_enabled() ? 1 : 0; }

// The guard restores the thread's state when it is left, on the same thread, innermost first.
EGS_API void* egs_enter_inference_mode(int32_t enabled) {
  return guarded<void*>(nullptr, [&]() -> void* { return new c10::InferenceMode(enabled != 0); });
}

EGS_API void egs_leave_inference_mode(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }
