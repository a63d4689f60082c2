// Included by avx2.cpp and avx512.cpp, which define EGS_LANES, EGS_VECTORS, EGS_ROWS, EGS_NAME and EGS_KERNELS.
// Nothing of the standard library: its inline functions, compiled here for one instruction set, could be linked into code that runs on any.
#include "kernels.h"

namespace egs::products {
namespace {

typedef float Vec __attribute__((vector_size(EGS_LANES * 4)));
typedef float Loose __attribute__((vector_size(EGS_LANES * 4), aligned(4)));
typedef int32_t Places __attribute__((vector_size(EGS_LANES * 4)));
constexpr Places kLow = EGS_LOW;
constexpr Places kHigh = kLow + EGS_LANES / 2;
constexpr int kColumns = EGS_VECTORS * EGS_LANES;

inline __attribute__((always_inline)) Vec load(const float* from) { return *reinterpret_cast<const Loose*>(from); }
inline __attribute__((always_inline)) void store(float* to, Vec value) { *reinterpret_cast<Loose*>(to) = value; }

template <int kRows>
void block(const float* a, int64_t a_row, int64_t a_step, const float* panel, int64_t depth, float* c, int64_t c_row, int wide, bool add) {
  Vec sum[kRows][EGS_VECTORS];
#pragma GCC unroll 16
  for (int i = 0; i < kRows; ++i)
#pragma GCC unroll 4
    for (int v = 0; v < EGS_VECTORS; ++v) sum[i][v] = Vec{};
  for (int64_t k = 0; k < depth; ++k) {
    Vec b[EGS_VECTORS];
#pragma GCC unroll 4
    for (int v = 0; v < EGS_VECTORS; ++v) b[v] = load(panel + v * EGS_LANES);
    const float* at = a;
#pragma GCC unroll 16
    for (int i = 0; i < kRows; ++i) {
      const float w = *at;
      at += a_row;
#pragma GCC unroll 4
      for (int v = 0; v < EGS_VECTORS; ++v) sum[i][v] += b[v] * w;
    }
    a += a_step;
    panel += kColumns;
  }
  if (wide == kColumns) {
#pragma GCC unroll 16
    for (int i = 0; i < kRows; ++i)
#pragma GCC unroll 4
      for (int v = 0; v < EGS_VECTORS; ++v) {
        float* to = c + i * c_row + v * EGS_LANES;
        store(to, add ? load(to) + sum[i][v] : sum[i][v]);
      }
    return;
  }
  float rest[kRows * kColumns];
#pragma GCC unroll 16
  for (int i = 0; i < kRows; ++i)
#pragma GCC unroll 4
    for (int v = 0; v < EGS_VECTORS; ++v) store(rest + i * kColumns + v * EGS_LANES, sum[i][v]);
  for (int i = 0; i < kRows; ++i)
    for (int j = 0; j < wide; ++j) c[i * c_row + j] = add ? c[i * c_row + j] + rest[i * kColumns + j] : rest[i * kColumns + j];
}

Block pick(int rows) {
  switch (rows) {
    case 1: return block<1>;
    case 2: return block<2>;
    case 3: return block<3>;
    case 4: return block<4>;
    case 5: return block<5>;
    case 6: return block<6>;
#if EGS_ROWS > 6
    case 7: return block<7>;
    case 8: return block<8>;
    case 9: return block<9>;
    case 10: return block<10>;
    case 11: return block<11>;
    case 12: return block<12>;
    case 13: return block<13>;
#endif
    default: return nullptr;
  }
}

void pack(const float* from, int64_t row, int64_t depth, int wide, float* panel) {
  for (int64_t k = 0; k < depth; ++k, from += row, panel += kColumns) {
    if (wide == kColumns) {
#pragma GCC unroll 4
      for (int v = 0; v < EGS_VECTORS; ++v) store(panel + v * EGS_LANES, load(from + v * EGS_LANES));
      continue;
    }
    for (int j = 0; j < kColumns; ++j) panel[j] = j < wide ? from[j] : 0.0f;
  }
}

// Each turn interleaves the first half of the rows with the second; after as many turns as a row's length has bits, rows are columns.
template <int kTurns>
inline __attribute__((always_inline)) void transpose(Vec* rows) {
  if constexpr (kTurns > 0) {
    Vec next[EGS_LANES];
#pragma GCC unroll 16
    for (int i = 0; i < EGS_LANES / 2; ++i) {
      next[2 * i] = __builtin_shuffle(rows[i], rows[i + EGS_LANES / 2], kLow);
      next[2 * i + 1] = __builtin_shuffle(rows[i], rows[i + EGS_LANES / 2], kHigh);
    }
#pragma GCC unroll 16
    for (int i = 0; i < EGS_LANES; ++i) rows[i] = next[i];
    transpose<kTurns - 1>(rows);
  }
}

void pack_transposed(const float* from, int64_t row, int64_t depth, int wide, float* panel) {
  int64_t k = 0;
  for (; wide == kColumns && k + EGS_LANES <= depth; k += EGS_LANES)
    for (int v = 0; v < EGS_VECTORS; ++v) {
      Vec square[EGS_LANES];
#pragma GCC unroll 16
      for (int j = 0; j < EGS_LANES; ++j) square[j] = load(from + (v * EGS_LANES + j) * row + k);
      transpose<EGS_TURNS>(square);
#pragma GCC unroll 16
      for (int j = 0; j < EGS_LANES; ++j) store(panel + (k + j) * kColumns + v * EGS_LANES, square[j]);
    }
  for (; k < depth; ++k) {
    for (int j = 0; j < wide; ++j) panel[k * kColumns + j] = from[j * row + k];
    for (int j = wide; j < kColumns; ++j) panel[k * kColumns + j] = 0.0f;
  }
}
}  // namespace

extern const Kernels EGS_KERNELS = {EGS_NAME, kColumns, EGS_ROWS, pick, pack, pack_transposed};

}  // namespace egs::products
