/** The whole engine in one process: broker, job, a player of events, and a scoreboard that reads only topics. */
@NullMarked
package io.freshet.jobs.demo;

import org.jspecify.annotations.NullMarked;
