/** What the kernels are compared with, in the same JVM. */
@NullMarked
package io.freshet.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
