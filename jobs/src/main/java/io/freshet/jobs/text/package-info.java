/** Forms of text that several commands write. */
@NullMarked
package io.freshet.jobs.text;

import org.jspecify.annotations.NullMarked;
