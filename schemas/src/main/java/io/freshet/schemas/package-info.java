/** The records of Freshet's topics as plain Java, and their codec; Avro's own records stop here. */
@NullMarked
package io.freshet.schemas;

import org.jspecify.annotations.NullMarked;
