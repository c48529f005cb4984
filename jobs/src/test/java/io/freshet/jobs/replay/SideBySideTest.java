package io.freshet.jobs.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SideBySideTest {
    private static final long A_MOMENT = 50_000_000;

    private final CountDownLatch started = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();

    @Test
    void resultsComeWithTheirPlaces() throws Exception {
        Map<Integer, String> results = new TreeMap<>();
        List<Callable<String>> tasks = List.of(() -> "a", () -> "b", () -> "c");
        SideBySide.run(tasks, 2, results::put);
        assertThat(results).isEqualTo(Map.of(0, "a", 1, "b", 2, "c"));
    }

    @Test
    void aFailureIsToldOnlyWhenNoTaskRunsAnyMore() {
        IllegalArgumentException failure = new IllegalArgumentException("broken");
        List<Callable<String>> tasks = List.of(this::slowToEnd, () -> {
            started.await();
            throw failure;
        });
        assertThatThrownBy(() -> SideBySide.run(tasks, 2, (place, result) -> {}))
                .isSameAs(failure);
        assertThat(ended).isTrue();
    }

    @Test
    void aResultThatCannotBeTakenEndsTheOthers() {
        IOException failure = new IOException("disk full");
        List<Callable<String>> tasks = List.of(this::slowToEnd, () -> {
            started.await();
            return "result";
        });
        assertThatThrownBy(() -> SideBySide.run(tasks, 2, (place, result) -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(ended).isTrue();
    }

    @Test
    void afterAnInterruptNoTaskRunsAnyMore() {
        List<Callable<String>> tasks = List.of(this::slowToEnd, () -> {
            started.await();
            return "result";
        });
        assertThatThrownBy(() -> SideBySide.run(
                        tasks, 2, (place, result) -> Thread.currentThread().interrupt()))
                .isInstanceOf(InterruptedException.class);
        assertThat(ended).isTrue();
    }

    /** Until it is interrupted, and a while longer. */
    private String slowToEnd() {
        started.countDown();
        while (!Thread.interrupted()) {
            LockSupport.park(this);
        }
        LockSupport.parkNanos(A_MOMENT);
        ended.set(true);
        return "";
    }
}
