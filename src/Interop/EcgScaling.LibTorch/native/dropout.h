#pragma once
#include <cstdint>

namespace egs {

// 1 with probability keep, else 0, from the default generator: the elements that at::bernoulli_(keep) would set, and the same state afterwards.
void draw_kept(uint8_t* kept, int64_t count, double keep);

}  // namespace egs
