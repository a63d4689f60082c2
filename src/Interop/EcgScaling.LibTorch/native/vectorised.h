#pragma once

// A function compiled for wider vectors too; the right one is taken when the library is loaded.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define EGS_VECTORISED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define EGS_VECTORISED
#endif
