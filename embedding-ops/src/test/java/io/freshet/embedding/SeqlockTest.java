package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SeqlockTest {
    private static final int BLOCK = 64;

    private final Seqlock lock = new Seqlock(4 * BLOCK);

    @Test
    void whatWasReadWhileNothingWasWrittenIsGood() {
        write(70);

        assertThat(lock.isStale(1, lock.read(1))).isFalse();
    }

    @Test
    void whatWasReadDuringAWriteIsStale() {
        int version = lock.read(1);
        lock.open(BLOCK);

        assertThat(lock.isStale(1, version)).isTrue();
    }

    @Test
    void whatWasReadBeforeAWriteThatIsOverIsStale() {
        int version = lock.read(1);
        write(2 * BLOCK - 1);

        assertThat(lock.isStale(1, version)).isTrue();
    }

    @Test
    void aWriteLeavesTheOtherBlocksAlone() {
        int before = lock.read(0);
        int after = lock.read(2);
        write(BLOCK);
        write(2 * BLOCK - 1);

        assertThat(lock.isStale(0, before)).isFalse();
        assertThat(lock.isStale(2, after)).isFalse();
    }

    @Test
    void aReaderWaitsForTheWriteToEnd() throws InterruptedException {
        AtomicInteger seen = new AtomicInteger(-1);
        lock.open(0);
        Thread reader = new Thread(() -> seen.set(lock.read(0)));
        reader.start();
        reader.join(20);
        assertThat(seen).hasValue(-1);

        lock.close(0);
        reader.join();

        assertThat(lock.isStale(0, seen.get())).isFalse();
    }

    private void write(int place) {
        lock.open(place);
        lock.close(place);
    }
}
