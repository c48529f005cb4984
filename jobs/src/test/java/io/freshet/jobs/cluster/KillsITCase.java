package io.freshet.jobs.cluster;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Task managers die. Part of {@code benchmarks/proofs}. */
@EnabledIfSystemProperty(named = Scale.PROPERTY, matches = Scale.VALUES)
class KillsITCase {
    private static final Killer KILLER =
            new Killer(Integer.getInteger("freshet.kills", Scale.given().of(2, 20)));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void exactlyOnceNothingIsLostAndNothingRepeated() throws Exception {
        new SurvivalProof(directory, Scenario.named("kills-exactly-once", true)).run(KILLER);
    }

    @Test
    void atLeastOnceNothingIsLost() throws Exception {
        new SurvivalProof(directory, Scenario.named("kills-at-least-once", false)).run(KILLER);
    }

    @Test
    void nothingIsLostWithStateInRocksDb() throws Exception {
        Scenario scenario = Scenario.named("kills-rocksdb", true);
        new SurvivalProof(directory, scenario.on(scenario.cluster().with(StateBackend.ROCKSDB)))
                .run(new Killer(Scale.given().of(2, 4)));
    }
}
