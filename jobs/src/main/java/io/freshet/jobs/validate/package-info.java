/** Checks of a recorded stream before anything is measured on it: what is wrong, where, and how to evaluate it. */
@NullMarked
package io.freshet.jobs.validate;

import org.jspecify.annotations.NullMarked;
