// FAISS: exact search, one query at a time.
#include "peers.h"

#include <cstdint>
#include <exception>
#include <faiss/IndexFlat.h>
#include <faiss/utils/utils.h>
#include <string>

#define TEXT2(x) #x
#define TEXT(x) TEXT2(x)

extern "C" {

JNIEXPORT jstring JNICALL NATIVE(faissVersion)(JNIEnv *env, jclass) {
  return env->NewStringUTF(TEXT(FAISS_VERSION_MAJOR) "." TEXT(FAISS_VERSION_MINOR) "." TEXT(FAISS_VERSION_PATCH));
}

// By FAISS's own account of how it was compiled: a build says GENERIC when it uses nothing that not every CPU has.
JNIEXPORT jstring JNICALL NATIVE(faissInstructionSet)(JNIEnv *env, jclass) {
  std::string options = faiss::get_compile_options();
  const char *widest = options.find("AVX512") != std::string::npos ? "AVX-512"
                       : options.find("AVX2") != std::string::npos ? "AVX2"
                                                                   : "baseline";
  return env->NewStringUTF((std::string(widest) + ": " + options).c_str());
}

JNIEXPORT jlong JNICALL NATIVE(flatCreate)(JNIEnv *env, jclass, jint dimension) {
  try {
    return (jlong) new faiss::IndexFlatIP(dimension);
  } catch (const std::exception &e) {
    fail(env, e.what());
    return 0;
  }
}

JNIEXPORT void JNICALL NATIVE(flatAdd)(JNIEnv *env, jclass, jlong index, jlong vectors, jlong count) {
  try {
    ((faiss::IndexFlatIP *)index)->add(count, (const float *)vectors);
  } catch (const std::exception &e) {
    fail(env, e.what());
  }
}

JNIEXPORT void JNICALL NATIVE(flatSearch)(
    JNIEnv *env, jclass, jlong index, jfloatArray query, jint limit, jfloatArray scores, jlongArray ids) {
  try {
    jfloat *q = env->GetFloatArrayElements(query, nullptr);
    jfloat *s = env->GetFloatArrayElements(scores, nullptr);
    jlong *i = env->GetLongArrayElements(ids, nullptr);
    ((const faiss::IndexFlatIP *)index)->search(1, q, limit, s, (int64_t *)i);
    env->ReleaseLongArrayElements(ids, i, 0);
    env->ReleaseFloatArrayElements(scores, s, 0);
    env->ReleaseFloatArrayElements(query, q, JNI_ABORT);
  } catch (const std::exception &e) {
    fail(env, e.what());
  }
}

JNIEXPORT void JNICALL NATIVE(flatFree)(JNIEnv *, jclass, jlong index) { delete (faiss::IndexFlatIP *)index; }
}
