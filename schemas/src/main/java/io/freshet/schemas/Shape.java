package io.freshet.schemas;

import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * How a Java record and the fields of its current schema become each other; both have them in the same order.
 *
 * @param write all fields, in order
 * @param read all fields, each once and in order
 */
record Shape<T>(Schema schema, FieldWriter.Of<T> write, Function<Fields, T> read) {}
