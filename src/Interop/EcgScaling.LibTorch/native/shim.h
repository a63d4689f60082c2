// The C ABI between libtorch and EcgScaling.LibTorch. No exception crosses it: every entry point that can fail answers a
// negative number or null, and egs_last_error() then holds the reason for this thread.
#pragma once
#include <cstddef>
#include <cstdint>
#include <exception>
#include <string>

#include <ATen/core/Tensor.h>

#define EGS_API extern "C" __attribute__((visibility("default")))

namespace egs {

// Shared with AtenTag in Dispatch/AtenArg.cs.
enum Tag : int32_t {
  kNone = 0, kTensor = 1, kInt = 2, kDouble = 3, kBool = 4, kIntList = 5, kDoubleList = 6, kTensorList = 7,
  kString = 8, kDevice = 9, kGenerator = 10, kComplex = 11, kBoolList = 12,
};

struct Arg {
  int32_t tag;
  int32_t length;
  union { int64_t i; double d; void* p; };
};

using TensorHandle = c10::TensorImpl*;

inline at::Tensor borrow(void* handle) {
  if (handle == nullptr) return at::Tensor();
  return at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(static_cast<TensorHandle>(handle)));
}

inline TensorHandle own(at::Tensor tensor) { return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr; }

// Whether operators on this thread choose their own precision on the CPU.
bool autocasting();

void set_error(const char* message);
void set_error(const std::exception& error);

// Runs body, turning any exception into the error text and `failed`.
template <typename R, typename F>
R guarded(R failed, F&& body) {
  try {
    return body();
  } catch (const std::exception& error) {
    set_error(error);
  } catch (...) {
    set_error("libtorch threw something that is not a std::exception");
  }
  return failed;
}

}  // namespace egs
