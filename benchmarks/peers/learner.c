/* A learner for Java: its tables, and the events that it goes through. */
#include "learner.h"
#include "peers.h"
#include "scan_layout.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void *zeros(size_t count, size_t size) {
  size_t bytes = (count * size + 63) / 64 * 64;
  return memset(aligned_alloc(64, bytes), 0, bytes);
}

static int *ints(JNIEnv *env, jintArray from) {
  jsize length = (*env)->GetArrayLength(env, from);
  int *to = malloc(sizeof(int) * length);
  (*env)->GetIntArrayRegion(env, from, 0, length, to);
  return to;
}

/* Rows start at small values that differ; weights at 0.8^k whatever the gap. */
JNIEXPORT jlong JNICALL NATIVE(learnerCreate)(JNIEnv *env, jclass self, jint items, jint users, jint negatives,
    jint context, jint ring_size, jfloat rate, jfloat weight_rate, jfloat decay, jfloat ring_share) {
  if (negatives > MOST_NEGATIVES || context > MOST_CONTEXT) {
    fail(env, "at most 256 negatives and 64 recent items");
    return 0;
  }
  learner *l = calloc(1, sizeof(learner));
  l->items = items;
  l->users = users;
  l->negatives = negatives;
  l->context = context;
  l->ring_size = ring_size;
  l->rate = rate;
  l->weight_rate = weight_rate;
  l->decay = decay;
  l->ring_share = ring_share;
  l->targets = zeros(items, sizeof *l->targets);
  l->sources = zeros(items, sizeof *l->sources);
  l->user_rows = zeros(users, sizeof *l->user_rows);
  l->target_squares = zeros(items, sizeof(float));
  l->source_squares = zeros(items, sizeof(float));
  l->user_squares = zeros(users, sizeof(float));
  l->biases = zeros(items, sizeof(float));
  l->bias_squares = zeros(items, sizeof(float));
  l->scan = zeros(scan_floats(items, D), sizeof(float));
  l->ring = zeros(ring_size, sizeof(int));
  l->counts = zeros(items, sizeof(int));
  uint64_t state = 1;
  for (int i = 0; i < items * D; i++) {
    l->targets[0][i] = 0.1f * ((float)(next_random(&state) >> 40) * 0x1p-24f - 0.5f);
    l->sources[0][i] = 0.1f * ((float)(next_random(&state) >> 40) * 0x1p-24f - 0.5f);
  }
  for (int k = 0; k < context; k++) {
    for (int gap = 0; gap < GAPS; gap++) {
      l->weights[k * GAPS + gap] = powf(0.8f, (float)k);
    }
  }
  return (jlong)(intptr_t)l;
}

/* What learnerSteps goes through: for each event a user, the item taken, and context × (recent item, its weight). */
JNIEXPORT void JNICALL NATIVE(learnerEvents)(JNIEnv *env, jclass self, jlong address, jintArray users,
    jintArray positives, jintArray recent, jintArray weight_of) {
  learner *l = (learner *)(intptr_t)address;
  l->events = (*env)->GetArrayLength(env, users);
  l->event_users = ints(env, users);
  l->positives = ints(env, positives);
  l->recent = ints(env, recent);
  l->weight_of = ints(env, weight_of);
}

JNIEXPORT void JNICALL NATIVE(learnerSteps)(
    JNIEnv *env, jclass self, jlong address, jint from, jint count, jlong seed, jboolean fast_math) {
  learner *l = (learner *)(intptr_t)address;
  learn_step *learn = fast_math ? learn_fast_math : learn_plain;
  for (int e = from; e < from + count; e++) {
    int event = e % l->events;
    learn(l, l->event_users[event], l->recent + event * l->context, l->weight_of + event * l->context,
        l->positives[event], (uint64_t)seed + (uint64_t)e);
  }
}

/* A score, so that two learners can be seen to have learned alike. */
JNIEXPORT jfloat JNICALL NATIVE(learnerBias)(JNIEnv *env, jclass self, jlong address, jint row) {
  return ((learner *)(intptr_t)address)->biases[row];
}

JNIEXPORT void JNICALL NATIVE(learnerFree)(JNIEnv *env, jclass self, jlong address) {
  learner *l = (learner *)(intptr_t)address;
  void *all[] = {l->targets, l->sources, l->user_rows, l->target_squares, l->source_squares, l->user_squares, l->biases,
      l->bias_squares, l->scan, l->ring, l->counts, l->event_users, l->positives, l->recent, l->weight_of};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    free(all[i]);
  }
  free(l);
}
