/**
 * Features that are declared, not programmed: definitions are compiled into a plan, and what is kept of a user or an item is
 * arrays of longs that only the plan can read.
 */
@NullMarked
package io.freshet.features.declared;

import org.jspecify.annotations.NullMarked;
