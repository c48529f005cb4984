package io.freshet.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.config.Settings;
import java.util.List;
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
    void aLoneLearnerThatWasAskedForIsNamedToo() {
        manifest.putObject("engine")
                .put("kind", "runner")
                .put("learners", 1)
                .put("sync", 25)
                .put("delay", 0);
        assertThat(new ReplayLine(manifest).text()).contains("--learners 1 --sync 25 --delay 0 --seed");
    }

    @Test
    void everySettingThatIsNotTheDefaultIsNamedButTheSeedOnce() {
        ObjectNode config = Settings.load(null, List.of("learner.rate=0.05", "loop.held-pushes=7", "learner.seed=43"))
                .toTree();
        manifest.put("seed", 43).set("config", config);
        assertThat(new ReplayLine(manifest).text())
                .endsWith(" --seed 43 --set learner.rate=0.05 --set loop.held-pushes=7 --out DIR");
    }

    @Test
    void thePartOfTheInputIsNamed() {
        manifest.withObject("/input")
                .put("from", "2000-04-25T00:00:00Z")
                .put("to", "2001-04-25T00:00:00Z")
                .put("limit", 5000);
        assertThat(new ReplayLine(manifest).text())
                .contains(" --from 2000-04-25T00:00:00Z --to 2001-04-25T00:00:00Z --limit 5000 --mode");
    }

    @Test
    void aTopicIsNamedWithItsBrokerAndOffsets() {
        topic().put("from_offset", 10).put("to_offset", 900);
        assertThat(new ReplayLine(manifest).text())
                .startsWith("./freshet replay --kafka localhost:9092 --topic interactions --from-offset 10"
                        + " --to-offset 900 --min-value 4.0 --mode G");
    }

    @Test
    void aTopicThatMayHaveGrownIsReadAsFarAsBefore() {
        topic();
        assertThat(new ReplayLine(manifest).text())
                .startsWith("./freshet replay --kafka localhost:9092 --topic interactions --min-value 4.0"
                        + " --limit 575281 --mode G");
    }

    private ObjectNode topic() {
        return manifest.withObject("/input")
                .put("kind", "topic")
                .put("source", "interactions")
                .put("broker", "localhost:9092")
                .put("topic", "interactions")
                .putNull("from_offset")
                .putNull("to_offset");
    }

    @Test
    void aNameThatAShellWouldReadIsQuoted() {
        manifest.withObject("/input").put("source", "it's $(all) mine.csv");
        assertThat(new ReplayLine(manifest).text()).contains("--input 'it'\\''s $(all) mine.csv' --min-value");
    }
}
