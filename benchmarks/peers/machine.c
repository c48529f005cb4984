/* What bounds the kernels on this machine: how fast memory can be read, and how many multiply-adds a core does. */
#include "peers.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* As many bytes as the widest register has. */
#if defined(__AVX512F__)
#define WIDTH 64
#elif defined(__AVX__)
#define WIDTH 32
#else
#define WIDTH 16
#endif
typedef float lanes __attribute__((vector_size(WIDTH)));
#define LANES (WIDTH / (int)sizeof(float))

#define CACHE_LINE 64
#define HUGE_PAGE (2 << 20)
#define CHAINS 12
#if defined(__x86_64__)
#define CHAIN(name) "+v"(name)
#else
#define CHAIN(name) "+w"(name)
#endif

JNIEXPORT jstring JNICALL NATIVE(instructionSet)(JNIEnv *env, jclass self) {
  const char *name =
#if defined(__AVX512F__)
      "AVX-512";
#elif defined(__AVX2__)
      "AVX2";
#elif defined(__x86_64__)
      "SSE2";
#elif defined(__ARM_FEATURE_SVE)
      "SVE";
#elif defined(__aarch64__)
      "NEON";
#else
      "unknown";
#endif
  return (*env)->NewStringUTF(env, name);
}

JNIEXPORT jstring JNICALL NATIVE(compiler)(JNIEnv *env, jclass self) {
#if defined(__clang__)
  return (*env)->NewStringUTF(env, "clang " __clang_version__);
#else
  return (*env)->NewStringUTF(env, "gcc " __VERSION__);
#endif
}

/* Zeroed, so that every page is there before it is read. */
JNIEXPORT jlong JNICALL NATIVE(allocate)(JNIEnv *env, jclass self, jlong floats, jboolean huge_pages) {
  size_t alignment = huge_pages ? HUGE_PAGE : CACHE_LINE;
  size_t bytes = ((size_t)floats * sizeof(float) + alignment - 1) / alignment * alignment;
  void *memory = aligned_alloc(alignment, bytes);
  if (memory == NULL) {
    fail(env, "no memory for a table");
    return 0;
  }
  if (huge_pages) {
    madvise(memory, bytes, MADV_HUGEPAGE);
  }
  memset(memory, 0, bytes);
  return (jlong)(intptr_t)memory;
}

JNIEXPORT void JNICALL NATIVE(free)(JNIEnv *env, jclass self, jlong address) { free((void *)(intptr_t)address); }

JNIEXPORT void JNICALL NATIVE(put)(
    JNIEnv *env, jclass self, jlong address, jlong offset, jfloatArray from, jint length) {
  (*env)->GetFloatArrayRegion(env, from, 0, length, (float *)(intptr_t)address + offset);
}

/* Four sums, so that the additions do not wait for each other; what is left of 4 registers is not read. */
JNIEXPORT jfloat JNICALL NATIVE(sum)(JNIEnv *env, jclass self, jlong address, jlong floats) {
  const lanes *table = (const lanes *)(intptr_t)address;
  lanes a = {0}, b = {0}, c = {0}, d = {0};
  size_t end = (size_t)floats / LANES;
  for (size_t i = 0; i + 4 <= end; i += 4) {
    a += table[i];
    b += table[i + 1];
    c += table[i + 2];
    d += table[i + 3];
  }
  lanes all = (a + b) + (c + d);
  float sum = 0;
  for (int i = 0; i < LANES; i++) {
    sum += all[i];
  }
  return sum;
}

JNIEXPORT jlong JNICALL NATIVE(flopsPerFmaRound)(JNIEnv *env, jclass self) { return 2L * CHAINS * LANES; }

/* Independent chains of multiply-adds, enough to hide the latency of each. Single variables: an array stays in memory. */
JNIEXPORT jfloat JNICALL NATIVE(fma)(JNIEnv *env, jclass self, jlong rounds) {
  lanes x = (lanes){0} + 0.999f, y = (lanes){0} + 0.001f;
  lanes a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
  for (jlong round = 0; round < rounds; round++) {
    a = a * x + y;
    b = b * x + y;
    c = c * x + y;
    d = d * x + y;
    e = e * x + y;
    f = f * x + y;
    g = g * x + y;
    h = h * x + y;
    i = i * x + y;
    j = j * x + y;
    k = k * x + y;
    l = l * x + y;
    /* or the twelve equal chains become one */
    __asm__("" : CHAIN(a), CHAIN(b), CHAIN(c), CHAIN(d), CHAIN(e), CHAIN(f), CHAIN(g), CHAIN(h), CHAIN(i), CHAIN(j),
            CHAIN(k), CHAIN(l));
  }
  return (((a + b) + (c + d)) + ((e + f) + (g + h)) + ((i + j) + (k + l)))[0];
}
