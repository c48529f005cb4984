/** Replay: recorded streams through models, and what is to be known of them afterwards. */
@NullMarked
package io.freshet.jobs.replay;

import org.jspecify.annotations.NullMarked;
