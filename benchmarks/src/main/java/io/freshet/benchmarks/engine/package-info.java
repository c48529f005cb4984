/** What an event costs the whole engine. */
@NullMarked
package io.freshet.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
