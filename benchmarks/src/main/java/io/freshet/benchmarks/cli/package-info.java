/** The command line of the benchmarks. */
@NullMarked
package io.freshet.benchmarks.cli;

import org.jspecify.annotations.NullMarked;
