/** Training sets: what the declared features were just before each event. */
@NullMarked
package io.freshet.jobs.export;

import org.jspecify.annotations.NullMarked;
