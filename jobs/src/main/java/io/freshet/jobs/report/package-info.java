/** A run as a page: one file that opens offline, written from the files of a run directory. */
@NullMarked
package io.freshet.jobs.report;

import org.jspecify.annotations.NullMarked;
