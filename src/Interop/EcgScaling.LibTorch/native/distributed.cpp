// Collectives between processes by libtorch's c10d: Gloo on the CPU, NCCL on CUDA. Either is compiled where CMake found it (EGS_GLOO, EGS_NCCL).
#include "collectives.h"
#include "fused/norm.h"
#include "shim.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include <ATen/ATen.h>

#if defined(EGS_GLOO) || defined(EGS_NCCL)
#define EGS_COLLECTIVES
#include <torch/csrc/api/include/torch/version.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#endif
#ifdef EGS_GLOO
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#endif
#ifdef EGS_NCCL
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif

using namespace egs;

EGS_API int32_t egs_group_backends() {
  int32_t backends = 0;
#ifdef EGS_GLOO
  backends |= 1;
#endif
#ifdef EGS_NCCL
  backends |= 2;
#endif
  return backends;
}

#ifdef EGS_COLLECTIVES
namespace {
#if TORCH_VERSION_MAJOR >= 2
using Collectives = c10d::Backend;
#else
using Collectives = c10d::ProcessGroup;
#endif

struct Group {
  c10::intrusive_ptr<c10d::Store> store;
  c10::intrusive_ptr<Collectives> collectives;
  int32_t size;
};

using Work = c10::intrusive_ptr<c10d::Work>;

Group& group_of(void* handle) { return *static_cast<Group*>(handle); }

Collectives& collectives_of(void* handle) {
  TORCH_CHECK(group_of(handle).collectives, "this process has left the others");
  return *group_of(handle).collectives;
}

#ifdef EGS_GLOO
c10::intrusive_ptr<Collectives> over_gloo(const c10::intrusive_ptr<c10d::Store>& store, const std::string& host, int rank, int size,
                                     std::chrono::milliseconds timeout) {
  using c10d::ProcessGroupGloo;
  auto options = ProcessGroupGloo::Options::create(timeout);
  const char* interface = std::getenv("GLOO_SOCKET_IFNAME");
  if (interface && *interface) options->devices.push_back(ProcessGroupGloo::createDeviceForInterface(interface));
  // Who meets on this machine talks on this machine, whatever its name resolves to.
  else if (host == "127.0.0.1" || host == "localhost") options->devices.push_back(ProcessGroupGloo::createDeviceForHostname("127.0.0.1"));
  else options->devices.push_back(ProcessGroupGloo::createDefaultDevice());
  options->threads = 2;
  return c10::make_intrusive<ProcessGroupGloo>(store, rank, size, options);
}
#endif

#ifdef EGS_NCCL
c10::intrusive_ptr<Collectives> over_nccl(const c10::intrusive_ptr<c10d::Store>& store, int rank, int size, std::chrono::milliseconds timeout) {
  // A lost process shall be an error of the one that waits, not the end of its process.
  setenv("NCCL_BLOCKING_WAIT", "1", 0);
  setenv("TORCH_NCCL_BLOCKING_WAIT", "1", 0);
  auto options = c10d::ProcessGroupNCCL::Options::create();
  options->timeout = timeout;
  return c10::make_intrusive<c10d::ProcessGroupNCCL>(store, rank, size, options);
}
#endif

// What a layer throws must tell that it is the other processes' doing: managed code looks for the word.
void require(const Work& work) {
  try {
    work->wait();
  } catch (const std::exception& error) {
    TORCH_CHECK(false, "[collective] ", error.what());
  }
}

// One row per process, in the order of their ranks.
Work gather(Group& group, at::Tensor output, at::Tensor input) {
  std::vector<std::vector<at::Tensor>> outputs{output.unbind(0)};
  std::vector<at::Tensor> inputs{input};
  return group.collectives->allgather(outputs, inputs);
}

at::Tensor all_sum(Group& group, at::Tensor values) {
  std::vector<at::Tensor> tensors{values};
  require(group.collectives->allreduce(tensors));
  return values;
}

// Batch normalisation by the statistics of all processes together. Moments are combined after Chan, Golub and LeVeque (1979).
struct SharedBatchNorm : torch::autograd::Function<SharedBatchNorm> {
  static at::Tensor forward(torch::autograd::AutogradContext* context, at::Tensor input, at::Tensor weight, at::Tensor bias,
                            at::Tensor running_mean, at::Tensor running_var, double momentum, double eps, int64_t handle) {
    auto& group = *reinterpret_cast<Group*>(handle);
    const auto channels = input.size(1);
    auto rows = input.to(at::kFloat).transpose(0, 1).reshape({channels, -1});
    auto mine = at::empty({2 * channels + 1}, rows.options());
    auto [variance, mean] = at::var_mean(rows, at::IntArrayRef{1}, false);
    mine.narrow(0, 0, channels).copy_(mean);
    mine.narrow(0, channels, channels).copy_(variance);
    mine.narrow(0, 2 * channels, 1).fill_(static_cast<double>(rows.size(1)));
    auto all = at::empty({group.size, 2 * channels + 1}, rows.options());
    require(gather(group, all, mine));

    auto counts = all.narrow(1, 2 * channels, 1);
    const auto total = counts.sum().item<double>();
    auto shares = counts / total;
    auto means = all.narrow(1, 0, channels);
    mean = (means * shares).sum(0);
    variance = ((all.narrow(1, channels, channels) + (means - mean).square()) * shares).sum(0);
    if (running_mean.defined()) {
      running_mean.mul_(1 - momentum).add_(mean, momentum);
      running_var.mul_(1 - momentum).add_(variance, momentum * total / std::max(total - 1, 1.0));
    }
    auto inverse = (variance + eps).rsqrt();
    context->save_for_backward({input, weight, mean, inverse});
    context->saved_data["group"] = handle;
    context->saved_data["total"] = total;
    return at::batch_norm(input.to(at::kFloat), weight, bias, mean, variance, false, 0, eps, false).to(input.scalar_type());
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context, torch::autograd::variable_list gradients) {
    auto saved = context->get_saved_variables();
    auto& input = saved[0];
    auto& weight = saved[1];
    auto& group = *reinterpret_cast<Group*>(context->saved_data["group"].toInt());
    const auto total = context->saved_data["total"].toDouble();
    const auto channels = input.size(1);
    std::vector<int64_t> shape(input.dim(), 1), others;
    shape[1] = channels;
    for (int64_t i = 0; i < input.dim(); ++i)
      if (i != 1) others.push_back(i);
    auto inverse = saved[3].view(shape);
    auto normal = (input.to(at::kFloat) - saved[2].view(shape)) * inverse;
    auto gradient = gradients[0].to(at::kFloat);
    auto sums = at::cat({gradient.sum(others), (gradient * normal).sum(others)});
    auto local = sums.clone();
    all_sum(group, sums);
    sums /= total;
    auto scale = weight.defined() ? weight.view(shape) * inverse : inverse;
    auto result = scale * (gradient - sums.narrow(0, 0, channels).view(shape) - normal * sums.narrow(0, channels, channels).view(shape));
    return {result.to(input.scalar_type()), weight.defined() ? local.narrow(0, channels, channels) : at::Tensor(),
            weight.defined() ? local.narrow(0, 0, channels) : at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor()};
  }
};
}  // namespace

std::vector<double> egs::gather_over(int64_t handle, const std::vector<double>& mine) {
  auto& group = *reinterpret_cast<Group*>(handle);
  TORCH_CHECK(group.collectives, "this process has left the others");
  auto input = at::empty({static_cast<int64_t>(mine.size())}, at::kDouble), output = at::empty({group.size, static_cast<int64_t>(mine.size())}, at::kDouble);
  std::copy(mine.begin(), mine.end(), input.data_ptr<double>());
  require(gather(group, output, input));
  return std::vector<double>(output.data_ptr<double>(), output.data_ptr<double>() + output.numel());
}

// backend 1 is Gloo, 2 is NCCL. Waits for all processes, at most timeout_ms.
EGS_API void* egs_group_open(int32_t backend, const char* host, int32_t port, int32_t listen, const char* prefix, int32_t rank, int32_t size,
                             int64_t timeout_ms) {
  return guarded<void*>(nullptr, [&]() -> void* {
    std::chrono::milliseconds timeout(timeout_ms);
    c10d::TCPStoreOptions options;
    options.port = static_cast<uint16_t>(port);
    options.isServer = listen != 0;
    options.waitWorkers = false;
    options.timeout = timeout;
    auto tcp = c10::make_intrusive<c10d::TCPStore>(host, options);
    auto store = c10::make_intrusive<c10d::PrefixStore>(prefix, tcp);
    store->set("here/" + std::to_string(rank), std::vector<uint8_t>{1});
    for (int32_t other = 0; other < size; ++other) {
      auto key = "here/" + std::to_string(other);
      try {
        store->wait({key}, timeout);
      } catch (const std::exception&) {
        TORCH_CHECK(false, "process ", other, " of ", size, " did not come to ", host, ":", port, " within ", timeout_ms / 1000.0, " s");
      }
    }
    auto group = std::make_unique<Group>();
    group->store = store;
    group->size = size;
#ifdef EGS_GLOO
    if (backend == 1) group->collectives = over_gloo(store, host, rank, size, timeout);
#endif
#ifdef EGS_NCCL
    if (backend == 2) group->collectives = over_nccl(store, rank, size, timeout);
#endif
    TORCH_CHECK(group->collectives, "this layer was compiled without that backend");
    return group.release();
  });
}

// Leaves the collectives, so that others that wait for this process get an error, and stays at the meeting point.
EGS_API int32_t egs_group_leave(void* group) {
  return guarded<int32_t>(-1, [&] {
    group_of(group).collectives.reset();
    return 0;
  });
}

EGS_API void egs_group_close(void* group) {
  guarded<int32_t>(-1, [&] {
    delete static_cast<Group*>(group);
    return 0;
  });
}

// Sums over the processes, in place. The result is a handle for egs_work_wait.
EGS_API void* egs_group_all_reduce(void* group, void* tensor) {
  return guarded<void*>(nullptr, [&]() -> void* {
    std::vector<at::Tensor> tensors{borrow(tensor)};
    return new Work(collectives_of(group).allreduce(tensors));
  });
}

EGS_API void* egs_group_broadcast(void* group, void* tensor, int32_t root) {
  return guarded<void*>(nullptr, [&]() -> void* {
    std::vector<at::Tensor> tensors{borrow(tensor)};
    c10d::BroadcastOptions options;
    options.rootRank = root;
    return new Work(collectives_of(group).broadcast(tensors, options));
  });
}

// output is (process, ...), input (...).
EGS_API void* egs_group_all_gather(void* group, void* output, void* input) {
  return guarded<void*>(nullptr, [&]() -> void* { return new Work(gather(group_of(group), borrow(output), borrow(input))); });
}

// Waits for the end and frees the handle.
EGS_API int32_t egs_work_wait(void* handle) {
  std::unique_ptr<Work> work(static_cast<Work*>(handle));
  return guarded<int32_t>(-1, [&] {
    TORCH_CHECK((*work)->wait(), "the collective was given up");
    return 0;
  });
}

EGS_API void egs_work_drop(void* handle) { delete static_cast<Work*>(handle); }

EGS_API int32_t egs_group_put(void* group, const char* key, const void* value, int32_t length) {
  return guarded<int32_t>(-1, [&] {
    auto* first = static_cast<const uint8_t*>(value);
    group_of(group).store->set(key, std::vector<uint8_t>(first, first + length));
    return 0;
  });
}

// The value's length, at most `capacity` of it written; 0 where there is none.
EGS_API int32_t egs_group_get(void* group, const char* key, void* value, int32_t capacity) {
  return guarded<int32_t>(-1, [&]() -> int32_t {
    auto& store = group_of(group).store;
    if (!store->check({key})) return 0;
    auto bytes = store->get(key);
    std::copy_n(bytes.begin(), std::min<size_t>(bytes.size(), capacity), static_cast<uint8_t*>(value));
    return static_cast<int32_t>(bytes.size());
  });
}

EGS_API void* egs_group_batch_norm(void* group, void* input, void* weight, void* bias, void* mean, void* variance, double momentum, double eps) {
  return guarded<void*>(nullptr, [&]() -> void* {
    auto x = borrow(input), scale = borrow(weight), shift = borrow(bias), means = borrow(mean), variances = borrow(variance);
    const auto handle = reinterpret_cast<int64_t>(group);
    // (batch, channel) as one tracing of `batch` samples.
    auto rows = x.dim() == 2 ? x.t().unsqueeze(0) : x;
    if (fused::normalises(rows, scale, shift, means, variances) && !autocasting()) {
      auto y = fused::normalise(rows, scale, shift, means, variances, momentum, eps, false, 0, handle);
      return own(x.dim() == 2 ? y.squeeze(0).t() : y);
    }
    return own(SharedBatchNorm::apply(x, scale, shift, means, variances, momentum, eps, handle));
  });
}

#else  // no collectives

namespace {
void* refuse() {
  set_error("this libtorch has no c10d collectives, or their headers were not at hand when the layer was compiled");
  return nullptr;
}
}  // namespace

std::vector<double> egs::gather_over(int64_t, const std::vector<double>&) { TORCH_CHECK(false, "this libtorch has no c10d collectives"); }

EGS_API void* egs_group_open(int32_t, const char*, int32_t, int32_t, const char*, int32_t, int32_t, int64_t) { return refuse(); }
EGS_API int32_t egs_group_leave(void*) { return refuse(), -1; }
EGS_API void egs_group_close(void*) {}
EGS_API void* egs_group_all_reduce(void*, void*) { return refuse(); }
EGS_API void* egs_group_broadcast(void*, void*, int32_t) { return refuse(); }
EGS_API void* egs_group_all_gather(void*, void*, void*) { return refuse(); }
EGS_API int32_t egs_work_wait(void*) { return refuse(), -1; }
EGS_API void egs_work_drop(void*) {}
EGS_API int32_t egs_group_put(void*, const char*, const void*, int32_t) { return refuse(), -1; }
EGS_API int32_t egs_group_get(void*, const char*, void*, int32_t) { return refuse(), -1; }
EGS_API void* egs_group_batch_norm(void*, void*, void*, void*, void*, void*, double, double) { return refuse(); }
#endif
