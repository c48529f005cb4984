package io.freshet.jobs.cluster;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Part of {@code benchmarks/proofs}, which says how many kills there are to be. */
@EnabledIfSystemProperty(named = "freshet.kills", matches = "\\d+")
class KillsITCase {
    private static final int KILLS = Integer.getInteger("freshet.kills", 2);
    private static final double EVENTS_A_SECOND = 200;
    private static final int CHECKPOINT_MS = 4_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void exactlyOnceNothingIsLostAndNothingRepeated() throws Exception {
        new KillProof(directory, Report.named("kills-exactly-once"), true, KILLS, EVENTS_A_SECOND, CHECKPOINT_MS).run();
    }

    @Test
    void atLeastOnceNothingIsLost() throws Exception {
        new KillProof(directory, Report.named("kills-at-least-once"), false, KILLS, EVENTS_A_SECOND, CHECKPOINT_MS)
                .run();
    }
}
