/** A real cluster on this machine: broker, job manager and task managers, each a process of its own. */
@NullMarked
package io.freshet.jobs.cluster;

import org.jspecify.annotations.NullMarked;
