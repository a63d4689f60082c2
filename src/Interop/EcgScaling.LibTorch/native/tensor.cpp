// Tensor handles: what a tensor is, where its data lie, and tensors over memory that .NET owns.
#include "shim.h"

#include <cstring>

#include <ATen/Functions.h>
#include <c10/core/TensorOptions.h>

using namespace egs;

namespace {
inline const at::TensorBase& peek(void* const& handle) {
  // An at::TensorBase is one intrusive_ptr, so a handle read in place is a tensor that nobody counts.
  static_assert(sizeof(at::TensorBase) == sizeof(void*), "a tensor is one pointer");
  return *reinterpret_cast<const at::TensorBase*>(&handle);
}

inline int64_t pack(c10::Device device) {
  return (static_cast<int64_t>(device.type()) << 32) | static_cast<uint32_t>(static_cast<int32_t>(device.index()));
}
}  // namespace

EGS_API void egs_tensor_free(void* handle) {
  if (handle) c10::raw::intrusive_ptr::decref(static_cast<TensorHandle>(handle));
}

// The same tensor under a second handle.
EGS_API void* egs_tensor_alias(void* handle) {
  return guarded<void*>(nullptr, [&]() -> void* { return own(borrow(handle)); });
}

EGS_API int64_t egs_tensor_dim(void* handle) {
  return guarded<int64_t>(-1, [&] { return peek(handle).dim(); });
}

EGS_API int64_t egs_tensor_numel(void* handle) {
  return guarded<int64_t>(-1, [&] { return peek(handle).numel(); });
}

EGS_API int32_t egs_tensor_sizes(void* handle, int64_t* sizes) {
  return guarded<int32_t>(-1, [&] {
    auto values = peek(handle).sizes();
    std::memcpy(sizes, values.data(), values.size() * sizeof(int64_t));
    return 0;
  });
}

EGS_API int32_t egs_tensor_strides(void* handle, int64_t* strides) {
  return guarded<int32_t>(-1, [&] {
    auto values = peek(handle).strides();
    std::memcpy(strides, values.data(), values.size() * sizeof(int64_t));
    return 0;
  });
}

EGS_API int32_t egs_tensor_dtype(void* handle) { return static_cast<int32_t>(peek(handle).scalar_type()); }

EGS_API int64_t egs_tensor_device(void* handle) {
  return guarded<int64_t>(INT64_MIN, [&] { return pack(peek(handle).device()); });
}

EGS_API int64_t egs_tensor_element_size(void* handle) { return static_cast<int64_t>(peek(handle).element_size()); }

EGS_API int64_t egs_tensor_storage_offset(void* handle) {
  return guarded<int64_t>(-1, [&] { return peek(handle).storage_offset(); });
}

EGS_API int64_t egs_tensor_version(void* handle) {
  return guarded<int64_t>(-1, [&] { return static_cast<int64_t>(peek(handle).unsafeGetTensorImpl()->version_counter().current_version()); });
}

EGS_API void* egs_tensor_data(void* handle) {
  return guarded<void*>(nullptr, [&]() -> void* { return peek(handle).data_ptr(); });
}

EGS_API int32_t egs_tensor_is_contiguous(void* handle) {
  return guarded<int32_t>(-1, [&] { return peek(handle).is_contiguous() ? 1 : 0; });
}

EGS_API int32_t egs_tensor_is_sparse(void* handle) { return peek(handle).is_sparse() ? 1 : 0; }

// Bytes that live and die with this tensor: those of its storage when no other tensor shares it.
EGS_API int64_t egs_tensor_own_bytes(void* handle) {
  return guarded<int64_t>(0, [&]() -> int64_t {
    const auto& tensor = peek(handle);
    return tensor.has_storage() && tensor.storage().use_count() == 1 ? static_cast<int64_t>(tensor.storage().nbytes()) : 0;
  });
}

EGS_API int64_t egs_tensor_storage_bytes(void* handle) {
  return guarded<int64_t>(-1, [&] { return static_cast<int64_t>(peek(handle).storage().nbytes()); });
}

// An uninitialised tensor; device as in egs_tensor_device.
EGS_API void* egs_tensor_empty(const int64_t* sizes, int32_t dims, int32_t dtype, int64_t device, int32_t requires_grad) {
  return guarded<void*>(nullptr, [&]() -> void* {
    auto options = at::TensorOptions()
                       .dtype(static_cast<at::ScalarType>(dtype))
                       .device(c10::Device(static_cast<c10::DeviceType>(device >> 32), static_cast<c10::DeviceIndex>(static_cast<int32_t>(device))));
    auto tensor = at::empty(at::IntArrayRef(sizes, dims), options);
    if (requires_grad) tensor.requires_grad_(true);
    return own(std::move(tensor));
  });
}

// A CPU tensor over memory it does not own; release(context) is called once when libtorch is done with it.
EGS_API void* egs_tensor_over(void* data, const int64_t* sizes, int32_t dims, int32_t dtype, void (*release)(void*), void* context) {
  return guarded<void*>(nullptr, [&]() -> void* {
    auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype));
    return own(at::from_blob(data, at::IntArrayRef(sizes, dims), [release, context](void*) { release(context); }, options));
  });
}
