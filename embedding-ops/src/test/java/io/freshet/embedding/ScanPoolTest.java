package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedding.simd.KernelProvider;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ScanPoolTest {
    private static final float[] QUERY = {1f, 0f};
    private static final long A = 11;
    private static final long B = 22;
    private static final long C = 33;

    private final EmbeddingTable table = table(Set.of(ScanFormat.FLOAT32));
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Test
    void findsTheBestItemsByKeyWithTheirScoresBestFirst() throws Exception {
        try (ScanPool pool = new ScanPool(table, 2, 10)) {
            ScanResult result = pool.submit(QUERY, 2, KeyFilter.ALL).get();

            assertThat(result.size()).isEqualTo(2);
            assertThat(List.of(result.key(0), result.key(1))).containsExactly(C, B);
            assertThat(List.of(result.score(0), result.score(1))).containsExactly(3.5f, 2.5f);
        }
    }

    @Test
    void findsByTheirCodesWhatHasTheExactScores() throws Exception {
        EmbeddingTable both = table(EnumSet.allOf(ScanFormat.class));
        try (ScanPool pool = new ScanPool(both, ScanFormat.INT8, 1, 10)) {
            ScanResult result =
                    pool.submit(QUERY, 2, key -> key != B && onScanThread()).get();

            assertThat(List.of(result.key(0), result.key(1))).containsExactly(C, A);
            assertThat(List.of(result.score(0), result.score(1))).containsExactly(3.5f, 1.5f);
        }
    }

    @Test
    void theFilterDecidesByKeyOnAThreadOfThePool() throws Exception {
        try (ScanPool pool = new ScanPool(table, 1, 10)) {
            ScanResult result =
                    pool.submit(QUERY, 2, key -> key != C && onScanThread()).get();

            assertThat(List.of(result.key(0), result.key(1))).containsExactly(B, A);
        }
    }

    @Test
    void anItemIsFoundOnlyBetweenItsFirstChangeAndItsRemoval() throws Exception {
        try (ScanPool pool = new ScanPool(table, 1, 10)) {
            int row = table.add(44, "d");
            assertThat(pool.submit(QUERY, 9, KeyFilter.ALL).get().size()).isEqualTo(3);

            table.changed(row, 9f);
            ScanResult result = pool.submit(QUERY, 9, KeyFilter.ALL).get();
            assertThat(result.key(0)).isEqualTo(44);
            assertThat(result.score(0)).isEqualTo(9f);

            table.remove(44);
            assertThat(pool.submit(QUERY, 9, KeyFilter.ALL).get().key(0)).isEqualTo(C);
        }
    }

    @Test
    void theQueryMayBeOverwrittenOnceItIsSubmitted() throws Exception {
        try (ScanPool pool = new ScanPool(table, 1, 10)) {
            CompletableFuture<ScanResult> holding = occupy(pool);
            float[] query = QUERY.clone();
            CompletableFuture<ScanResult> answer = pool.submit(query, 1, KeyFilter.ALL);
            query[0] = -100f;
            released.countDown();

            assertThat(answer.get().score(0)).isEqualTo(3.5f);
            assertThat(holding.get().size()).isEqualTo(1);
        }
    }

    @Test
    void whatTheFilterThrowsComesOutOfTheFutureAndTheThreadGoesOn() throws Exception {
        try (ScanPool pool = new ScanPool(table, 1, 10)) {
            CompletableFuture<ScanResult> answer = pool.submit(QUERY, 1, key -> {
                throw new IllegalStateException("no key " + key);
            });

            assertThatThrownBy(answer::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(IllegalStateException.class);
            assertThat(pool.submit(QUERY, 1, KeyFilter.ALL).get().key(0)).isEqualTo(C);
        }
    }

    @Test
    void aFilterThatLeavesItsThreadInterruptedDisturbsNoOtherQuery() throws Exception {
        try (ScanPool pool = new ScanPool(table, 1, 10)) {
            CompletableFuture<ScanResult> interrupting = pool.submit(QUERY, 1, key -> {
                Thread.currentThread().interrupt();
                return true;
            });

            assertThat(interrupting.get().key(0)).isEqualTo(C);
            assertThat(pool.submit(QUERY, 1, key -> !Thread.currentThread().isInterrupted())
                            .get()
                            .key(0))
                    .isEqualTo(C);
        }
    }

    @Test
    void moreQueriesThanMayWaitAreRefused() {
        try (ScanPool pool = new ScanPool(table, 1, 2)) {
            occupy(pool);
            pool.submit(QUERY, 1, KeyFilter.ALL);
            CompletableFuture<ScanResult> last = pool.submit(QUERY, 1, KeyFilter.ALL);

            assertThatThrownBy(() -> pool.submit(QUERY, 1, KeyFilter.ALL))
                    .isInstanceOf(RejectedExecutionException.class)
                    .hasMessage("2 queries wait already: submit fewer, or give the pool more threads");
            released.countDown();
            assertThat(last.join().key(0)).isEqualTo(C);
        }
    }

    @Test
    void aCancelledQueryIsNotScanned() throws Exception {
        try (ScanPool pool = new ScanPool(table, 1, 10)) {
            occupy(pool);
            CompletableFuture<Void> asked = new CompletableFuture<>();
            pool.submit(QUERY, 1, key -> asked.complete(null)).cancel(false);
            CompletableFuture<ScanResult> next = pool.submit(QUERY, 1, KeyFilter.ALL);
            released.countDown();

            assertThat(next.get().key(0)).isEqualTo(C);
            assertThat(asked).isNotDone();
        }
    }

    @Test
    void closingWaitsForTheQueriesThatWereTakenAndTakesNoMore() throws Exception {
        ScanPool pool = new ScanPool(table, 1, 10);
        occupy(pool);
        CompletableFuture<ScanResult> waiting = pool.submit(QUERY, 1, KeyFilter.ALL);
        Thread closing = new Thread(pool::close);
        closing.start();
        closing.join(20);

        assertThat(closing.isAlive()).isTrue();
        released.countDown();
        closing.join();
        assertThat(waiting).isCompleted();
        assertThatThrownBy(() -> pool.submit(QUERY, 1, KeyFilter.ALL))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("the pool of scan threads is closed");
    }

    @Test
    void anInterruptEndsTheWaitingOfCloseButNotTheAnswering() throws Exception {
        ScanPool pool = new ScanPool(table, 1, 10);
        occupy(pool);
        CompletableFuture<ScanResult> waiting = pool.submit(QUERY, 1, KeyFilter.ALL);
        Thread.currentThread().interrupt();

        pool.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(waiting).isNotDone();
        released.countDown();
        assertThat(waiting.get().key(0)).isEqualTo(C);
    }

    @Test
    void aQueryThatDoesNotFitIsRefused() {
        try (ScanPool pool = new ScanPool(table, 1, 10)) {
            assertThatThrownBy(() -> pool.submit(new float[3], 1, KeyFilter.ALL))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the query has 3 values, but the table's dimension is 2");
            assertThatThrownBy(() -> pool.submit(QUERY, 0, KeyFilter.ALL))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("k is 0, but at least 1 item can be asked for");
        }
    }

    @Test
    void aTableThatCannotBeScannedIsRefused() {
        EmbeddingTable unshared = new EmbeddingTable(2, Set.of(ScanFormat.FLOAT32), KernelProvider.create());
        EmbeddingTable codes = table(Set.of(ScanFormat.INT8));

        assertThatThrownBy(() -> new ScanPool(unshared, 1, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("only its own thread may read this table: make it with shared(…) to scan it from others");
        assertThatThrownBy(() -> new ScanPool(codes, 1, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the table has the formats [INT8]: make it with FLOAT32 to scan that");
        assertThatThrownBy(() -> new ScanPool(codes, ScanFormat.INT8, 1, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the table has the formats [INT8]: make it with FLOAT32 to scan that");
        assertThatThrownBy(() -> new ScanPool(table, ScanFormat.INT8, 1, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the table has the formats [FLOAT32]: make it with INT8 to scan that");
        assertThatThrownBy(() -> new ScanPool(table, 0, 10)).hasMessage("threads is 0: set it between 1 and 1024");
        assertThatThrownBy(() -> new ScanPool(table, 1, 0)).hasMessage("waiting is 0: set it between 1 and 1048576");
    }

    /** Keeps a thread of the pool until {@link #released}. */
    private CompletableFuture<ScanResult> occupy(ScanPool pool) {
        CompletableFuture<ScanResult> holding = pool.submit(QUERY, 1, key -> {
            started.countDown();
            await(released);
            return true;
        });
        await(started);
        return holding;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean onScanThread() {
        return Thread.currentThread().getName().startsWith("freshet-scan-")
                && Thread.currentThread().isDaemon();
    }

    /** Three items whose scores for {@link #QUERY} are 1.5, 2.5 and 3.5. */
    private static EmbeddingTable table(Set<ScanFormat> formats) {
        EmbeddingTable table = EmbeddingTable.shared(2, formats, KernelProvider.create());
        float value = 1f;
        for (long key : new long[] {A, B, C}) {
            int row = table.add(key, "item-" + key);
            table.vectors().write(row, new float[] {value++, 7f}, 0, 0f);
            table.changed(row, 0.5f);
        }
        return table;
    }
}
