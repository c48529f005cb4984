/** What a very large table takes. */
@NullMarked
package io.freshet.benchmarks.tables;

import org.jspecify.annotations.NullMarked;
