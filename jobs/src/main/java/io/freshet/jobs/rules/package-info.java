/** Rules of what must not be recommended, as people write them. */
@NullMarked
package io.freshet.jobs.rules;

import org.jspecify.annotations.NullMarked;
