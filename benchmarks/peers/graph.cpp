// hnswlib: approximate search in a graph, one query at a time.
#include "peers.h"

#include <atomic>
#include <exception>
#include <hnswlib/hnswlib.h>
#include <thread>
#include <vector>

namespace {
struct Graph {
  hnswlib::InnerProductSpace space;
  hnswlib::HierarchicalNSW<float> index;

  Graph(int dimension, size_t count, int m, int efConstruction)
      : space(dimension), index(&space, count, m, efConstruction) {}
};
}  // namespace

extern "C" {

// hnswlib does not say it itself.
JNIEXPORT jstring JNICALL NATIVE(hnswlibVersion)(JNIEnv *env, jclass) { return env->NewStringUTF(HNSWLIB_VERSION); }

// Built on all cores, which is not measured.
JNIEXPORT jlong JNICALL NATIVE(graphCreate)(
    JNIEnv *env, jclass, jlong vectors, jlong count, jint dimension, jint m, jint efConstruction) {
  try {
    Graph *graph = new Graph(dimension, count, m, efConstruction);
    const float *table = (const float *)vectors;
    graph->index.addPoint(table, 0);
    std::atomic<jlong> next{1};
    std::vector<std::thread> builders;
    for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); i++) {
      builders.emplace_back([&] {
        for (jlong row = next++; row < count; row = next++) {
          graph->index.addPoint(table + row * dimension, row);
        }
      });
    }
    for (std::thread &builder : builders) {
      builder.join();
    }
    return (jlong)graph;
  } catch (const std::exception &e) {
    fail(env, e.what());
    return 0;
  }
}

// The ids found, in no order; returns how many.
JNIEXPORT jint JNICALL NATIVE(graphSearch)(
    JNIEnv *env, jclass, jlong graph, jfloatArray query, jint limit, jint ef, jlongArray ids) {
  try {
    hnswlib::HierarchicalNSW<float> &index = ((Graph *)graph)->index;
    index.setEf(ef);
    jfloat *q = env->GetFloatArrayElements(query, nullptr);
    auto found = index.searchKnn(q, limit);
    env->ReleaseFloatArrayElements(query, q, JNI_ABORT);
    jlong *i = env->GetLongArrayElements(ids, nullptr);
    jint n = 0;
    for (; !found.empty(); found.pop()) {
      i[n++] = (jlong)found.top().second;
    }
    env->ReleaseLongArrayElements(ids, i, 0);
    return n;
  } catch (const std::exception &e) {
    fail(env, e.what());
    return 0;
  }
}

JNIEXPORT void JNICALL NATIVE(graphFree)(JNIEnv *, jclass, jlong graph) { delete (Graph *)graph; }
}
