package io.freshet.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
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
    void whatIsReadWhileAWriteDoesNotEndIsStaleFromTheStart() {
        lock.open(0);

        assertThat(lock.isStale(0, lock.read(0))).isTrue();
    }

    @Test
    void theWriterWaitsBeforeItsNextRowOfABlockThatIsHeld() throws InterruptedException {
        AtomicBoolean written = new AtomicBoolean();
        lock.hold(1);
        int version = lock.read(1);
        Thread writer = new Thread(() -> {
            write(0);
            write(BLOCK);
            written.set(true);
        });
        writer.start();
        writer.join(20);
        assertThat(written).isFalse();
        assertThat(lock.isStale(1, version)).isFalse();

        lock.release();
        writer.join();

        assertThat(written).isTrue();
        assertThat(lock.isStale(1, version)).isTrue();
    }

    @Test
    void theWriterEndsARowThatItIsAtWhenItsBlockIsHeld() {
        lock.open(BLOCK);
        lock.hold(1);
        lock.close(BLOCK);

        assertThat(lock.isStale(1, lock.read(1))).isFalse();
        lock.release();
    }

    @Test
    void holdersTakeTurns() throws InterruptedException {
        lock.hold(1);
        Thread second = new Thread(() -> {
            lock.hold(2);
            lock.release();
        });
        second.start();
        second.join(20);
        assertThat(lock.isHeld(1)).isTrue();

        lock.release();
        second.join();

        assertThat(lock.isHeld(1) || lock.isHeld(2)).isFalse();
    }

    private void write(int place) {
        lock.open(place);
        lock.close(place);
    }
}
