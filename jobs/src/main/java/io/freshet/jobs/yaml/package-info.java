/** Files in YAML as people write them, read with their lines, so that messages can name these. */
@NullMarked
package io.freshet.jobs.yaml;

import org.jspecify.annotations.NullMarked;
