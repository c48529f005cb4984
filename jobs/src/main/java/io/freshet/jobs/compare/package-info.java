/** Compares runs of replay: which is better, by how much, whether that is real, and where. */
@NullMarked
package io.freshet.jobs.compare;

import org.jspecify.annotations.NullMarked;
