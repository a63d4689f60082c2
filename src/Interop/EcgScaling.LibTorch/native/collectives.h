// What layers that compute over several processes together need of a group; `group` is a handle of egs_group_open.
#pragma once
#include <cstdint>
#include <vector>

namespace egs {

// The values of every process, one process after another, in the order of their ranks. All give equally many.
std::vector<double> gather_over(int64_t group, const std::vector<double>& mine);

}  // namespace egs
