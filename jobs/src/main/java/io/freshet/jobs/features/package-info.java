/** Declared features as people write them. */
@NullMarked
package io.freshet.jobs.features;

import org.jspecify.annotations.NullMarked;
