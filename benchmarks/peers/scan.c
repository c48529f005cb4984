/* The scan of our layout written in C, without choosing: what is left of it when no JVM is in the way. */
#include "peers.h"
#include "scan_layout.h"

#include <stdint.h>

typedef float row_group __attribute__((vector_size(GROUP * sizeof(float)), aligned(sizeof(float))));
typedef int32_t choice __attribute__((vector_size(GROUP * sizeof(float))));

/* Sums of lanes 2j and 2j + 1, those of a at the even places, those of b at the odd ones. */
static inline row_group add_neighbours(row_group a, row_group b) {
  const choice first = {0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30};
  const choice second = {1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31};
  return __builtin_shuffle(a, b, first) + __builtin_shuffle(a, b, second);
}

/* Sums of lanes 4l + r and 4l + 2 + r for r = 0, 1, those of a at places 4l + r, those of b two further. */
static inline row_group add_pairs(row_group a, row_group b) {
  const choice first = {0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29};
  const choice second = {2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31};
  return __builtin_shuffle(a, b, first) + __builtin_shuffle(a, b, second);
}

/*
 * Goes through items·(dimension + 1) floats, vectors first, then biases, and writes the scores of each group over those
 * of the one before. Returns how many scores were above the threshold. The query is repeated as QuadLayout has it.
 */
JNIEXPORT jlong JNICALL NATIVE(scan)(
    JNIEnv *env, jclass self, jlong address, jlong items, jfloatArray repeated, jfloat threshold, jfloatArray scores) {
  jsize quads = (*env)->GetArrayLength(env, repeated) / GROUP;
  const row_group *vectors = (const row_group *)(intptr_t)address;
  const row_group *biases = vectors + items / GROUP * quads * QUAD;
  const row_group *query = (*env)->GetPrimitiveArrayCritical(env, repeated, NULL);
  row_group *out = (*env)->GetPrimitiveArrayCritical(env, scores, NULL);
  choice above = {0};
  for (jlong group = 0; group < items / GROUP; group++) {
    row_group a = {0}, b = {0}, c = {0}, d = {0};
    for (jsize quad = 0; quad < quads; quad++, vectors += QUAD) {
      a += query[quad] * vectors[0];
      b += query[quad] * vectors[1];
      c += query[quad] * vectors[2];
      d += query[quad] * vectors[3];
    }
    row_group sums = add_pairs(add_neighbours(a, b), add_neighbours(c, d)) + biases[group];
    *out = sums;
    above -= sums > threshold;
  }
  (*env)->ReleasePrimitiveArrayCritical(env, scores, out, 0);
  (*env)->ReleasePrimitiveArrayCritical(env, repeated, (void *)query, JNI_ABORT);
  jlong count = 0;
  for (int row = 0; row < GROUP; row++) {
    count += above[row];
  }
  return count;
}
