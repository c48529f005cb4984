/** Runs the benchmarks, one JVM for each. */
@NullMarked
package io.freshet.benchmarks.run;

import org.jspecify.annotations.NullMarked;
