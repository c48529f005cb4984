/** Measures the live job beside the bare engine. */
@NullMarked
package io.freshet.jobs.bench;

import org.jspecify.annotations.NullMarked;
