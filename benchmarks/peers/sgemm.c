/* OpenBLAS: the scores of several queries and all items, without choosing the best. */
#include "peers.h"

#include <cblas.h>
#include <stdint.h>

JNIEXPORT jstring JNICALL NATIVE(openblasVersion)(JNIEnv *env, jclass self) {
  return (*env)->NewStringUTF(env, openblas_get_config());
}

JNIEXPORT jstring JNICALL NATIVE(openblasCore)(JNIEnv *env, jclass self) {
  return (*env)->NewStringUTF(env, openblas_get_corename());
}

/*
 * Scores of items × d against `queries` × d, `chunk` items a call: the order of the two that is faster. Where chunk is
 * less than items every call writes to the same scores again, so that they stay in the cache.
 */
JNIEXPORT void JNICALL NATIVE(sgemm)(JNIEnv *env, jclass self, jlong items, jlong count, jint dimension,
    jlong queries, jint queryCount, jlong scores, jlong chunk) {
  const float *table = (const float *)(intptr_t)items;
  for (jlong first = 0; first < count; first += chunk) {
    jlong n = count - first < chunk ? count - first : chunk;
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (int)n, queryCount, dimension, 1.0f, table + first * dimension,
        dimension, (const float *)(intptr_t)queries, dimension, 0.0f, (float *)(intptr_t)scores, queryCount);
  }
}
