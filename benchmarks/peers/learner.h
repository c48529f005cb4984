#ifndef FRESHET_LEARNER_H
#define FRESHET_LEARNER_H

#include <stdint.h>

enum { D = 64, MOST_NEGATIVES = 256, GAPS = 8, MOST_CONTEXT = 64 };

typedef struct {
  int items, users, negatives, context, ring_size;
  float rate, weight_rate, decay, ring_share;
  float (*targets)[D], (*sources)[D], (*user_rows)[D];
  float *target_squares, *source_squares, *user_squares, *biases, *bias_squares;
  float weights[MOST_CONTEXT * GAPS], weight_squares[MOST_CONTEXT * GAPS];
  float *scan;
  int *ring, *counts, filled, next;
  int events, *event_users, *positives, *recent, *weight_of;
} learner;

/* Learns that the user, coming from the recent items with their weights, took the positive. */
typedef void learn_step(
    learner *l, int user, const int *recent, const int *weight_of, int positive, uint64_t seed);

/* The same source, compiled with and without -ffast-math. */
learn_step learn_plain, learn_fast_math;

static uint64_t next_random(uint64_t *state) {
  uint64_t z = (*state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

#endif
