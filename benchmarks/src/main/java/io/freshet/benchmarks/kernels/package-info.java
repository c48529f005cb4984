/** The JMH benchmarks: each lets a kernel and its peer run in turn. */
@NullMarked
package io.freshet.benchmarks.kernels;

import org.jspecify.annotations.NullMarked;
