package io.freshet.jobs.live;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** Which subtask has which key. */
final class Subtasks {
    /** The job's, which its key groups depend on. */
    static final int MAX_PARALLELISM = 720;

    private Subtasks() {}

    static int of(String key, int parallelism) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(key, MAX_PARALLELISM, parallelism);
    }

    /** The first {@code count} users whose events go to one subtask. */
    static List<String> users(int subtask, int parallelism, int count) {
        return IntStream.iterate(0, n -> n + 1)
                .mapToObj(n -> "user" + n)
                .filter(user -> of(user, parallelism) == subtask)
                .limit(count)
                .toList();
    }
}
