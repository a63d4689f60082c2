// 16 registers of 8 floats: 12 sums, 3 vectors of input, one weight.
#if defined(__x86_64__)
#define EGS_NAME "avx2"
#define EGS_KERNELS kAvx2
#define EGS_LANES 8
#define EGS_OUTPUTS 4
#define EGS_VECTORS {0, 3, 3, 3, 3}
#define EGS_GRADIENTS 2
#define EGS_TAPS 6
#include "kernels.inl"
#endif
