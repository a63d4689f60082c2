// 32 registers of 16 floats: 24 sums, up to 6 vectors of input, one weight.
#if defined(__x86_64__)
#define EGS_NAME "avx512"
#define EGS_KERNELS kAvx512
#define EGS_LANES 16
#define EGS_OUTPUTS 8
#define EGS_VECTORS {0, 6, 6, 6, 6, 4, 4, 3, 3}
#define EGS_GRADIENTS 4
#define EGS_TAPS 6
#include "kernels.inl"
#endif
