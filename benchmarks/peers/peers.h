#ifndef FRESHET_PEERS_H
#define FRESHET_PEERS_H

#include <jni.h>

#define NATIVE(name) Java_io_freshet_benchmarks_peers_NativePeers_##name

#ifdef __cplusplus
extern "C" {
#endif

/* Throws an IllegalStateException when the native method returns. */
void fail(JNIEnv *env, const char *message);

#ifdef __cplusplus
}
#endif
#endif
