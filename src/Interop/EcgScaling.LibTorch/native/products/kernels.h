// The innermost loops of the products of linear layers, compiled once for each instruction set; product.cpp picks one set when the library is loaded.
#pragma once
#include <cstdint>

namespace egs::products {

// c[i][j] = (add ? c[i][j] : 0) + sum over k < depth of a[i * a_row + k * a_step] * panel[k * columns + j], for the block's rows i and the first `wide` of its columns j.
using Block = void (*)(const float* a, int64_t a_row, int64_t a_step, const float* panel, int64_t depth, float* c, int64_t c_row, int wide, bool add);

struct Kernels {
  const char* name;
  int columns;   // of a panel
  int max_rows;  // of a block
  Block (*block)(int rows);
  // panel[k * columns + j] = from[k * row + j], or from[j * row + k]; columns from `wide` on are zero.
  void (*pack)(const float* from, int64_t row, int64_t depth, int wide, float* panel);
  void (*pack_transposed)(const float* from, int64_t row, int64_t depth, int wide, float* panel);
};

#if defined(__x86_64__)
extern const Kernels kAvx2;
extern const Kernels kAvx512;
#endif

}  // namespace egs::products
