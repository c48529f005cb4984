/*
 * The step of ContrastiveLearner as somebody would write it in C: plain loops, for the compiler to make vectors of.
 * Tables are row-major; the changed target rows are also written to a table in the layout that is scanned.
 */
#include "learner.h"
#include "scan_layout.h"

#include <float.h>
#include <math.h>
#include <string.h>

static const float EPSILON = 1e-6f;

static int below(uint64_t *state, int bound) { return (int)(((next_random(state) >> 32) * (uint64_t)bound) >> 32); }

static int draw(const learner *l, uint64_t *state) {
  float share = (float)(next_random(state) >> 40) * 0x1p-24f;
  return l->filled > 0 && share < l->ring_share ? l->ring[below(state, l->filled)] : below(state, l->items);
}

static float probability(const learner *l, int row) {
  float uniform = 1.0f / (float)l->items;
  return l->filled == 0 ? uniform
                        : l->ring_share * (float)l->counts[row] / (float)l->filled + (1 - l->ring_share) * uniform;
}

static void add_to_ring(learner *l, int row) {
  if (l->filled == l->ring_size) {
    l->counts[l->ring[l->next]]--;
  } else {
    l->filled++;
  }
  l->ring[l->next] = row;
  l->next = l->next + 1 == l->ring_size ? 0 : l->next + 1;
  l->counts[row]++;
}

/* By its bits: -ffast-math takes every number for finite. */
static int is_finite(float x) {
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  return (bits & 0x7f800000u) != 0x7f800000u;
}

static float dot(const float *restrict a, const float *restrict b) {
  float sum = 0;
  for (int i = 0; i < D; i++) {
    sum += a[i] * b[i];
  }
  return sum;
}

/* One Adagrad step of a row along s·x + t·row. */
static float step_row(const learner *l, float s, const float *restrict x, float t, float *restrict row, float squares) {
  float sum = 0;
  for (int i = 0; i < D; i++) {
    float g = s * x[i] + t * row[i];
    sum += g * g;
  }
  squares += sum / D;
  if (!is_finite(squares)) {
    return squares;
  }
  float rate = l->rate / sqrtf(squares + EPSILON);
  for (int i = 0; i < D; i++) {
    row[i] += rate * (s * x[i] + t * row[i]);
  }
  return squares;
}

void LEARN(learner *l, int user, const int *recent, const int *weight_of, int positive, uint64_t seed) {
  int rows[MOST_NEGATIVES + 1], n = 1;
  rows[0] = positive;
  for (int i = 0; i < l->negatives; i++) {
    int row = draw(l, &seed);
    if (row != positive) {
      rows[n++] = row;
    }
  }

  float query[D];
  memcpy(query, l->user_rows[user], sizeof query);
  for (int k = 0; k < l->context; k++) {
    const float *source = l->sources[recent[k]];
    float w = l->weights[weight_of[k]];
    for (int i = 0; i < D; i++) {
      query[i] += w * source[i];
    }
  }

  float gradients[MOST_NEGATIVES + 1], max = -FLT_MAX, sum = 0;
  for (int j = 0; j < n; j++) {
    gradients[j] = dot(query, l->targets[rows[j]]) + l->biases[rows[j]];
  }
  for (int j = 0; j < n; j++) {
    gradients[j] -= logf(probability(l, rows[j]));
    max = fmaxf(max, gradients[j]);
  }
  for (int j = 0; j < n; j++) {
    gradients[j] = expf(gradients[j] - max);
    sum += gradients[j];
  }
  for (int j = 0; j < n; j++) {
    gradients[j] = -gradients[j] / sum;
  }
  gradients[0] += 1;

  float slope[D] = {0};
  for (int j = 0; j < n; j++) {
    const float *target = l->targets[rows[j]];
    for (int i = 0; i < D; i++) {
      slope[i] += gradients[j] * target[i];
    }
  }
  add_to_ring(l, positive);
  if (!is_finite(dot(slope, slope)) || !is_finite(dot(query, query))) {
    return;
  }

  for (int j = 0; j < n; j++) {
    int row = rows[j];
    float g = gradients[j];
    l->target_squares[row] =
        step_row(l, g, query, -l->decay * fabsf(g), l->targets[row], l->target_squares[row]);
    l->bias_squares[row] += g * g;
    l->biases[row] += l->rate / sqrtf(l->bias_squares[row] + EPSILON) * g;
    write_to_scan(l->scan, row, l->targets[row], D);
  }
  l->user_squares[user] = step_row(l, 1, slope, -l->decay, l->user_rows[user], l->user_squares[user]);
  for (int k = 0; k < l->context; k++) {
    int row = recent[k];
    float *w = &l->weights[weight_of[k]], *squares = &l->weight_squares[weight_of[k]];
    float along = dot(slope, l->sources[row]);
    l->source_squares[row] = step_row(l, *w, slope, -l->decay * *w, l->sources[row], l->source_squares[row]);
    *squares += along * along;
    *w += l->weight_rate / sqrtf(1 + *squares) * along;
  }
}
