/** What becomes of lists when people answer to them, honestly or not. */
@NullMarked
package io.freshet.benchmarks.loops;

import org.jspecify.annotations.NullMarked;
