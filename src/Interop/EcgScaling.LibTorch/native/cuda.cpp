// CUDA: which stream a thread's work goes to, and steps recorded as graphs. Streams go through libtorch's interface of all devices and need no CUDA headers; graphs need
// cuda_runtime_api.h and are compiled where CMake found it (EGS_CUDA). Neither needs nvcc.
#include "shim.h"

#include <c10/core/Event.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#ifdef EGS_CUDA
#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDACachingAllocator.h>
#include <torch/csrc/api/include/torch/version.h>
#endif

using namespace egs;

namespace {
constexpr auto kCuda = c10::DeviceType::CUDA;

c10::impl::VirtualGuardImpl cuda() {
  TORCH_CHECK(c10::impl::hasDeviceGuardImpl(kCuda), "this libtorch was built without CUDA");
  return c10::impl::VirtualGuardImpl(kCuda);
}

c10::Stream& stream(void* handle) { return *static_cast<c10::Stream*>(handle); }
}  // namespace

EGS_API int32_t egs_cuda_has_graphs() {
#ifdef EGS_CUDA
  return 1;
#else
  return 0;
#endif
}

// A stream of libtorch's pool.
EGS_API void* egs_cuda_new_stream(int32_t device) {
  return guarded<void*>(nullptr, [&]() -> void* { return new c10::Stream(cuda().getStreamFromGlobalPool(c10::Device(kCuda, static_cast<c10::DeviceIndex>(device)))); });
}

EGS_API void egs_cuda_free_stream(void* handle) { delete static_cast<c10::Stream*>(handle); }

// This thread's work goes to the stream; answers the one it went to before.
EGS_API void* egs_cuda_exchange_stream(void* handle) {
  return guarded<void*>(nullptr, [&]() -> void* { return new c10::Stream(cuda().exchangeStream(stream(handle))); });
}

// What this thread's stream is given from now on begins when the other has done what it was given so far.
EGS_API int32_t egs_cuda_wait_stream(void* other) {
  return guarded<int32_t>(-1, [&] {
    c10::Event done(kCuda);
    done.record(stream(other));
    done.block(cuda().getStream(stream(other).device()));
    return 0;
  });
}

#ifdef EGS_CUDA
namespace {
at::cuda::CUDAGraph& graph(void* handle) { return *static_cast<at::cuda::CUDAGraph*>(handle); }

template <typename F>
int32_t on_graph(void* handle, F&& body) {
  return guarded<int32_t>(-1, [&] {
    body(graph(handle));
    return 0;
  });
}
}  // namespace

EGS_API void* egs_cuda_new_graph() {
  return guarded<void*>(nullptr, [&]() -> void* { return new at::cuda::CUDAGraph(); });
}

EGS_API void egs_cuda_free_graph(void* handle) {
  guarded<int32_t>(-1, [&] {
    delete static_cast<at::cuda::CUDAGraph*>(handle);
    return 0;
  });
}

EGS_API int32_t egs_cuda_begin_graph(void* handle) {
  return on_graph(handle, [](auto& recorded) {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 1)
    // Other threads may go on calling CUDA meanwhile: what pins memory for the next batch, and libtorch's own thread for backward passes, which asks for memory.
    recorded.capture_begin({0, 0}, cudaStreamCaptureModeThreadLocal);
#else
    recorded.capture_begin({0, 0});
#endif
  });
}

EGS_API int32_t egs_cuda_end_graph(void* handle) {
  return on_graph(handle, [](auto& recorded) { recorded.capture_end(); });
}

EGS_API int32_t egs_cuda_replay_graph(void* handle) {
  return on_graph(handle, [](auto& recorded) { recorded.replay(); });
}

// Bytes that the device has free, for all processes; -1 where that is not known.
EGS_API int64_t egs_cuda_free_memory(int32_t device) {
  return guarded<int64_t>(-1, [&] {
    // The allocator asks the driver when it is given a zero, and answers what is free or the largest block it keeps itself. CUDA's own function would have to be linked.
    size_t largest = 0;
    c10::cuda::CUDACachingAllocator::cacheInfo(static_cast<c10::DeviceIndex>(device), &largest);
    return static_cast<int64_t>(largest);
  });
}
#else
namespace {
constexpr auto kNoGraphs = "the layer to libtorch was compiled without CUDA graphs: this libtorch has no CUDA, or cuda_runtime_api.h was not found";
}

EGS_API void* egs_cuda_new_graph() {
  set_error(kNoGraphs);
  return nullptr;
}

EGS_API void egs_cuda_free_graph(void*) {}

EGS_API int32_t egs_cuda_begin_graph(void*) {
  set_error(kNoGraphs);
  return -1;
}

EGS_API int32_t egs_cuda_end_graph(void*) { return egs_cuda_begin_graph(nullptr); }

EGS_API int32_t egs_cuda_replay_graph(void*) { return egs_cuda_begin_graph(nullptr); }

EGS_API int64_t egs_cuda_free_memory(int32_t) {
  set_error(kNoGraphs);
  return -1;
}
#endif
