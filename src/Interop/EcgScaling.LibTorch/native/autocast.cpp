// Mixed precision: libtorch's autocast, which casts the arguments of products to a narrow type and leaves sums and losses in float32.
#include "shim.h"

#include <ATen/Context.h>
#include <ATen/autocast_mode.h>
#include <torch/csrc/api/include/torch/version.h>

using namespace egs;

namespace {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
bool enabled(c10::DeviceType device) { return at::autocast::is_autocast_enabled(device); }
void enable(c10::DeviceType device, bool on) { at::autocast::set_autocast_enabled(device, on); }
void use(c10::DeviceType device, at::ScalarType type) { at::autocast::set_autocast_dtype(device, type); }
#else
bool enabled(c10::DeviceType device) { return device == c10::DeviceType::CPU ? at::autocast::is_cpu_enabled() : at::autocast::is_enabled(); }
void enable(c10::DeviceType device, bool on) { device == c10::DeviceType::CPU ? at::autocast::set_cpu_enabled(on) : at::autocast::set_enabled(on); }
void use(c10::DeviceType device, at::ScalarType type) {
  device == c10::DeviceType::CPU ? at::autocast::set_autocast_cpu_dtype(type) : at::autocast::set_autocast_gpu_dtype(type);
}
#endif
}  // namespace

bool egs::autocasting() { return enabled(c10::DeviceType::CPU); }

EGS_API int32_t egs_autocasting() { return autocasting() ? 1 : 0; }

// Turns autocast of this thread on or off for a kind of device and tells what it was before.
EGS_API int32_t egs_autocast_enter(int32_t device, int32_t on) {
  return guarded<int32_t>(-1, [&] {
    const auto type = static_cast<c10::DeviceType>(device);
    const auto before = enabled(type);
    use(type, at::kBFloat16);
    enable(type, on != 0);
    at::autocast::increment_nesting();
    return before ? 1 : 0;
  });
}

// Weights that were cast are kept until the outermost scope is left.
EGS_API int32_t egs_autocast_leave(int32_t device, int32_t before) {
  return guarded<int32_t>(-1, [&] {
    if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
    enable(static_cast<c10::DeviceType>(device), before != 0);
    return 0;
  });
}

EGS_API int32_t egs_get_tf32() {
  return guarded<int32_t>(-1, [&] { return (at::globalContext().allowTF32CuBLAS() ? 1 : 0) | (at::globalContext().allowTF32CuDNN() ? 2 : 0); });
}

EGS_API int32_t egs_set_tf32(int32_t flags) {
  return guarded<int32_t>(-1, [&] {
    at::globalContext().setAllowTF32CuBLAS((flags & 1) != 0);
    at::globalContext().setAllowTF32CuDNN((flags & 2) != 0);
    return 0;
  });
}
