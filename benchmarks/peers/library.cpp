// What is the library's as a whole: one thread for everybody, and errors.
#include "peers.h"

#include <cblas.h>
#include <omp.h>

extern "C" JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *, void *) {
  openblas_set_num_threads(1);
  omp_set_num_threads(1);
  return JNI_VERSION_1_8;
}

void fail(JNIEnv *env, const char *message) {
  env->ThrowNew(env->FindClass("java/lang/IllegalStateException"), message);
}
