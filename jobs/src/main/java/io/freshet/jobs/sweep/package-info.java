/** Sweep: many settings of one model over one stream, and whether the best of them is worth anything. */
@NullMarked
package io.freshet.jobs.sweep;

import org.jspecify.annotations.NullMarked;
