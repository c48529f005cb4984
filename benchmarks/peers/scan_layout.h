/*
 * Where the scan finds an item's vector, as QuadLayout has it: groups of 16 items, and for each 4 dimensions four lines
 * of 16 floats, line r with the items r, 4 + r, 8 + r and 12 + r.
 */
#ifndef FRESHET_SCAN_LAYOUT_H
#define FRESHET_SCAN_LAYOUT_H

#include <stddef.h>

enum { GROUP = 16, QUAD = 4, STRIDE = GROUP * QUAD };

static inline size_t scan_floats(int items, int dimension) {
  return (size_t)(items + GROUP - 1) / GROUP * GROUP * dimension;
}

static inline void write_to_scan(float *scan, int row, const float *vector, int dimension) {
  int place = row % GROUP;
  float *to = scan + (size_t)(row / GROUP) * GROUP * dimension + place % QUAD * GROUP + place / QUAD * QUAD;
  for (int quad = 0; quad < dimension / QUAD; quad++) {
    for (int i = 0; i < QUAD; i++) {
      to[quad * STRIDE + i] = vector[quad * QUAD + i];
    }
  }
}
#endif
