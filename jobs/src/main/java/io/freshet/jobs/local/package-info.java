/** The whole engine in this process: broker, cluster and job, a player of events, and a reader of what comes out. */
@NullMarked
package io.freshet.jobs.local;

import org.jspecify.annotations.NullMarked;
