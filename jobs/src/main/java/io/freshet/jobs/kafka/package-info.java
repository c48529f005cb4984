/** The topics, who creates them, and the broker in process of the demo and the tests. */
@NullMarked
package io.freshet.jobs.kafka;

import org.jspecify.annotations.NullMarked;
