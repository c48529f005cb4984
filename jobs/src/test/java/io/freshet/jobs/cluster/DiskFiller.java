package io.freshet.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Fills the disk of the checkpoints to its last byte, keeps it so until the job has given up more checkpoints than it tolerates
 * and gone back to its last one, and makes room again.
 *
 * @param disk a directory on a small file system, with the checkpoints
 */
record DiskFiller(Path disk) implements Ordeal {
    private static final byte[] BLOCK = new byte[4096];
    private static final int POLL_MS = 200;

    /** One more than the cluster tolerates in a row, and one after the restart. */
    private static final int FAILURES = 5;

    @Override
    public void happen(Setting setting) throws Exception {
        Standing standing = setting.standing();
        Standing.Moment moment = standing.awaitMoment(0);
        long failedBefore = setting.job().checkpoints().failed();
        Path ballast = disk.resolve("ballast");
        fillUntil(ballast, counts -> counts.failed() >= failedBefore + FAILURES, setting.job());
        CheckpointCounts full = setting.job().checkpoints();
        String why = setting.job().rootException();
        assertThat(why).as("why it went back").contains("checkpoint");
        Files.delete(ballast);
        long roomNanos = System.nanoTime();
        standing.awaitCheckpointAfter(full.newest());
        standing.awaitTasks();
        setting.report()
                .write(("{\"full\":\"checkpoints\",\"checkpoint_before\":%d,\"newest_while_full\":%d,"
                                + "\"restored_while_full\":%d,\"failed_while_full\":%d,\"restarts\":%d,\"why\":\"%s\","
                                + "\"checkpoint_ms\":%d}")
                        .formatted(
                                moment.checkpoint(),
                                full.newest(),
                                full.restored(),
                                full.failed() - failedBefore,
                                setting.job().restarts(),
                                why.replaceAll("[\"\\\\]", "'"),
                                (System.nanoTime() - roomNanos) / 1_000_000));
        assertThat(full.restored()).as("checkpoint that it went back to").isGreaterThanOrEqualTo(moment.checkpoint());
    }

    /** A checkpoint that fails frees what it had written, so one filling is not enough. */
    private static void fillUntil(Path ballast, Predicate<CheckpointCounts> enough, RunningJob job) throws Exception {
        long deadline = System.nanoTime() + LiveRun.PATIENCE.toNanos();
        while (!enough.test(job.checkpoints())) {
            fill(ballast);
            assertThat(System.nanoTime()).as("time that the disk is full").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    private static void fill(Path ballast) {
        try (OutputStream out = Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(BLOCK);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }
}
