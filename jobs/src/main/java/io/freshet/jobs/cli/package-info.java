/** The command line. */
@NullMarked
package io.freshet.jobs.cli;

import org.jspecify.annotations.NullMarked;
