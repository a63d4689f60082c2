// What every processor has, in the compiler's own vectors of 4 floats.
#define EGS_NAME "portable"
#define EGS_KERNELS kPortable
#define EGS_LANES 4
#define EGS_OUTPUTS 4
#define EGS_VECTORS {0, 3, 3, 3, 3}
#define EGS_GRADIENTS 2
#define EGS_TAPS 6
#include "kernels.inl"
