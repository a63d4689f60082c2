// 16 registers of 8 floats: 12 sums, two vectors of a panel, one value of the other factor.
#if defined(__x86_64__)
#define EGS_NAME "avx2"
#define EGS_KERNELS kAvx2
#define EGS_LANES 8
#define EGS_VECTORS 2
#define EGS_ROWS 6
#define EGS_TURNS 3
#define EGS_LOW {0, 8, 1, 9, 2, 10, 3, 11}
#include "kernels.inl"
#endif
