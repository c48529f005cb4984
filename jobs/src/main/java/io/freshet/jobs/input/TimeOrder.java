package io.freshet.jobs.input;

import java.util.Comparator;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The order by (timestamp, user, item) of whatever has these, ids compared as {@link Ids} do. */
final class TimeOrder {
    private TimeOrder() {}

    static <T> Comparator<T> of(ToLongFunction<T> time, Function<T, String> user, Function<T, String> item) {
        return Comparator.comparingLong(time).thenComparing(user, Ids::compare).thenComparing(item, Ids::compare);
    }
}
