/** What a run's figures are held against, and how they are printed and written. */
@NullMarked
package io.freshet.benchmarks.report;

import org.jspecify.annotations.NullMarked;
