// Tensors in files of libtorch's own format (torch::save of one tensor).
#include "shim.h"

#include <torch/serialize/archive.h>

using namespace egs;

EGS_API int32_t egs_tensor_save(void* handle, const char* path) {
  return guarded<int32_t>(-1, [&] {
    torch::serialize::OutputArchive archive;
    archive.write("0", borrow(handle));
    archive.save_to(path);
    return 0;
  });
}

EGS_API void* egs_tensor_load(const char* path) {
  return guarded<void*>(nullptr, [&]() -> void* {
    torch::serialize::InputArchive archive;
    archive.load_from(path);
    at::Tensor tensor;
    archive.read("0", tensor);
    TORCH_CHECK(tensor.defined(), "the file holds no tensor");
    return own(std::move(tensor));
  });
}
