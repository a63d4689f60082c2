// 32 registers of 16 floats: 26 sums, two vectors of a panel; the other factor comes from memory.
#if defined(__x86_64__)
#define EGS_NAME "avx512"
#define EGS_KERNELS kAvx512
#define EGS_LANES 16
#define EGS_VECTORS 2
#define EGS_ROWS 13
#define EGS_TURNS 4
#define EGS_LOW {0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23}
#include "kernels.inl"
#endif
