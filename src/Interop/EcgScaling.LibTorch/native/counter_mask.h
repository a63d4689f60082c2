#pragma once
#include <cstdint>

namespace egs {

// Whether dropout draws its masks from a counter (here) or from the Mersenne twister in sequence, as libtorch does (dropout.h).
bool dropout_from_counter();

// The key of one mask, from the default generator: what seeds, saves and restores that generator does so with every mask.
uint64_t draw_mask_key();

// Bytes of 1 with probability keep, else 0: elements first, first + 1, ... of the mask of `key`. Any part of a mask can be made on its own, by any thread.
void kept_from_counter(uint64_t key, int64_t first, int64_t count, double keep, uint8_t* kept);

}  // namespace egs
