/** Reads the directories that replay leaves behind. */
@NullMarked
package io.freshet.jobs.rundir;

import org.jspecify.annotations.NullMarked;
