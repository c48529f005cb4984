package io.freshet.ranking.baseline;

import io.freshet.embedding.StableHash;
import io.freshet.embedding.StartValues;
import io.freshet.ranking.eval.RecordedEvent;
import java.util.Arrays;

/** The users' vectors one after another, each starting as a function of seed and id. One thread. */
final class UserVectors {
    private final StartValues start;
    private final int dimension;
    private float[] values;
    private int size;

    UserVectors(StartValues start, int dimension) {
        this.start = start;
        this.dimension = dimension;
        this.values = new float[16 * dimension];
    }

    /** Makes the event's user one that has a vector; users come in the order of their numbers. */
    void admit(RecordedEvent event) {
        if (event.user() < size) {
            return;
        }
        int offset = offset(event.user());
        if (offset + dimension > values.length) {
            values = Arrays.copyOf(values, Math.multiplyExact(2, values.length));
        }
        start.fill(StartValues.Table.USER, StableHash.of(event.interaction().userId()), values, offset, dimension);
        size++;
    }

    /** Of all vectors, to read and to change; valid until another user is admitted. */
    float[] values() {
        return values;
    }

    /** Where the user's vector begins. */
    int offset(int user) {
        return Math.multiplyExact(user, dimension);
    }

    long bytes() {
        return (long) Float.BYTES * values.length;
    }
}
