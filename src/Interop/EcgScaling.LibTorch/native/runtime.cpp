// Generators, devices, threads, versions.
#include "shim.h"

#include <mutex>
#include <set>
#include <thread>

#include <mutex>

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <torch/csrc/api/include/torch/version.h>

using namespace egs;

namespace {
using GeneratorHandle = c10::GeneratorImpl*;

at::Generator generator(void* handle) {
  return at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(static_cast<GeneratorHandle>(handle)));
}

c10::Device unpack(int64_t device) {
  return c10::Device(static_cast<c10::DeviceType>(device >> 32), static_cast<c10::DeviceIndex>(static_cast<int32_t>(device)));
}

template <typename F>
int32_t locked(void* handle, F&& body) {
  return guarded<int32_t>(-1, [&] {
    auto gen = generator(handle);
    std::lock_guard<std::mutex> lock(gen.mutex());
    body(gen);
    return 0;
  });
}

int32_t cuda_devices() {
  return c10::impl::hasDeviceGuardImpl(c10::DeviceType::CUDA)
             ? static_cast<int32_t>(c10::impl::getDeviceGuardImpl(c10::DeviceType::CUDA)->deviceCount())
             : 0;
}
}  // namespace

EGS_API const char* egs_version() { return TORCH_VERSION; }

EGS_API int32_t egs_abi() { return 3; }

EGS_API int32_t egs_cuda_device_count() {
  return guarded<int32_t>(0, [&] { return at::globalContext().hasCUDA() ? cuda_devices() : 0; });
}

EGS_API int32_t egs_cudnn_available() {
  return guarded<int32_t>(0, [&] { return cuda_devices() > 0 && at::detail::getCUDAHooks().hasCuDNN() ? 1 : 0; });
}

EGS_API int32_t egs_cuda_synchronize(int32_t index) {
  return guarded<int32_t>(-1, [&] {
    TORCH_CHECK(cuda_devices() > 0, "this libtorch sees no CUDA device");
    c10::impl::VirtualGuardImpl impl(c10::DeviceType::CUDA);
    at::detail::getCUDAHooks().deviceSynchronize(index >= 0 ? index : impl.getDevice().index());
    return 0;
  });
}

EGS_API int32_t egs_get_threads() {
  return guarded<int32_t>(-1, [&] { return at::get_num_threads(); });
}

// How many threads share a loop of this library; one where it was compiled without libtorch's way of running in parallel.
EGS_API int32_t egs_threads_at_work() {
  return guarded<int32_t>(-1, [&] {
    std::mutex turn;
    std::set<std::thread::id> seen;
    at::parallel_for(0, 4 * at::get_num_threads(), 1, [&](int64_t, int64_t) {
      std::lock_guard<std::mutex> mine(turn);
      seen.insert(std::this_thread::get_id());
    });
    return static_cast<int32_t>(seen.size());
  });
}

EGS_API int32_t egs_set_threads(int32_t count) {
  return guarded<int32_t>(-1, [&] {
    at::set_num_threads(count);
    return 0;
  });
}

EGS_API int32_t egs_get_interop_threads() {
  return guarded<int32_t>(-1, [&] { return static_cast<int32_t>(at::get_num_interop_threads()); });
}

EGS_API int32_t egs_set_interop_threads(int32_t count) {
  return guarded<int32_t>(-1, [&] {
    at::set_num_interop_threads(count);
    return 0;
  });
}

EGS_API int32_t egs_set_deterministic(int32_t mode, int32_t warn_only) {
  return guarded<int32_t>(-1, [&] {
    at::globalContext().setDeterministicAlgorithms(mode != 0, warn_only != 0);
    return 0;
  });
}

EGS_API int32_t egs_get_deterministic() {
  return (at::globalContext().deterministicAlgorithms() ? 1 : 0) | (at::globalContext().deterministicAlgorithmsWarnOnly() ? 2 : 0);
}

// Seeds the default generators of every device.
EGS_API int32_t egs_manual_seed(uint64_t seed) {
  return guarded<int32_t>(-1, [&] {
    at::manual_seed(seed);
    return 0;
  });
}

EGS_API void* egs_default_generator(int64_t device) {
  return guarded<void*>(nullptr, [&]() -> void* {
    auto gen = at::globalContext().defaultGenerator(unpack(device));
    return gen.unsafeReleaseGeneratorImpl();
  });
}

EGS_API void* egs_new_generator(uint64_t seed, int64_t device) {
  return guarded<void*>(nullptr, [&]() -> void* {
    auto where = unpack(device);
    auto gen = where.is_cpu() ? at::detail::createCPUGenerator(seed) : at::globalContext().defaultGenerator(where).clone();
    gen.set_current_seed(seed);
    return gen.unsafeReleaseGeneratorImpl();
  });
}

EGS_API void egs_free_generator(void* handle) {
  if (handle) c10::raw::intrusive_ptr::decref(static_cast<GeneratorHandle>(handle));
}

EGS_API int32_t egs_generator_seed(void* handle, uint64_t seed) {
  return locked(handle, [&](at::Generator& gen) { gen.set_current_seed(seed); });
}

EGS_API int32_t egs_generator_new_seed(void* handle, uint64_t* seed) {
  return locked(handle, [&](at::Generator& gen) { *seed = gen.seed(); });
}

EGS_API int32_t egs_generator_initial_seed(void* handle, uint64_t* seed) {
  return locked(handle, [&](at::Generator& gen) { *seed = gen.current_seed(); });
}

EGS_API int32_t egs_generator_state(void* handle, void** state) {
  return locked(handle, [&](at::Generator& gen) { *state = own(gen.get_state()); });
}

EGS_API int32_t egs_set_generator_state(void* handle, void* state) {
  return locked(handle, [&](at::Generator& gen) { gen.set_state(borrow(state)); });
}
