package io.freshet.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class ReplayLineTest {
    private final ObjectNode manifest = new RunFiles().with("popularity", 0.1).with("embedding", 0.2).manifest;

    @Test
    void namesWhatWasGiven() {
        assertThat(new ReplayLine(manifest).text())
                .isEqualTo("./freshet replay --input interactions.csv.gz --min-value 4.0 --mode G --variant X"
                        + " --models popularity,embedding --seed 42 --out DIR");
    }

    @Test
    void aWarmUpIsNamedIfThereWasOne() {
        manifest.withObject("/protocol").put("warm_up_events", 1000);
        assertThat(new ReplayLine(manifest).text()).contains("--warm-up 1000");
    }

    @Test
    void theLiveJobComesWithTheEngine() {
        manifest.withArray("models").add("live");
        manifest.putObject("engine").put("kind", "flink").put("parallelism", 2).put("learners", 1);
        assertThat(new ReplayLine(manifest).text())
                .contains("--models popularity,embedding --engine flink --parallelism 2 --seed");
    }

    @Test
    void severalLearnersComeWithTheirSchedule() {
        manifest.putObject("engine")
                .put("kind", "runner")
                .put("learners", 4)
                .put("sync", 256)
                .put("delay", 0);
        assertThat(new ReplayLine(manifest).text()).contains("--learners 4 --sync 256 --delay 0 --seed");
    }

    @Test
    void aNameThatAShellWouldReadIsQuoted() {
        manifest.withObject("/input").put("source", "it's $(all) mine.csv");
        assertThat(new ReplayLine(manifest).text()).contains("--input 'it'\\''s $(all) mine.csv' --min-value");
    }
}
