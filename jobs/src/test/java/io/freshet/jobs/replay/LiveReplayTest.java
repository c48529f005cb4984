package io.freshet.jobs.replay;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.features.LoopConfig;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.RecordedStream;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Variant;
import io.freshet.schemas.Interaction;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LiveReplayTest {

    @Test
    void modeSIsRefused() {
        assertThatThrownBy(() -> replay(Mode.S, Variant.X, "a", "b"))
                .hasMessage("the live job tests groups, so mode S cannot be played to it: use --mode G");
        assertThatThrownBy(() -> settings(RecommenderConfig.defaults(false).sequential(), 1))
                .hasMessage("the live job tests groups, so mode S cannot be played to it: use --mode G");
    }

    @Test
    void anEngineThatLeavesOutWhatTheVariantCountsIsRefused() {
        assertThatThrownBy(() -> replay(Mode.G, Variant.I, "a", "b"))
                .hasMessage("variant I needs an engine with repeat=true, but this one has repeat=false");
    }

    @Test
    void twoEventsOfOneIdAreRefused() {
        assertThatThrownBy(() -> replay(Mode.G, Variant.X, "a", "b", "a"))
                .hasMessageStartingWith("event id 'a' stands for event 0 and for event 2 of the stream");
    }

    @Test
    void aParallelismOutsideItsLimitsIsRefused() {
        assertThatThrownBy(() -> settings(RecommenderConfig.defaults(false), 0))
                .hasMessage("parallelism is 0: set it between 1 and 128, use at most the number of cores");
    }

    private static LiveReplay replay(Mode mode, Variant variant, String... eventIds) {
        RecordedStream.Builder stream = new RecordedStream.Builder();
        for (String id : eventIds) {
            stream.add(Interaction.of(id, "u", "i", 1f, 0));
        }
        return new LiveReplay(
                new TestPlan(stream.build(), mode, variant, 0), settings(RecommenderConfig.defaults(false), 1));
    }

    private static LiveSettings settings(RecommenderConfig recommender, int parallelism) {
        return new LiveSettings(
                recommender,
                LoopConfig.DEFAULTS,
                new LiveLoad(parallelism, null, Duration.ZERO),
                1,
                Duration.ofSeconds(60));
    }
}
