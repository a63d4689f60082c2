// A gradient that is to be differentiated again needs operators that can be: the plain computation is made once more and its gradient taken with a graph.
#pragma once
#include "../shim.h"

#include <vector>

#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>

namespace egs::fused {

inline bool to_be_differentiated(const at::Tensor& gradient) { return c10::GradMode::is_enabled() || gradient.scalar_type() != at::kFloat; }

// Gradients of result = plain() for those `inputs` that require one; undefined for the others.
template <typename Plain>
std::vector<at::Tensor> differentiate(const std::vector<at::Tensor>& inputs, const at::Tensor& gradient, Plain&& plain) {
  const bool graph = c10::GradMode::is_enabled();
  c10::AutoGradMode on(true);
  std::vector<at::Tensor> wanted;
  for (const auto& input : inputs)
    if (input.defined() && input.requires_grad()) wanted.push_back(input);
  auto found = torch::autograd::grad(std::vector<at::Tensor>{plain()}, wanted, std::vector<at::Tensor>{gradient}, graph, graph, true);
  std::vector<at::Tensor> all(inputs.size());
  size_t next = 0;
  for (size_t i = 0; i < inputs.size(); ++i)
    if (inputs[i].defined() && inputs[i].requires_grad()) all[i] = found[next++];
  return all;
}

}  // namespace egs::fused
